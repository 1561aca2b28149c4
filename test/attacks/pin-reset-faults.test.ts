import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byOperator } from '#runtime/audit-line'
import { createOrganisation, createPerson, PHONE, withAnna } from '#support/anna'
import { knock } from '#support/door'
import {
  choosePin,
  emailCode,
  forgot,
  giveEmailCode,
  giveSmsCode,
  later,
  leaveReset,
  readReset,
  resendCode,
  resetAt,
  runOf,
  settle,
  smsCode,
} from '#support/resetting'
import { type World, world } from '#support/world'

const resetOf = async (w: World, id: string) => {
  const reset = await w.ports.resetWaits.find(id.slice(0, 22))
  assert.ok(reset)
  return reset
}
const lose = (w: World, operation = 'SendTaskSuccess') => {
  w.workflow.faults.onCall = (called) => {
    if (called === operation) throw new Error('lost')
  }
}
const heal = (w: World) => {
  w.workflow.faults.onCall = () => {}
  w.workflow.faults.afterCall = () => {}
  w.workflow.faults.onTask = () => {}
}
/** The task throws the next so many times; a thousand is always. */
const failTask = (w: World, task: string, times: number) => {
  let left = times
  w.workflow.faults.onTask = (called) => {
    if (called !== task || left === 0) return
    left -= 1
    throw Object.assign(new Error('down'), { name: 'Lambda.TooManyRequestsException' })
  }
}
const retries = async (w: World) => {
  for (const seconds of [2, 4, 8]) await later(w, seconds)
}
const finishFrom = async (w: World, id: string, step: 'email_code' | 'new_pin') => {
  if (step === 'email_code') assert.equal((await giveEmailCode(w, id, emailCode(w))).status, 200)
  assert.equal((await choosePin(w, id)).status, 200)
}

test('F-10: a callback that is lost changes no decision, and the workflow finds it by itself when its wait hears nothing', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  lose(w)
  const texted = await giveSmsCode(w, id, smsCode(w))
  assert.deepEqual([texted.status, texted.body.next, w.mail.length], [200, 'email_code', 0])
  heal(w)
  await later(w, 150)
  assert.deepEqual([w.mail.length, ...runOf(w)], [1, 'RUNNING', 'EmailCode'])
  await finishFrom(w, id, 'email_code')
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'Done'])
})

test('F-10: with every callback lost, a reset is finished all the same, and its owner is told in the end', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  lose(w)
  const id = await resetAt(w, 'sms_code')
  await giveSmsCode(w, id, smsCode(w))
  await later(w, 150)
  await giveEmailCode(w, id, emailCode(w))
  await later(w, 150)
  assert.equal((await choosePin(w, id)).status, 200)
  const before = w.mail.length
  await later(w, 150)
  assert.deepEqual([w.mail.length, ...runOf(w)], [before + 1, 'SUCCEEDED', 'Done'])
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 2)
})

test('F-10: a callback that was heard although its answer was lost is heard once', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  w.workflow.faults.afterCall = () => {
    throw new Error('answer lost')
  }
  assert.equal((await giveSmsCode(w, id, smsCode(w))).status, 200)
  assert.deepEqual([w.mail.length, ...runOf(w)], [1, 'RUNNING', 'EmailCode'])
})

for (const [what, end] of [
  ['timed out', (w: World) => later(w, 3_600)],
  ['was stopped', async (w: World) => w.workflow.engine.stop(w.workflow.engine.list()[0]?.arn ?? '')],
] as const) {
  test(`F-10: callbacks with the token of a run that ${what}, twice and at once, answer "late" and change nothing`, async () => {
    const w = world()
    await withAnna(w)
    const { token } = await resetOf(w, await resetAt(w, 'sms_code'))
    await end(w)
    await settle(w)
    const before = JSON.stringify([w.workflow.engine.list(), w.sms.length, w.mail.length])
    const { answered, over } = w.ports.resetCallback
    assert.deepEqual(await Promise.all([answered(token), answered(token), over(token)]), ['late', 'late', 'late'])
    await settle(w)
    assert.equal(JSON.stringify([w.workflow.engine.list(), w.sms.length, w.mail.length]), before)
  })
}

test('F-10: the token of a try before answers "late", and the newest one is listened to', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const { token: old } = await resetOf(w, id)
  await later(w, 150)
  assert.notEqual((await resetOf(w, id)).token, old)
  assert.equal(await w.ports.resetCallback.answered(old), 'late')
  assert.equal((await giveSmsCode(w, id, smsCode(w))).status, 200)
  assert.deepEqual(runOf(w), ['RUNNING', 'EmailCode'])
})

test('an answer that comes before the workflow can be told is found when it asks, also when that first goes wrong', async () => {
  const w = world()
  await withAnna(w)
  failTask(w, 'reset-ask', 1)
  const begun = await forgot(w)
  assert.equal(w.sms.length, 0)
  w.passes(31_000)
  assert.equal((await knock(w, `POST /pin-reset/${begun.body.resetId}/code/resend`, { body: {} })).status, 200)
  const given = await knock(w, `POST /pin-reset/${begun.body.resetId}/sms-code`, { body: { code: smsCode(w) } })
  assert.deepEqual([given.status, w.mail.length], [200, 0])
  lose(w)
  await settle(w)
  heal(w)
  await retries(w)
  assert.deepEqual([w.mail.length, w.sms.length, ...runOf(w)], [1, 1, 'RUNNING', 'EmailCode'])
})

test('no reply and no header ever shows a task token', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const { token } = await resetOf(w, id)
  assert.ok(token)
  const seen = JSON.stringify([await readReset(w, id), await giveSmsCode(w, id, smsCode(w)), await leaveReset(w, id)])
  assert.ok(!seen.includes(token))
})

test('F-11: a right code that came between the look of the workflow and its closing stands', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const looked = await resetOf(w, id)
  assert.equal((await giveSmsCode(w, id, smsCode(w))).status, 200)
  assert.equal((await w.ports.resetWaits.close(looked, 'expired')).step, 'email_code')
  assert.equal((await giveEmailCode(w, id, emailCode(w))).status, 200)
})

test('F-11: the right code and the end of the time at one instant: one wins, and the answer says which', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const looked = await resetOf(w, id)
  const [answer, closed] = await Promise.all([
    giveSmsCode(w, id, smsCode(w)),
    w.ports.resetWaits.close(looked, 'expired'),
  ])
  const { step } = await resetOf(w, id)
  assert.deepEqual([step, closed.step], answer.status === 200 ? ['email_code', 'email_code'] : ['closed', 'closed'])
  assert.equal(w.mail.length, answer.status === 200 ? 1 : 0)
})

test('F-12: with the workflow dead, codes are judged all the same, and the e-mail can be had by asking for it', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  w.workflow.engine.clear()
  assert.equal((await giveSmsCode(w, id, smsCode(w))).body.next, 'email_code')
  await later(w, 30)
  assert.equal((await resendCode(w, id)).status, 200)
  await finishFrom(w, id, 'email_code')
})

test('F-12: a reset that was closed is closed for the right code, too', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  const code = smsCode(w)
  await w.ports.resetWaits.close(await resetOf(w, id), 'expired')
  assert.equal((await giveSmsCode(w, id, code)).body.code, 'reset_closed')
})

test('F-06: a text message that the provider refuses is tried again, and carries the same code when it goes', async () => {
  const w = world()
  await withAnna(w)
  const accept = w.provider.answer
  w.provider.answer = async () => ({ outcome: 'refused' })
  const begun = await forgot(w)
  assert.deepEqual([begun.status, w.sms.length], [200, 0])
  w.provider.answer = accept
  await later(w, 2)
  assert.equal(w.sms.length, 1)
  assert.equal((await giveSmsCode(w, begun.body.resetId, smsCode(w))).status, 200)
})

test('F-06: when the text message cannot be sent, the reset ends honestly, and nothing was paid', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  w.provider.answer = async () => ({ outcome: 'refused' })
  const begun = await forgot(w)
  await retries(w)
  assert.deepEqual(runOf(w), ['FAILED', 'NotSent'])
  const answers = [await readReset(w, begun.body.resetId), await giveSmsCode(w, begun.body.resetId, '000000')]
  for (const { status, body } of answers) assert.deepEqual([status, body.code], [503, 'message_not_sent'])
  assert.equal((await w.ports.budget.figures(organisationId))?.usedMicros, 0)
})

test('F-06: a message that may have been accepted counts as sent and is not sent again', async () => {
  const w = world()
  await withAnna(w)
  w.provider.answer = async () => ({ outcome: 'unknown' })
  await forgot(w)
  await retries(w)
  assert.deepEqual(runOf(w), ['RUNNING', 'SmsCode'])
})

test('a reset whose organisation has no money left ends at once, without trying again', async () => {
  const w = world()
  await createPerson(w, await createOrganisation(w, { smsBudget: { limit: '0.00', currency: 'EUR' } }))
  const begun = await forgot(w)
  assert.deepEqual(runOf(w), ['FAILED', 'NotSent'])
  const { status, body } = await readReset(w, begun.body.resetId)
  assert.deepEqual([status, body.code, body.alternatives], [402, 'sms_budget_spent', []])
  assert.equal((await giveSmsCode(w, begun.body.resetId, '000000')).body.code, 'sms_budget_spent')
  const stranger = (await forgot(w, '+447700900999')).body.resetId
  assert.equal((await readReset(w, stranger)).status, 200)
})

test('a reset by a number whose country the organisation forbids says so', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const before = await w.ports.organisations.read(organisationId)
  assert.ok(before)
  const deed = byOperator(organisationId, 'organisation_changed', {}, w.ports)
  await w.ports.administration.settings(before, { ...before, countries: ['FI'] }, deed)
  const begun = await forgot(w)
  assert.equal((await readReset(w, begun.body.resetId)).body.code, 'country_not_allowed')
})

test('F-21: with the mail down, the e-mail code is retried, then the reset ends honestly: it is never skipped', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const id = await resetAt(w, 'sms_code')
  w.provider.answer = async () => ({ outcome: 'refused' })
  assert.equal((await giveSmsCode(w, id, smsCode(w))).status, 200)
  assert.equal((await choosePin(w, id)).body.code, 'reset_closed')
  await retries(w)
  assert.deepEqual(runOf(w), ['FAILED', 'NotSent'])
  assert.equal((await readReset(w, id)).body.code, 'message_not_sent')
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 1)
})

test('F-21: the code by SMS is good for ten minutes: who waits longer for the mail begins again', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'email_code')
  const code = emailCode(w)
  await later(w, 600)
  assert.equal((await giveEmailCode(w, id, code)).body.code, 'reset_closed')
})

for (const task of ['reset-ask', 'reset-tell', 'reset-look'] as const) {
  test(`F-18: ${task} that fails three times is retried, and every message goes once`, async () => {
    const w = world()
    await withAnna(w)
    failTask(w, task, 3)
    const begun = await forgot(w)
    await retries(w)
    assert.equal((await giveSmsCode(w, begun.body.resetId, smsCode(w))).status, 200)
    await retries(w)
    await finishFrom(w, begun.body.resetId, 'email_code')
    await retries(w)
    assert.deepEqual(runOf(w), ['SUCCEEDED', 'Done'])
    assert.deepEqual([w.sms.length, w.mail.length], [2, 2])
  })
}

test('F-18: a sender that dies after the provider took the message is asked again and sends nothing again', async () => {
  const w = world()
  await withAnna(w)
  const { settle: settleMoney } = w.ports.budget
  let crashes = 0
  Object.assign(w.ports.budget, {
    settle: async () => {
      crashes += 1
      throw new Error('killed')
    },
  })
  const begun = await forgot(w)
  Object.assign(w.ports.budget, { settle: settleMoney })
  await retries(w)
  assert.deepEqual([crashes, w.sms.length], [1, 1])
  assert.equal((await giveSmsCode(w, begun.body.resetId, smsCode(w))).status, 200)
})

test('F-18: a telling that is killed after it was done, and done again later, tells each address once', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  const { dispatch } = w.ports.messages
  Object.assign(w.ports.messages, {
    dispatch: async (...asked: Parameters<typeof dispatch>) => {
      await dispatch(...asked)
      throw new Error('killed')
    },
  })
  assert.equal((await choosePin(w, id)).status, 200)
  Object.assign(w.ports.messages, { dispatch })
  await retries(w)
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'Done'])
  assert.deepEqual([w.sms.length, w.mail.length], [2, 2])
})

test('F-18: when the telling fails for good, the PIN stays changed and the run says that nobody was told', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  failTask(w, 'reset-tell', 1_000)
  assert.equal((await choosePin(w, id)).status, 200)
  await retries(w)
  assert.deepEqual(runOf(w), ['FAILED', 'NotTold'])
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 2)
  heal(w)
  const before = w.mail.length
  w.workflow.engine.redrive(w.workflow.engine.list()[0]?.arn ?? '')
  await settle(w)
  assert.deepEqual([w.mail.length, runOf(w)[1]], [before, 'NotTold'])
})

for (const step of ['sms_code', 'email_code', 'new_pin'] as const) {
  test(`F-19: a run that was stopped in ${step} and is redriven after thirteen days, twice, sends nothing and changes nothing`, async () => {
    const w = world()
    const { personId } = await withAnna(w)
    const id = await resetAt(w, step)
    const arn = w.workflow.engine.list()[0]?.arn ?? ''
    w.workflow.engine.stop(arn)
    await later(w, 13 * 86_400)
    const before = [w.sms.length, w.mail.length, await w.ports.people.read(personId)]
    for (let drive = 0; drive < 2; drive += 1) {
      if (w.workflow.engine.describe(arn).status === 'SUCCEEDED') break
      w.workflow.engine.redrive(arn)
      await settle(w)
    }
    assert.deepEqual([w.sms.length, w.mail.length, await w.ports.people.read(personId)], before)
    assert.deepEqual(runOf(w), ['SUCCEEDED', 'Expired'])
    assert.equal((await readReset(w, id)).body.code, 'reset_closed')
  })
}

test('F-19: a run that is redriven after the reset was finished without it goes to its end and sends no code', async () => {
  const w = world()
  await withAnna(w)
  const id = await resetAt(w, 'email_code')
  const arn = w.workflow.engine.list()[0]?.arn ?? ''
  w.workflow.engine.stop(arn)
  await finishFrom(w, id, 'email_code')
  const [texts, mails] = [w.sms.length, w.mail.length]
  w.workflow.engine.redrive(arn)
  await settle(w)
  assert.deepEqual(runOf(w), ['SUCCEEDED', 'Done'])
  assert.deepEqual([w.sms.length, w.mail.length], [texts + 1, mails + 1])
  assert.match(w.sms.at(-1)?.text ?? '', /was changed/)
  assert.equal(w.sms.at(-1)?.to, PHONE)
})

test('when the workflow cannot be started, the caller is told to try later, and nothing was sent', async () => {
  const w = world()
  await withAnna(w)
  lose(w, 'StartExecution')
  const begun = await forgot(w)
  assert.deepEqual([begun.status, begun.body.code, w.sms.length], [503, 'unavailable', 0])
})

test('F-09: when the key for PINs cannot be used, the new PIN is not judged and can be tried again', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  const make = w.ports.pinSeal.make
  Object.assign(w.ports.pinSeal, {
    make: async () => {
      throw new Error('key is away')
    },
  })
  assert.equal((await choosePin(w, id)).status, 503)
  Object.assign(w.ports.pinSeal, { make })
  assert.equal((await w.ports.people.read(personId))?.pinEpoch, 1)
  assert.equal((await choosePin(w, id)).status, 200)
})
