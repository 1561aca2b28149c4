import * as z from 'zod/mini'
import { codeView, type Delivery } from '#core/code-view'
import type { CodeView } from '#core/delivery'
import type { CodeJob } from '#core/message-job'
import type { Ports } from '#core/ports'
import { CODE_PURPOSES, type CodeStep, channelOf, isCodeStep, messageNameOf, type Reset } from '#core/reset'
import { iso } from '#core/time'
import { code, instant } from './shapes.ts'

type Figures = Pick<Ports, 'clock' | 'limits'>

export const resetNext = z.enum(['sms_code', 'email_code', 'new_pin', 'new_password', 'sign_in'])
export const resetStanding = z.object({ next: resetNext, expiresAt: instant, code: z.optional(code) })
export const resetStarted = z.object({ resetId: z.string(), ...resetStanding.shape })

/** A reset that waits for a code, as the rules of codes know a wait. */
export const asWait = (reset: Reset, step: CodeStep) => ({
  ...reset,
  channel: channelOf(step),
  about: messageNameOf(reset, step),
  purpose: CODE_PURPOSES[reset.purpose],
})

/** The message that brings the newest code of a reset. Resets may use the reserve of the budget. */
export const resetJob = (reset: Reset, step: CodeStep, { limits }: Pick<Ports, 'limits'>): CodeJob => {
  const { about, purpose, channel } = asWait(reset, step)
  const life = channel === 'sms' ? limits.smsCodeLifeMs : limits.emailCodeLifeMs
  return {
    kind: 'code',
    purpose,
    about,
    seed: reset.seed,
    send: reset.sends,
    sentAt: reset.sentAt,
    notAfter: Math.min(reset.expiresAt, reset.sentAt + life),
    channel,
    organisationId: reset.organisationId,
    ...(reset.personId === undefined ? {} : { personId: reset.personId }),
    ...(reset.sealed === undefined ? {} : { sealed: reset.sealed }),
    ...(reset.country === undefined || channel !== 'sms' ? {} : { country: reset.country }),
    locale: reset.locale,
    mayUseReserve: true,
    known: reset.known === true || reset.passedBy !== undefined,
  }
}

/** The waiting page's view of the step's code. */
export const resetCode = (reset: Reset, step: CodeStep, { clock, limits }: Figures, delivery: Delivery = 'sending') =>
  codeView(asWait(reset, step), clock.now(), limits, delivery)

/** How far the newest code has come. */
export const deliveryOf = (
  reset: Reset,
  step: CodeStep,
  { deliveries }: Pick<Ports, 'deliveries'>,
): Promise<CodeView> =>
  deliveries.of({ ...reset, loginId: messageNameOf(reset, step) }, reset.passedBy === undefined ? 'stranger' : 'proved')

/** Where a reset stands that goes on. */
export const standingOf = (reset: Reset, ports: Figures) => {
  if (reset.step === 'done' || reset.step === 'closed')
    return { next: 'sign_in' as const, expiresAt: iso(reset.expiresAt) }
  const standing = { next: reset.step, expiresAt: iso(reset.expiresAt) }
  return isCodeStep(reset.step) ? { ...standing, code: resetCode(reset, reset.step, ports) } : standing
}
