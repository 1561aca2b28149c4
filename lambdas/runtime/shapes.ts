import * as z from 'zod/mini'
import { unsentWords } from '#core/ledger'
import { languages } from '#core/texts/language'

// What several contracts have in common, once.

const seconds = z.int().check(z.gte(0))
const count = z.int().check(z.gte(0))
export const instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/))

/** Six ASCII digits; white space around them is a slip, anything else is not a code. */
export const sixDigits = z.string().check(z.maxLength(40), z.trim(), z.regex(/^[0-9]{6}$/))
/** As a person types it. Whether it is a number is for the step to say. */
export const typedPhone = z.string().check(z.minLength(3), z.maxLength(40))
/** As a person types it; whether it is an address is for the step to say. */
export const typedEmail = z.string().check(z.minLength(3), z.maxLength(254))
/** No rule about its characters; the policy speaks when one is chosen. */
export const typedPassword = z.string().check(z.minLength(1), z.maxLength(1_024))
export const country = z.string().check(z.regex(/^[A-Z]{2}$/))
/** The country a number was typed in: `gb` is as good as `GB`. */
export const typedCountry = z.string().check(z.regex(/^[A-Za-z]{2}$/), z.toUpperCase())
/** Any script, but no control characters: a name stands in letters and lists. */
export const personName = z.string().check(z.trim(), z.minLength(1), z.maxLength(100), z.regex(/^\P{Cc}+$/u))
const LOCALE = new RegExp(`^(${languages.join('|')})(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$`, 'i')
/** A language that our texts are in, alone or as people's systems name it: `de`, `de-AT`, `en-GB`. Kept as it was meant. */
export const locale = z.string().check(
  z.regex(LOCALE),
  z.overwrite((tag) => (LOCALE.test(tag) ? (Intl.getCanonicalLocales(tag)[0] ?? tag) : tag)),
)
/** The same twice is a slip, or another value left out. */
const eachOnce = z.refine((list) => Array.isArray(list) && new Set(list).size === list.length)
export const countries = z.array(country).check(z.minLength(1), z.maxLength(250), eachOnce)
export const networks = z.array(z.string().check(z.maxLength(50))).check(z.maxLength(50), eachOnce)
export const role = z.enum(['member', 'admin'])
export const channel = z.enum(['sms', 'email'])
export const money = z.string().check(z.regex(/^\d{1,9}(\.\d{1,6})?$/))
export const empty = z.strictObject({})

export const code = z.object({
  channel,
  sentTo: z.string(),
  length: z.literal(6),
  expiresAt: instant,
  resendAfterSeconds: seconds,
  sendsLeft: count,
  attemptsLeft: count,
  delivery: z.enum(['sending', 'sent', 'delivered', 'failed']),
  alternatives: z.array(channel),
  why: z.optional(z.enum(unsentWords)),
  /** The e-mail journey: how a second code is sent once this one was right. */
  followedBy: z.optional(channel),
})

export const next = z.enum(['sms_code', 'code', 'email_code', 'phone_number', 'pin'])

export const login = z.object({ loginId: z.string(), next, expiresAt: instant, code: z.optional(code) })

export const warnings = z.array(z.object({ code: z.literal('no_phone_number') }))

export const session = z.object({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresInSeconds: seconds,
  refreshToken: z.optional(z.string()),
  deviceToken: z.optional(z.string()),
  person: z.object({ personId: z.string(), name: z.string(), role, organisationId: z.string() }),
  warnings,
})
