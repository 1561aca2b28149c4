import type { Proof } from './login.ts'

/** RFC 8176 names where there are any; `dev` for a trusted device's secret, which the registry has no word for. */
const METHODS = { sms: 'sms', email: 'otp', device: 'dev', pin: 'pin', password: 'pwd' } as const satisfies Record<
  Proof,
  string
>

/** What the token truthfully says about how somebody signed in. Never a claim of NIST's AAL2: see docs/threats.md. */
export const strengthOf = (proved: readonly Proof[]) => {
  const possession = proved.some((proof) => proof === 'sms' || proof === 'email')
  const knowledge = proved.some((proof) => proof === 'pin' || proof === 'password')
  const amr: string[] = [...new Set(proved.map((proof) => METHODS[proof]))]
  if (possession && knowledge) amr.push('mfa')
  const acr =
    possession && knowledge ? 'two_factor' : proved.includes('device') && knowledge ? 'trusted_device' : 'one_factor'
  return { amr, acr: `urn:latchkey:${acr}` }
}
