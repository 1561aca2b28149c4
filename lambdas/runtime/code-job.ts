import type { Login } from '#core/login'
import type { CodeJob, CodePurpose } from '#core/message-job'
import type { Ports } from '#core/ports'

/** The message that brings the newest code of a login: sealed recipient, no code, nothing to read on the way. */
export const codeJob = (login: Login, purpose: CodePurpose, { limits }: Pick<Ports, 'limits'>): CodeJob => ({
  kind: 'code',
  purpose,
  about: login.loginId,
  seed: login.seed,
  send: login.sends,
  sentAt: login.sentAt,
  notAfter: Math.min(
    login.expiresAt,
    login.sentAt + (login.channel === 'sms' ? limits.smsCodeLifeMs : limits.emailCodeLifeMs),
  ),
  channel: login.channel,
  organisationId: login.organisationId,
  ...(login.personId === undefined ? {} : { personId: login.personId }),
  ...(login.sealed === undefined ? {} : { sealed: login.sealed }),
  ...(login.country === undefined || login.channel !== 'sms' ? {} : { country: login.country }),
  locale: login.locale,
  mayUseReserve: login.mayUseReserve ?? false,
  known: login.known === true || login.journey !== 'phone',
  ...(login.smsSpent === undefined ? {} : { smsSpent: login.smsSpent }),
})
