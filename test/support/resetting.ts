import assert from 'node:assert/strict'
import { PHONE } from './anna.ts'
import { type Answer, knock } from './door.ts'
import { newestCode, type World } from './world.ts'

export const MAIL = 'anna@example.com'
export const NEW_PIN = '590283'

type Headers = Readonly<Record<string, string>>

/** Lets the workflow go as far as it can without the clock. */
export const settle = (world: World): Promise<void> => world.workflow.engine.idle()

/** Time passes, and whatever became due by it happens. Seconds. */
export const later = async (world: World, seconds: number): Promise<void> => {
  await settle(world)
  world.passes(seconds * 1_000)
  await world.workflow.engine.tick()
}

export const forgot = async (world: World, phone = PHONE, headers: Headers = {}): Promise<Answer> => {
  const begun = await knock(world, 'POST /pin-reset', { body: { phone }, headers })
  await settle(world)
  return begun
}

const answer = async (world: World, path: string, body: unknown, headers: Headers): Promise<Answer> => {
  const given = await knock(world, path, { body, headers })
  await settle(world)
  return given
}

export const giveSmsCode = (world: World, id: string, code: string, headers: Headers = {}) =>
  answer(world, `POST /pin-reset/${id}/sms-code`, { code }, headers)
export const giveEmailCode = (world: World, id: string, code: string, headers: Headers = {}) =>
  answer(world, `POST /pin-reset/${id}/email-code`, { code }, headers)
export const choosePin = (world: World, id: string, pin = NEW_PIN, headers: Headers = {}) =>
  answer(world, `POST /pin-reset/${id}/pin`, { pin }, headers)
export const resendCode = (world: World, id: string, headers: Headers = {}) =>
  answer(world, `POST /pin-reset/${id}/code/resend`, {}, headers)
export const leaveReset = async (world: World, id: string, headers: Headers = {}): Promise<Answer> => {
  const left = await knock(world, `DELETE /pin-reset/${id}`, { headers })
  await settle(world)
  return left
}
export const readReset = (world: World, id: string, headers: Headers = {}) =>
  knock(world, `GET /pin-reset/${id}`, { headers })

export const smsCode = (world: World) => newestCode(world, PHONE)
export const emailCode = (world: World) => newestCode({ sms: world.mail }, MAIL)

/** Begins and gives what is needed to stand in this step; answers the reset's id. */
export const resetAt = async (
  world: World,
  step: 'sms_code' | 'email_code' | 'new_pin',
  headers: Headers = {},
): Promise<string> => {
  const begun = await forgot(world, PHONE, headers)
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  const id: string = begun.body.resetId
  if (step === 'sms_code') return id
  const texted = await giveSmsCode(world, id, smsCode(world), headers)
  assert.equal(texted.status, 200, JSON.stringify(texted.body))
  if (step === 'email_code') return id
  const mailed = await giveEmailCode(world, id, emailCode(world), headers)
  assert.equal(mailed.status, 200, JSON.stringify(mailed.body))
  return id
}

/** Something happens while a new PIN or password is being hashed: between its judgement and its commit. */
export const whileHashing = (world: World, happens: () => unknown): void => {
  const { pinSeal } = world.ports
  const { make } = pinSeal
  Object.assign(pinSeal, {
    make: async (...asked: Parameters<typeof make>) => {
      await happens()
      return make(...asked)
    },
  })
}

/** The newest run of the workflow: its status, and the state it stands or ended in. */
export const runOf = (world: World): readonly [string, string | undefined] => {
  const [newest] = world.workflow.engine.list()
  if (newest === undefined) return ['NONE', undefined]
  const last = newest.history.findLast(({ event }) => /^(Succeed|Fail)StateEntered$/.test(event))
  return [newest.status, newest.status === 'RUNNING' ? newest.current : last?.state]
}
