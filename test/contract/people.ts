import assert from 'node:assert/strict'
import { type Answer, call, expect } from './api.ts'
import { engine } from './engine.ts'
import { nextCode, nextMessage } from './post.ts'

export type Someone = {
  readonly organisationId: string
  readonly personId: string
  readonly phone: string
  readonly email: string
  readonly pin: string
}

type Headers = Readonly<Record<string, string>>

export const PIN = '836194'

let taken = 0
/** A number that is in no country's use and in no other test's. */
export const freshNumber = (): string => {
  const next = engine.firstNumber + taken++
  if (next > 999) throw new Error('no number is left: set LATCHKEY_FIRST_NUMBER lower')
  return `+447700900${String(next).padStart(3, '0')}`
}

export const newOrganisation = async (more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const smsBudget = { limit: '100.00', currency: 'EUR' }
  const made = await expect(201, 'POST /operator/organisations', {
    body: { name: 'Example Clinic', defaultCountry: 'GB', smsBudget, ...more },
  })
  return made.body.organisationId
}

/** Anna, invited by the operator; she has not chosen a PIN yet. */
export const invited = async (
  organisationId: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Someone> => {
  const phone = freshNumber()
  const email = `anna${phone.slice(-3)}@example.com`
  const made = await expect(201, `POST /operator/organisations/${organisationId}/people`, {
    body: { name: 'Anna Example', phone, email, role: 'member', ...more },
  })
  return { organisationId, personId: made.body.personId, phone, email, pin: PIN }
}

/** Number, code by SMS, code by e-mail: a reset that waits for its new PIN. */
export const resetUntilPin = async ({ phone, email }: Pick<Someone, 'phone' | 'email'>): Promise<string> => {
  const { resetId } = (await expect(200, 'POST /pin-reset', { body: { phone } })).body
  await expect(200, `POST /pin-reset/${resetId}/sms-code`, { body: { code: await nextCode(phone) } })
  await expect(200, `POST /pin-reset/${resetId}/email-code`, { body: { code: await nextCode(email) } })
  return resetId
}

/** The forgotten-PIN journey from end to end, both addresses told; a new person's first PIN comes the same way. */
export const resetPin = async (someone: Someone, pin: string): Promise<Someone> => {
  const resetId = await resetUntilPin(someone)
  await expect(200, `POST /pin-reset/${resetId}/pin`, { body: { pin } })
  for (const address of [someone.phone, someone.email]) assert.doesNotMatch((await nextMessage(address)).text, /\d{6}/)
  return { ...someone, pin }
}

/** A person with a number, an address and a PIN, in an organisation of their own. */
export const newPerson = async (): Promise<Someone> => resetPin(await invited(await newOrganisation()), PIN)

export const start = (phone: string, headers: Headers = {}): Promise<Answer> =>
  call('POST /login/phone', { body: { phone }, headers })

/** Number and code: a login that waits for the PIN. */
export const untilPin = async ({ phone }: Pick<Someone, 'phone'>, headers: Headers = {}): Promise<string> => {
  const begun = await start(phone, headers)
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  const { loginId, next } = begun.body
  if (next === 'pin') return loginId
  await expect(200, `POST /login/${loginId}/code`, { body: { code: await nextCode(phone) }, headers })
  return loginId
}

/** The whole way in. */
export const signIn = async (
  someone: Someone,
  more: Readonly<Record<string, unknown>> = {},
  headers: Headers = {},
): Promise<Answer> => {
  const loginId = await untilPin(someone, headers)
  return expect(200, `POST /login/${loginId}/pin`, { body: { pin: someone.pin, ...more }, headers })
}
