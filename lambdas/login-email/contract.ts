import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { login, session, typedEmail, typedPassword } from '#runtime/shapes'

export const contract = define({
  step: 'login-email',
  route: 'POST /login/email',
  summary: 'Begin to sign in with e-mail and password',
  access: 'anyone',
  body: z.strictObject({ email: typedEmail, password: typedPassword }),
  reply: z.union([session, login]),
  refuses: [
    'invalid_request',
    'wrong_password',
    'password_disabled',
    'too_many_requests',
    'step_up_required',
    'sms_budget_spent',
    'country_not_allowed',
  ],
  needs: [
    'logins',
    'sources',
    'lookup',
    'codes',
    'contacts',
    'numbers',
    'directory',
    'organisations',
    'people',
    'pinCheck',
    'trust',
    'purse',
    'messages',
    'signer',
    'sessions',
    'tokenSecrets',
  ],
})
