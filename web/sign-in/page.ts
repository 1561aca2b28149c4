import { resetCodeScreen } from '../reset/code.ts'
import { newSecretScreen } from '../reset/new-secret.ts'
import { passwordResetScreen, pinResetScreen } from '../reset/start.ts'
import { type ScreenOf, startRouter } from '../ui/router.ts'
import { buildShell } from '../ui/shell.ts'
import { loginCodeScreen } from './code.ts'
import { emailScreen } from './email.ts'
import { numberScreen } from './number.ts'
import { phoneNumberScreen } from './phone-number.ts'
import { pinScreen } from './pin.ts'

const screens: Readonly<Record<string, ScreenOf>> = {
  '/sign-in': numberScreen,
  '/sign-in/code': loginCodeScreen,
  '/sign-in/pin': pinScreen,
  '/sign-in/email': emailScreen,
  '/sign-in/phone-number': phoneNumberScreen,
  '/reset-pin': pinResetScreen,
  '/reset-pin/code': resetCodeScreen('pin'),
  '/reset-pin/new': newSecretScreen('pin'),
  '/reset-password': passwordResetScreen,
  '/reset-password/code': resetCodeScreen('password'),
  '/reset-password/new': newSecretScreen('password'),
}

await startRouter(buildShell({ layout: 'card', home: '/sign-in' }), (path) => screens[path])
