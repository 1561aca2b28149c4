import type { Mutant } from './mutant.ts'

const SIGN_IN = 'lambdas/adapters/sign-in-writes.ts'
const FOREIGN = 'test/attacks/foreign.test.ts'
const OWN = 'test/attacks/own-allowance.test.ts'
const STOLEN = 'test/attacks/stolen-device.test.ts'
const JOURNEY = 'test/journeys/phone-sign-in.test.ts'

/** Guards of trusted devices, and of what a known device may although others used it up. */
export const deviceGuards: readonly Mutant[] = [
  {
    guard: 'a device token is compared whole',
    in: 'lambdas/core/trust.ts',
    replace: '!same(device.secretHash, shown.secretHash) || device.expiresAt',
    by: 'device.expiresAt',
    file: FOREIGN,
    test: 'a device token that was cut, lengthened or changed in any part is no trust',
  },
  {
    guard: "a device stands for its own person's number",
    in: 'lambdas/core/trust.ts',
    replace: 'if (person.phoneIndex !== shown.phoneIndex || device.phoneIndex !== shown.phoneIndex || person.disabled)',
    by: 'if (person.disabled)',
    file: FOREIGN,
    test: "the token of another person's device never stands in for a code",
  },
  {
    guard: 'no new trust where the organisation allows none',
    in: 'lambdas/adapters/trust-rule.ts',
    replace: 'attribute_not_exists(allowed) OR allowed = :yes',
    by: 'attribute_not_exists(allowed) OR allowed = :yes OR allowed <> :yes',
    file: 'test/journeys/organisation.test.ts',
    test: 'where devices may not be trusted nobody is given or told of trust',
  },
  {
    guard: 'trust ends on day 30',
    in: 'lambdas/core/trust.ts',
    replace: '(device.trustedUntil ?? 0) > now',
    by: '(device.trustedUntil ?? 0) > 0',
    file: JOURNEY,
    test: 'a trusted device skips the code until day 30, and never the PIN',
  },
  {
    guard: 'trust is asked for again at the last step',
    in: SIGN_IN,
    replace: "code: 'attribute_exists(pk) AND epoch = :epoch AND trustedUntil > :now'",
    by: "code: 'attribute_not_exists(pk) OR (epoch = :epoch AND trustedUntil > :now)'",
    file: FOREIGN,
    test: 'trust that was ended after the start ends the login at its last step',
  },
  {
    guard: 'of all logins on a trusted device together five wrong PINs in a row are compared',
    in: 'lambdas/adapters/pin-conditions.ts',
    replace: 'attribute_not_exists(#on) OR #on < :mostOn',
    by: 'attribute_not_exists(#on) OR #on < :mostOn OR #on >= :mostOn',
    file: STOLEN,
    test: 'whoever has a trusted device compares five PINs on it, however many logins they begin first and in whatever order they try',
  },
  {
    guard: 'a device whose fifth wrong PIN was counted ends, whatever became of that call',
    in: 'lambdas/login-verify-pin/compare-pin.ts',
    replace: "if (checked.verdict === 'untrusted') await endTrust(login, ports)",
    by: '',
    file: STOLEN,
    test: 'where the fifth wrong PIN was counted and the device could not be taken away, the next PIN takes it away',
  },
  {
    guard: 'a PIN that was not compared counts on no device',
    in: 'lambdas/runtime/check-secret.ts',
    replace: 'people.refundTry(who.personId, factor, { pool, device })',
    by: 'people.refundTry(who.personId, factor, { pool })',
    file: STOLEN,
    test: 'a PIN that was not compared counts on no device, and a right one ends the row there',
  },
  {
    guard: 'five wrong PINs in a row end a device',
    in: 'lambdas/login-verify-pin/handler.ts',
    replace: 'limits.deviceFailuresUntilUntrusted) await',
    by: 'limits.deviceFailuresUntilUntrusted * 2) await',
    file: 'test/journeys/sessions.test.ts',
    test: 'five wrong PINs on a trusted device end its trust',
  },
  {
    guard: 'a trusted login makes no new trust',
    in: 'lambdas/runtime/mint.ts',
    replace: 'const remembers = !usesDevice && (',
    by: 'const remembers = (usesDevice || !usesDevice) && (',
    file: JOURNEY,
    test: 'trust comes only from a login that proved the code, and only when asked for',
  },
  {
    guard: 'own allowance: resets of a known device are counted apart from those of strangers',
    in: 'lambdas/adapters/reset-starts.ts',
    replace: 'known ? KNOWN : STRANGERS',
    by: 'known ? STRANGERS : STRANGERS',
    file: OWN,
    test: 'whoever uses up the resets of a number or address leaves the device its owner signed in on its own',
  },
  {
    guard: 'own allowance: a device is known by its secret',
    in: 'lambdas/runtime/known-device.ts',
    replace: "!== 'stranger') return true",
    by: "!== 'stranger' || facts.device !== undefined) return true",
    file: OWN,
    test: 'whoever uses up the resets of a number or address leaves the device its owner signed in on its own',
  },
  {
    guard: 'own allowance: a network that used up its starts keeps no known device away',
    in: 'lambdas/login-start/start-by-code.ts',
    replace: 'start.known || sources.charge',
    by: 'sources.charge',
    file: OWN,
    test: 'a network that used up its starts keeps nobody away who comes on a device they signed in on',
  },
  {
    guard: 'own allowance: the same for sign-ins by e-mail',
    in: 'lambdas/login-email/handler.ts',
    replace: '!allowed && recognised === undefined',
    by: '!allowed',
    file: OWN,
    test: 'a network that used up its starts keeps nobody away who comes on a device they signed in on',
  },
  {
    guard: 'own allowance: the same for resets',
    in: 'lambdas/runtime/reset-start.ts',
    replace: 'known || (await ports.sources.charge(caller.source))',
    by: 'await ports.sources.charge(caller.source)',
    file: OWN,
    test: 'a network that used up its starts keeps nobody away who comes on a device they signed in on',
  },
]
