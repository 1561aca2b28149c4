import { api } from '../ui/api.ts'
import { form } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { instead } from '../ui/instead.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import { leaveWhenClosed } from './closed.ts'
import { support } from './new-pin.ts'
import { passwordPair } from './password-pair.ts'
import { keepReset, resetOf } from './reset.ts'
import { passwordResetScreen } from './start.ts'

/** The last step of a password's reset. */
export const newPasswordScreen = async (): Promise<Screen> => {
  const { newPassword: say, passwordReset } = words
  const it = resetOf('password')
  if (it?.next !== 'new_password') return instead('/reset-password', passwordResetScreen)
  const pair = await passwordPair()
  const run = async () => {
    const ask = { params: { resetId: it.resetId }, body: { password: pair.value() } }
    await api.call('POST /password-reset/{resetId}/password', ask)
    keepReset(undefined)
    noticeLater({ tone: 'good', ...passwordReset.done })
    await go('/sign-in/email')
  }
  const leave = leaveWhenClosed('password')
  const element = form({
    fields: pair.fields,
    body: pair.elements,
    submit: words.submit,
    run,
    leave,
    place: pair.place,
  })
  return {
    title: say.title,
    content: [heading(say.title, say.lead), element, support()],
    focus: pair.fields[0].input,
  }
}
