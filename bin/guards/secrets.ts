// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const PEOPLE = 'lambdas/adapters/people.ts'
const BUCKETS = 'test/attacks/buckets.test.ts'
const FOREIGN = 'test/attacks/foreign.test.ts'
const SLOW_HASH = 'test/counts/slow-hash.test.ts'
const PARALLEL = 'test/attacks/parallel.test.ts'

/** Guards of PINs and passwords: their tries, their ends, and the keys that seal them. */
export const secretGuards: readonly Mutant[] = [
  {
    guard: 'five tries of a PIN in a login',
    in: 'lambdas/adapters/pin-tries.ts',
    replace: "'pinTries < :mostTries'",
    by: "'(pinTries < :mostTries OR pinTries >= :mostTries)'",
    file: PARALLEL,
    test: 'of forty wrong PINs at once five are compared, even where no wait and no end stands in the way',
  },
  {
    guard: 'waits after wrong PINs, and the end after ten',
    in: PEOPLE,
    replace: '`(pinFailures < :first OR ',
    by: '`(attribute_exists(pk) OR pinFailures < :first OR ',
    file: PARALLEL,
    test: 'many logins side by side add nothing to the tries of a PIN',
  },
  {
    guard: 'the bucket of wrong PINs',
    in: 'lambdas/adapters/bucket.ts',
    replace: '(${at} > :now AND ${at} <= :room${of})',
    by: '(${at} > :now AND (${at} <= :room${of} OR ${at} > :room${of}))',
    file: BUCKETS,
    test: 'ten wrong PINs in sum, with right ones in between, ask for a reset, which proves both channels',
  },
  {
    guard: "the person's epoch, when a PIN is charged",
    in: PEOPLE,
    replace: 'epoch = :epoch AND disabled = :no AND',
    by: '(epoch = :epoch OR epoch <> :epoch) AND disabled = :no AND',
    file: FOREIGN,
    test: 'a login that began before a new PIN cannot be finished after it',
  },
  {
    guard: 'a decoy is checked like anybody',
    in: 'lambdas/adapters/pin-check.ts',
    replace: 'const verifier = checked ?? decoy(keyId, slowness)',
    by: 'if (checked === undefined) return false\n    const verifier = checked ?? decoy(keyId, slowness)',
    file: 'test/attacks/equal.test.ts',
    test: 'from the number to the locked PIN, a caller sees the same for somebody and for nobody, and it takes the same calls',
  },
  {
    guard: 'nobody is asked as many questions as somebody',
    in: 'lambdas/runtime/check-secret.ts',
    replace: 'people.spendDecoyTry(who.index, factor, from)',
    by: 'people.spendDecoyTry(who.index, factor, plain)',
    file: 'test/attacks/equal.test.ts',
    test: 'a PIN for nobody asks its tables as many questions as one for somebody, and is answered as much',
  },
  {
    guard: 'a bucket is charged by whichever form fits by then',
    in: 'lambdas/adapters/bucket.ts',
    replace: 'if (fits === form) return outcome',
    by: 'if (fits !== undefined) return outcome',
    file: 'test/model/small-scopes.test.ts',
    test: 'a wrong and a right PIN in every order count as what they are',
  },
  {
    guard: 'a PIN of an exchanged key is compared with nothing, and its role may not ask for it',
    in: 'lambdas/adapters/pin-check.ts',
    replace: 'const checked = stored?.keyId === keyId ? stored : undefined',
    by: 'const checked = stored',
    file: 'test/laptop/recovery.test.ts',
    test: 'the key of PINs is lost: nobody is told that the PIN was wrong, everybody resets, and then signs in',
  },
  {
    guard: 'whose PIN cannot be checked any more is led to the reset',
    in: 'lambdas/runtime/check-secret.ts',
    replace:
      "if (factor === 'pin' && stored !== undefined && !pinCheck.canCheck(stored)) return { verdict: 'disabled' }",
    by: '',
    file: 'test/laptop/recovery.test.ts',
    test: 'the key of PINs is lost: nobody is told that the PIN was wrong, everybody resets, and then signs in',
  },
  {
    guard: 'a signing key that is exchanged is published beside the one that signs',
    in: 'lib/holdings.ts',
    replace: '...(keys.otherSigning === undefined ? {} :',
    by: '...(keys.signing !== undefined ? {} :',
    file: 'test/laptop/recovery.test.ts',
    test: 'a signing key is exchanged in four deployments, and nobody notices: two keys are published while two are about',
  },
  {
    guard: 'a PIN is hashed as slowly as OWASP has it',
    in: 'lambdas/adapters/pin-seal.ts',
    replace: "readVariable('pinKey'), clock, KDF)",
    by: "readVariable('pinKey'), clock, { ...KDF, t: 1 })",
    file: SLOW_HASH,
    test: 'what a function makes for itself hashes as slowly, for nobody too, and writes down how slowly',
  },
  {
    guard: 'nobody’s PIN is hashed as slowly',
    in: 'lambdas/adapters/pin-check.ts',
    replace: "readVariable('pinKey'), KDF)",
    by: "readVariable('pinKey'), { ...KDF, m: 8 })",
    file: SLOW_HASH,
    test: 'what a function makes for itself hashes as slowly, for nobody too, and writes down how slowly',
  },
  {
    guard: 'a PIN during a wait is not hashed',
    in: 'lambdas/runtime/check-secret.ts',
    replace: 'if (!charge.charged) {',
    by: "if (!charge.charged) {\n    await pinCheck.verify(secret, { organisationId: '', personId: '', secretEpoch: 0, factor }, undefined)",
    file: SLOW_HASH,
    test: 'a PIN that is typed is one slow hash: right, wrong or nobody’s; none before a try is charged, and none while there is a wait',
  },
]
