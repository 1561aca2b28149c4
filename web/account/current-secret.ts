import type { ReplyOf } from '../client/client.ts'
import type { ProblemFacts } from '../client/problem.ts'
import { codeField } from '../ui/code-field.ts'
import type { TextField } from '../ui/field.ts'
import type { Placed } from '../ui/form.ts'
import { passwordField } from '../ui/secret-field.ts'
import { words } from '../ui/words.ts'
import { accountWords as say } from './words.ts'

const shared = { name: 'current', autocomplete: 'current-password' } as const

/** The PIN that somebody has now. */
export const currentPin = (): TextField => codeField({ ...shared, label: say.pin.current, missing: words.pin.missing })

/** The password that somebody has now. */
export const currentPassword = (): TextField =>
  passwordField({ ...shared, label: say.password.current, missing: words.email.passwordMissing })

type Shown = { readonly currentPin: string } | { readonly currentPassword: string }

/** What shows who is asking: the PIN of whoever has one, else the password. */
export const currentSecret = ({
  hasPin,
}: Pick<ReplyOf<'GET /me'>, 'hasPin'>): TextField & { readonly shown: () => Shown } => {
  const field = hasPin ? currentPin() : currentPassword()
  return { ...field, shown: () => (hasPin ? { currentPin: field.value() } : { currentPassword: field.value() }) }
}

/** Nobody has typed an address here: only the password can be wrong. */
export const wrongCurrent = ({ code, detail }: ProblemFacts): Pick<Placed, 'fault'> =>
  code === 'wrong_password' ? { fault: { title: say.password.wrong, detail } } : {}
