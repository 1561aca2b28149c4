import { type ScreenOf, startRouter } from '../ui/router.ts'
import { buildShell } from '../ui/shell.ts'
import { emailCodeScreen, emailScreen } from './change-email.ts'
import { numberCodeScreen, numberScreen } from './change-number.ts'
import { profileScreen } from './change-profile.ts'
import { changePasswordScreen, changePinScreen } from './change-secret.ts'
import { header } from './header.ts'
import { overviewScreen } from './overview.ts'

const screens: Readonly<Record<string, ScreenOf>> = {
  '/account': overviewScreen,
  '/account/profile': profileScreen,
  '/account/pin': changePinScreen,
  '/account/password': changePasswordScreen,
  '/account/number': numberScreen,
  '/account/number/code': numberCodeScreen,
  '/account/email': emailScreen,
  '/account/email/code': emailCodeScreen,
}

const main = buildShell({ layout: 'wide', home: '/account', header: [header()] })
await startRouter(main, (path) => screens[path])
