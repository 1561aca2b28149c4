import * as z from 'zod/mini'
import { canBeForgiven } from '#core/bucket'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { resetAllowedAt } from '#core/reset'
import { iso } from '#core/time'
import { personFields, personView } from './person-view.ts'
import { instant } from './shapes.ts'

export const memberShape = z.object({
  ...personFields,
  /** Ten wrong tries: unlock it, or have the person choose a new one. */
  pinLocked: z.boolean(),
  passwordLocked: z.boolean(),
  /** Others may know what they had: it opens nothing until a new one is chosen, and unlocking does not help. */
  mustChooseAnew: z.optional(z.boolean()),
  twoFactorExempt: z.boolean(),
  disabled: z.boolean(),
  /** A number or an address was changed: until then, a forgotten PIN or password cannot be reset. */
  resetWaitsUntil: z.optional(instant),
  createdAt: instant,
})

const waitOf = (until: number, now: number) => (until > now ? { resetWaitsUntil: iso(until) } : {})

/** A person as an admin sees them: how to reach them and whether they can get in, never a PIN, a password or a code. */
export const memberView = (person: Person, ports: Pick<Ports, 'contacts' | 'limits' | 'clock'>) => ({
  ...personView(person, ports),
  pinLocked: person.pinFailures >= ports.limits.pinFailuresUntilDisabled,
  passwordLocked: person.passwordFailures >= ports.limits.passwordFailuresUntilDisabled,
  ...(canBeForgiven(person, 'pin') && canBeForgiven(person, 'password') ? {} : { mustChooseAnew: true }),
  twoFactorExempt: person.twoFactorExempt,
  disabled: person.disabled,
  ...waitOf(resetAllowedAt(person, ports.limits), ports.clock.now()),
  createdAt: iso(person.createdAt),
})
