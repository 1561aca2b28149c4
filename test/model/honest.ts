import assert from 'node:assert/strict'
import { DAY } from '#core/time'
import { PHONE, PIN } from '#support/anna'
import { type Answer, knock } from '#support/door'
import type { Play } from './stage.ts'

/** I10: when the faults have stopped, whoever has the codes and the PIN gets in with one new login. */
export const honest = async ({ w, real, personId, memory }: Play): Promise<void> => {
  w.tables.onAsk = () => {}
  w.tables.onAnswer = () => {}
  w.passes(memory.latest - w.now() + 31 * DAY)
  const person = await w.ports.people.read(personId)
  assert.ok(person)
  if (person.pinFailures >= 10) return
  const begun: Answer = await knock(real, 'POST /login/phone', { body: { phone: PHONE }, source: '192.0.2.77' })
  assert.equal(begun.status, 200, `I10: ${begun.body.code}`)
  const job = w.jobs.at(-1)
  assert.ok(job)
  await w.send(job)
  const code = /(?<!\d)\d{6}(?!\d)/.exec(w.sms.at(-1)?.text ?? '')?.[0] ?? ''
  const passed = await knock(real, `POST /login/${begun.body.loginId}/code`, { body: { code } })
  assert.deepEqual(passed.body, { next: 'pin' }, 'I10')
  const entered = await knock(real, `POST /login/${begun.body.loginId}/pin`, { body: { pin: PIN } })
  assert.equal(entered.status, 200, `I10: ${entered.body.code}`)
}
