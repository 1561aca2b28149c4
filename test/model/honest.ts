import assert from 'node:assert/strict'
import { keys } from '#adapters/keys'
import { DAY } from '#core/time'
import { type Answer, knock } from '#support/door'
import { current } from './belongings.ts'
import type { Play } from './stage.ts'

const SOURCE = '192.0.2.77'
const MOST_CODES = 2

/** Gives whatever code is asked for, until none is. */
const giveCodes = async ({ w, real }: Play, begun: Answer): Promise<Answer> => {
  const { loginId } = begun.body
  let answer = begun
  for (let given = 0; given < MOST_CODES && answer.body.code !== undefined; given++) {
    const job = w.jobs.at(-1)
    assert.ok(job)
    const box = job.channel === 'sms' ? w.sms : w.mail
    await w.send(job)
    const code = /(?<!\d)\d{6}(?!\d)/.exec(box.at(-1)?.text ?? '')?.[0] ?? ''
    answer = await knock(real, `POST /login/${loginId}/code`, { body: { code } })
    assert.equal(answer.status, 200, `I10: ${answer.body.code}`)
  }
  return answer
}

const byTelephone = async (play: Play): Promise<void> => {
  const { real, cast } = play
  const begun = await knock(real, 'POST /login/phone', {
    body: { phone: current(play, cast.anna.personId, 'phone') },
    source: SOURCE,
  })
  assert.equal(begun.status, 200, `I10: ${begun.body.code}`)
  assert.deepEqual((await giveCodes(play, begun)).body, { next: 'pin' }, 'I10')
  const entered = await knock(real, `POST /login/${begun.body.loginId}/pin`, {
    body: { pin: current(play, cast.anna.personId, 'pin') },
  })
  assert.equal(entered.status, 200, `I10: ${entered.body.code}`)
}

const byEmail = async (play: Play): Promise<void> => {
  const { email, personId } = play.cast.anna
  const body = { email, password: current(play, personId, 'password') }
  const begun = await knock(play.real, 'POST /login/email', { body, source: SOURCE })
  assert.equal(begun.status, 200, `I10: ${begun.body.code}`)
  const entered = await giveCodes(play, begun)
  assert.ok(entered.body.accessToken, `I10: ${JSON.stringify(entered.body)}`)
}

/** Too many wrong codes in a row end a number's codes, once fewer are left than a login has tries, for whoever is honest too: an admin opens it. */
const openNumber = async (play: Play, path: string): Promise<void> => {
  const { w, cast, real, adminToken } = play
  const index = real.ports.lookup.phone(current(play, cast.anna.personId, 'phone') ?? '')
  const { wrongInRow = 0, wrongInRowOfKnown = 0 } = (await w.db.get('logins', keys.number(index))) ?? {}
  const { codeTriesPerLogin, codeFailuresUntilDisabled, codeFailuresUntilDisabledOfKnown } = w.limits
  const left = Math.min(
    codeFailuresUntilDisabled - Number(wrongInRow),
    codeFailuresUntilDisabledOfKnown - Number(wrongInRowOfKnown),
  )
  if (left >= codeTriesPerLogin) return
  const opened = await knock(real, `POST ${path}/unlock`, { token: adminToken })
  assert.ok(opened.status < 300, `I10: ${opened.body?.code}`)
}

/** I10: when the faults have stopped, whoever has the codes and the secret gets in with one new login. */
export const honest = async (play: Play): Promise<void> => {
  const { w, cast, memory } = play
  w.tables.onAsk = () => {}
  w.tables.onAnswer = () => {}
  w.passes(memory.latest - w.now() + 31 * DAY)
  const path = `/organisation/people/${cast.anna.personId}`
  const enabled = await knock(play.real, `PATCH ${path}`, { body: { disabled: false }, token: play.adminToken })
  assert.equal(enabled.status, 200, `I10: ${enabled.body.code}`)
  const body = { smsBudget: { limit: '100.00' } }
  await knock(play.real, `PATCH /operator/organisations/${play.organisationId}`, { body })
  await openNumber(play, path)
  const person = await w.ports.people.read(cast.anna.personId)
  assert.ok(person)
  if (person.pinFailures < 10) await byTelephone(play)
  if (person.passwordFailures < 10) await byEmail(play)
}
