import { resetCodeScreen } from '../reset/code.ts'
import { newPasswordScreen } from '../reset/new-password.ts'
import { newPinScreen } from '../reset/new-pin.ts'
import { passwordResetScreen, pinResetScreen } from '../reset/start.ts'
import { type Screen, startRouter } from '../ui/router.ts'
import { buildShell } from '../ui/shell.ts'
import { loginCodeScreen } from './code.ts'
import { emailScreen } from './email.ts'
import { numberScreen } from './number.ts'
import { phoneNumberScreen } from './phone-number.ts'
import { pinScreen } from './pin.ts'

const screens: Readonly<Record<string, () => Screen | Promise<Screen>>> = {
  '/sign-in': numberScreen,
  '/sign-in/code': loginCodeScreen,
  '/sign-in/pin': pinScreen,
  '/sign-in/email': emailScreen,
  '/sign-in/phone-number': phoneNumberScreen,
  '/reset-pin': pinResetScreen,
  '/reset-pin/code': resetCodeScreen('pin'),
  '/reset-pin/new': newPinScreen,
  '/reset-password': passwordResetScreen,
  '/reset-password/code': resetCodeScreen('password'),
  '/reset-password/new': newPasswordScreen,
}

await startRouter(buildShell({ layout: 'card', home: '/sign-in' }), (path) => screens[path])
