import { betterAuth } from 'better-auth'
import { phoneNumber } from 'better-auth/plugins'

type Database = NonNullable<Parameters<typeof betterAuth>[0]['database']>

/** better-auth's own phone sign-in, its limits off: a code is sent, the code is verified, a session is there. `sent` hears every code. */
export const rivalOptions = (database: Database, sent: (to: string, code: string) => void) => ({
  secret: 'a secret that is at least thirty-two letters long',
  baseURL: 'http://127.0.0.1',
  trustedOrigins: ['http://127.0.0.1'],
  telemetry: { enabled: false },
  rateLimit: { enabled: false },
  logger: { disabled: true },
  database,
  plugins: [
    phoneNumber({
      sendOTP: ({ phoneNumber, code }) => sent(phoneNumber, code),
      signUpOnVerification: { getTempEmail: (number) => `p${number.slice(1)}@example.com` },
    }),
  ],
})

/** The two requests of a sign-in there, in order, and their bodies. */
export const RIVAL_DOORS = {
  send: '/api/auth/phone-number/send-otp',
  verify: '/api/auth/phone-number/verify',
} as const

export const rival = (...given: Parameters<typeof rivalOptions>) => betterAuth(rivalOptions(...given))
