import assert from 'node:assert/strict'
import type { Sent } from '#core/ledger'
import type { MessageJob } from '#core/message-job'
import { knock } from '#support/door'
import { run as sendMessage } from '../../lambdas/send-message/handler.ts'
import { isOpen, isPaused } from './gate.ts'
import { pick } from './memory.ts'
import { type Act, type Of, orFails } from './outcomes.ts'
import { isSpent } from './rules.ts'
import type { Play } from './stage.ts'

const isStrangers = (job: MessageJob): boolean =>
  job.kind === 'code' && job.channel === 'sms' && job.known !== true && job.sealed !== undefined

/** Whether nothing stands between this message and whom it is for. */
const isOwed = (play: Play, job: MessageJob): boolean => {
  const { w, memory } = play
  const fresh = !memory.delivered.has(job) && w.now() < job.notAfter && job.sealed !== undefined
  const payable = memory.rules.organisation.every(
    (rule) => rule.countries.includes(job.country ?? 'GB') && (job.channel === 'email' || !isSpent(rule)),
  )
  return memory.undisturbed && fresh && payable && (isOpen(play) || !isStrangers(job))
}

/** A message is sent as its function sends it, and what leaves is remembered with what it was for. */
export const deliver = (play: Play, { job: which, provider }: Of<'deliver'>): Act => {
  const { w, memory } = play
  const job = pick(w.jobs, which)
  if (job === undefined) return async () => undefined
  const [owed, paused] = [isOwed(play, job), isPaused(play)]
  memory.delivered.add(job)
  return async () => {
    const { sms, mail } = w.ports
    const asked: (() => Promise<Sent>)[] = []
    // Of whoever is silent nobody knows whether they sent it: they did.
    const answered = async (sending: () => Promise<Sent>): Promise<Sent> => {
      asked.push(sending)
      if (provider === 'refuses') return { outcome: 'refused' }
      const sent = await sending()
      return provider === 'is_silent' ? { outcome: 'unknown' } : sent
    }
    const boxes = {
      sms: { send: (it: Parameters<typeof sms.send>[0]) => answered(() => sms.send(it)) },
      mail: { send: (it: Parameters<typeof mail.send>[0]) => answered(() => mail.send(it)) },
    }
    await orFails(play, () => sendMessage(job, { ...w.ports, ...boxes }))
    assert.ok(asked.length <= 1, 'R-84: a message is handed over once')
    if (owed)
      assert.equal(asked.length, 1, 'I10: what is asked for is sent, in a pause to whoever proved something before')
    if (!isStrangers(job) || asked.length === 0 || provider === 'refuses') return
    assert.ok(!paused || memory.gateMoves, 'R-64: a pause sends strangers nothing')
    memory.toStrangers.push({ about: job.kind === 'code' ? job.about : '', askedAt: job.sentAt, sentAt: w.now() })
  }
}

/** What was written is read, once or twice, by who counts what became of strangers' codes. */
export const flow = (play: Play, { times }: Of<'flow'>): Act => {
  const { memory, streams } = play
  memory.gateMoves = true
  memory.judged = true
  const records = streams.take()
  return async () => {
    for (let n = 0; n < times; n++) if (records.length > 0) await orFails(play, () => streams.hand(records))
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
