import type { Contract } from '#runtime/contract'
import { contract as configuration } from './configuration/contract.ts'
import { contract as health } from './health/contract.ts'
import { contract as jwks } from './jwks/contract.ts'
import { contract as loginEmail } from './login-email/contract.ts'
import { contract as loginLeave } from './login-leave/contract.ts'
import { contract as loginPhoneNumber } from './login-phone-number/contract.ts'
import { contract as loginRead } from './login-read/contract.ts'
import { contract as loginResendCode } from './login-resend-code/contract.ts'
import { contract as loginStart } from './login-start/contract.ts'
import { contract as loginVerifyCode } from './login-verify-code/contract.ts'
import { contract as loginVerifyPin } from './login-verify-pin/contract.ts'
import { contract as meChange } from './me-change/contract.ts'
import { contract as meDeviceEnd } from './me-device-end/contract.ts'
import { contract as meDevices } from './me-devices/contract.ts'
import { contract as meEmail } from './me-email/contract.ts'
import { contract as meEmailCode } from './me-email-code/contract.ts'
import { contract as meEmailRead } from './me-email-read/contract.ts'
import { contract as meEmailResendCode } from './me-email-resend-code/contract.ts'
import { contract as mePassword } from './me-password/contract.ts'
import { contract as mePhone } from './me-phone/contract.ts'
import { contract as mePhoneCode } from './me-phone-code/contract.ts'
import { contract as mePhoneRead } from './me-phone-read/contract.ts'
import { contract as mePhoneResendCode } from './me-phone-resend-code/contract.ts'
import { contract as mePin } from './me-pin/contract.ts'
import { contract as meRead } from './me-read/contract.ts'
import { contract as meSessionEnd } from './me-session-end/contract.ts'
import { contract as meSessions } from './me-sessions/contract.ts'
import { contract as openapi } from './openapi/contract.ts'
import { contract as operatorChangeOrganisation } from './operator-change-organisation/contract.ts'
import { contract as operatorChangePerson } from './operator-change-person/contract.ts'
import { contract as operatorCreateOrganisation } from './operator-create-organisation/contract.ts'
import { contract as operatorCreatePerson } from './operator-create-person/contract.ts'
import { contract as organisationAudit } from './organisation-audit/contract.ts'
import { contract as organisationChange } from './organisation-change/contract.ts'
import { contract as organisationInvite } from './organisation-invite/contract.ts'
import { contract as organisationPeople } from './organisation-people/contract.ts'
import { contract as organisationPerson } from './organisation-person/contract.ts'
import { contract as organisationPersonAttempts } from './organisation-person-attempts/contract.ts'
import { contract as organisationPersonChange } from './organisation-person-change/contract.ts'
import { contract as organisationPersonEndSessions } from './organisation-person-end-sessions/contract.ts'
import { contract as organisationPersonReset } from './organisation-person-reset/contract.ts'
import { contract as organisationPersonUnlock } from './organisation-person-unlock/contract.ts'
import { contract as organisationRead } from './organisation-read/contract.ts'
import { contract as organisationSmsBudget } from './organisation-sms-budget/contract.ts'
import { contract as organisationSmsLedger } from './organisation-sms-ledger/contract.ts'
import { contract as organisationSmsResume } from './organisation-sms-resume/contract.ts'
import { contract as passwordResetLeave } from './password-reset-leave/contract.ts'
import { contract as passwordResetNewPassword } from './password-reset-new-password/contract.ts'
import { contract as passwordResetRead } from './password-reset-read/contract.ts'
import { contract as passwordResetResendCode } from './password-reset-resend-code/contract.ts'
import { contract as passwordResetStart } from './password-reset-start/contract.ts'
import { contract as passwordResetVerifyEmailCode } from './password-reset-verify-email-code/contract.ts'
import { contract as passwordResetVerifySmsCode } from './password-reset-verify-sms-code/contract.ts'
import { contract as pinResetLeave } from './pin-reset-leave/contract.ts'
import { contract as pinResetNewPin } from './pin-reset-new-pin/contract.ts'
import { contract as pinResetRead } from './pin-reset-read/contract.ts'
import { contract as pinResetResendCode } from './pin-reset-resend-code/contract.ts'
import { contract as pinResetStart } from './pin-reset-start/contract.ts'
import { contract as pinResetVerifyEmailCode } from './pin-reset-verify-email-code/contract.ts'
import { contract as pinResetVerifySmsCode } from './pin-reset-verify-sms-code/contract.ts'
import { contract as sessionEnd } from './session-end/contract.ts'
import { contract as sessionRefresh } from './session-refresh/contract.ts'

const table = [
  loginStart,
  loginEmail,
  loginRead,
  loginPhoneNumber,
  loginVerifyCode,
  loginResendCode,
  loginVerifyPin,
  loginLeave,
  pinResetStart,
  pinResetRead,
  pinResetVerifySmsCode,
  pinResetVerifyEmailCode,
  pinResetResendCode,
  pinResetNewPin,
  pinResetLeave,
  passwordResetStart,
  passwordResetRead,
  passwordResetVerifyEmailCode,
  passwordResetVerifySmsCode,
  passwordResetResendCode,
  passwordResetNewPassword,
  passwordResetLeave,
  sessionRefresh,
  sessionEnd,
  meRead,
  meChange,
  meSessions,
  meSessionEnd,
  meDevices,
  meDeviceEnd,
  mePin,
  mePassword,
  mePhone,
  mePhoneRead,
  mePhoneCode,
  mePhoneResendCode,
  meEmail,
  meEmailRead,
  meEmailCode,
  meEmailResendCode,
  organisationRead,
  organisationChange,
  organisationSmsBudget,
  organisationSmsResume,
  organisationSmsLedger,
  organisationPeople,
  organisationInvite,
  organisationPerson,
  organisationPersonChange,
  organisationPersonUnlock,
  organisationPersonEndSessions,
  organisationPersonReset,
  organisationPersonAttempts,
  organisationAudit,
  operatorCreateOrganisation,
  operatorChangeOrganisation,
  operatorCreatePerson,
  operatorChangePerson,
  openapi,
  jwks,
  configuration,
  health,
] as const satisfies readonly Contract[]

/** Every HTTP door, in the order a person meets them. The gateway, roles, laptop, document and client all read this. */
export const routes: readonly Contract[] = table

/** The same table with each contract's own type, for the typed client. */
export type RouteTable = typeof table
