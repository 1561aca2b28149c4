import type { Charged } from '#core/charge'
import { footprintsOf, type Login } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import type { Ports } from '#core/ports'
import type { Item, Outcome } from './dynamo.ts'
import { keys } from './keys.ts'

// Steps written down in a login. No person walks so many in its few minutes, and a flood of refused calls must not make it longer and dearer.
const MOST_STEPS = 200
const KEEP_AFTER_END_MS = 24 * 60 * 60 * 1_000

// Conditions, by what they keep.
export const mine = 'handles.#handle = :binding'
export const alive = 'expiresAt > :now AND size(trail) < :mostSteps'
export const nobodyElsePassed = '(attribute_not_exists(passedBy) OR passedBy = :handle)'
/** A login that its code opened names nobody as passed: whoever typed last is who opened it. */
export const iPassed = '(passedBy = :handle OR (attribute_not_exists(passedBy) AND triedBy = :handle AND step = :pin))'
export const triesLeft = 'tries < :mostTries'
export const walk = 'trail = list_append(trail, :walk)'

/** Items of a login outlive it by a day, for "why could X not get in?". Seconds, as TTL wants them. */
const ttlOf = (at: number) => Math.ceil((at + KEEP_AFTER_END_MS) / 1_000)

export const loginItem = (login: Login): Item => ({
  ...keys.login(login.loginId),
  ...login,
  ttl: ttlOf(login.expiresAt),
})

/** A login as it was stored, with what its code left unsaid when it opened it: who did, and when. */
export const asLogin = (item: Item): Login => {
  const login = item as unknown as Login
  const opener = login.step === 'pin' ? login.triedBy : undefined
  const passedBy = login.passedBy ?? opener
  return { ...login, ...(passedBy === undefined ? {} : { passedBy }), trail: footprintsOf(item) }
}

export const charged = (outcome: Outcome): Charged<Login> =>
  outcome.done
    ? { charged: true, it: asLogin(outcome.item) }
    : { charged: false, it: outcome.item === undefined ? undefined : asLogin(outcome.item) }

export const stepIs = (steps: readonly string[]) => ({
  condition: `step IN (${steps.map((_, i) => `:step${i}`).join(', ')})`,
  values: Object.fromEntries(steps.map((step, i) => [`:step${i}`, step])),
})

export const namesOf = (key: LoginKey) => ({ '#handle': key.handle })

/** What a login's conditions ask and its trail takes down. */
export const whoWith =
  ({ clock }: Pick<Ports, 'clock'>) =>
  (key: LoginKey, word: string) => ({
    ':binding': key.binding,
    ':now': clock.now(),
    ':mostSteps': MOST_STEPS,
    ':walk': [{ at: clock.now(), word }],
  })
