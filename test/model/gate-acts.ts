import assert from 'node:assert/strict'
import type { MessageJob } from '#core/message-job'
import { knock } from '#support/door'
import { run as sendMessage } from '../../lambdas/send-message/handler.ts'
import { isOpen, isPaused } from './gate.ts'
import { pick } from './memory.ts'
import type { Act, Of } from './outcomes.ts'
import type { Play } from './stage.ts'

const isStrangers = (job: MessageJob): boolean =>
  job.kind === 'code' && job.channel === 'sms' && job.known !== true && job.sealed !== undefined

/** Whether nothing stands between this message and whom it is for. */
const isOwed = (play: Play, job: MessageJob): boolean => {
  const { w, memory } = play
  const fresh = !memory.delivered.has(job) && w.now() < job.notAfter && job.sealed !== undefined
  const payable = memory.rules.organisation.every(({ countries }) => countries.includes(job.country ?? 'GB'))
  return memory.undisturbed && fresh && payable && (isOpen(play) || !isStrangers(job))
}

/** A message is sent as its function sends it, and what leaves is remembered with what it was for. */
export const deliver = (play: Play, { job: which }: Of<'deliver'>): Act => {
  const { w, memory } = play
  const job = pick(w.jobs, which)
  if (job === undefined) return async () => undefined
  const [owed, paused] = [isOwed(play, job), isPaused(play)]
  memory.delivered.add(job)
  return async () => {
    const { sms, mail } = w.ports
    let sent = 0
    const counted = <T>(sending: Promise<T>): Promise<T> => {
      sent++
      return sending
    }
    const boxes = {
      sms: { send: (it: Parameters<typeof sms.send>[0]) => counted(sms.send(it)) },
      mail: { send: (it: Parameters<typeof mail.send>[0]) => counted(mail.send(it)) },
    }
    await sendMessage(job, { ...w.ports, ...boxes })
    if (owed) assert.equal(sent, 1, 'I10: what is asked for is sent, in a pause to whoever proved something before')
    if (!isStrangers(job) || sent === 0) return
    assert.ok(!paused || memory.gateMoves, 'R-64: a pause sends strangers nothing')
    memory.toStrangers.push({ about: job.kind === 'code' ? job.about : '', askedAt: job.sentAt, sentAt: w.now() })
  }
}

/** What was written is read, once or twice, by who counts what became of strangers' codes. */
export const flow = ({ memory, streams }: Play, { times }: Of<'flow'>): Act => {
  memory.gateMoves = true
  memory.judged = true
  const records = streams.take()
  return async () => {
    for (let n = 0; n < times; n++) if (records.length > 0) await streams.hand(records)
  }
}

/** An admin knows better, and lifts the pause. */
export const resume = ({ real, adminToken, memory }: Play): Act => {
  memory.gateMoves = true
  return async () => {
    const answer = await knock(real, 'POST /organisation/sms-budget/resume', { token: adminToken })
    if (answer.status === 200) memory.lifted = true
  }
}
