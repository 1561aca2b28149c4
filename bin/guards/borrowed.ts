// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const TRUST = 'test/attacks/borrowed-trust.test.ts'
const SITES = 'test/attacks/other-sites.test.ts'
const TOKENS = 'test/attacks/access-tokens.test.ts'
const JOINED = 'test/attacks/reset-joined.test.ts'

const OWN_RULE = 'the rule that is asked is that of the person’s own organisation, whichever one a token names'
const OTHER_WAY = 'trust of the one way in is none in the other, not even under the label of a token that is'
const HEADER = 'a token is of one algorithm and one type, by our own key, whatever its header says'
const ALONE =
  'whoever gave the first right code goes on alone: another handle of the same reset opens, sends and ends nothing'
const COMMIT = 'the commit asks by itself who passed, in which step and in time, whoever comes to it'
const OVERTAKEN =
  'a right code that another send overtook is an earlier one, costs no try, and the reset goes on: sms_code'

/** Guards against what is real and somebody else's, or for something else: trust, cookies, tokens, handles. */
export const borrowedGuards: readonly Mutant[] = [
  {
    guard: 'borrowed: no organisation’s rule is asked but the person’s own, where a device stands in for the code',
    in: 'lambdas/core/trust.ts',
    replace: "if (organisation.organisationId !== person.organisationId) return 'stranger'",
    by: '',
    file: TRUST,
    test: OWN_RULE,
  },
  {
    guard: 'borrowed: no organisation’s rule is asked but the person’s own, where one stands in for the second factor',
    in: 'lambdas/login-email/standing.ts',
    replace: 'person.organisationId !== organisation?.organisationId) return undefined',
    by: 'organisation === undefined) return undefined',
    file: TRUST,
    test: OWN_RULE,
  },
  {
    guard: 'borrowed: trust of a number is no second factor',
    in: 'lambdas/runtime/new-device.ts',
    replace: "...(trustDevice && possession && login.journey === 'email' ?",
    by: '...(trustDevice && possession ?',
    file: TRUST,
    test: OTHER_WAY,
  },
  {
    guard: 'borrowed: a second factor is no trust of a number',
    in: 'lambdas/runtime/new-device.ts',
    replace: "...(trustDevice && possession && login.journey === 'phone' ?",
    by: '...(trustDevice && possession ?',
    file: TRUST,
    test: OTHER_WAY,
  },
  {
    guard: 'borrowed: a browser is trusted only when its person asked for it',
    in: 'lambdas/runtime/new-device.ts',
    replace: "...(trustDevice && possession && login.journey === 'phone' ?",
    by: "...(possession && login.journey === 'phone' ?",
    file: TRUST,
    test: 'a browser whose person did not ask for trust is known, and is asked for a code the next time',
  },
  {
    guard: 'borrowed: a session is renewed by its own client',
    in: 'lambdas/core/session-life.ts',
    replace: "if (session.kind !== shown.kind || session.binding !== shown.binding) return 'refused'",
    by: '',
    file: SITES,
    test: 'a browser’s refresh token shown by an app renews nothing, and an app’s in a browser’s cookie neither',
  },
  {
    guard: 'borrowed: what a form can send is no body',
    in: 'lambdas/runtime/read-input.ts',
    replace: "if (!/^application\\/json\\b/i.test(headersOf(event)['content-type'] ?? ''))",
    by: "if (headersOf(event)['content-type'] === 'never')",
    file: SITES,
    test: 'a body is read only as the JSON that it says it is: what a form can send begins nothing',
  },
  {
    guard: 'borrowed: a page of another origin reads nothing',
    in: 'lambdas/runtime/reply.ts',
    replace: 'origin !== undefined && stage.allowedOrigins.includes(origin)',
    by: 'origin !== undefined',
    file: SITES,
    test: 'a page of another origin is told nothing that its browser would let it read',
  },
  {
    guard: 'borrowed: an access token is of one algorithm',
    in: 'lambdas/adapters/tokens.ts',
    replace: "algorithms: ['RS256'],",
    by: '',
    file: TOKENS,
    test: HEADER,
  },
  {
    guard: 'borrowed: an access token is of one type',
    in: 'lambdas/adapters/tokens.ts',
    replace: "typ: 'at+jwt',",
    by: '',
    file: TOKENS,
    test: HEADER,
  },
  {
    guard: 'borrowed: an access token says all that is asked of it',
    in: 'lambdas/adapters/tokens.ts',
    replace: "requiredClaims: ['sub', 'sid', 'org', 'role', 'exp', 'iat', 'auth_time'],",
    by: '',
    file: TOKENS,
    test: 'a token is for this service, says everything that is asked of it, and has its time',
  },
  {
    guard: 'borrowed: clocks differ by a minute and no more',
    in: 'lambdas/adapters/tokens.ts',
    replace: 'const SKEW_SECONDS = 60',
    by: 'const SKEW_SECONDS = 600',
    file: TOKENS,
    test: 'a clock that is a minute behind the signer’s reads the token, one that is further behind does not',
  },
  {
    guard: 'borrowed: the handle that gave a reset’s first code goes on alone',
    in: 'lambdas/adapters/reset-conditions.ts',
    replace: "'(attribute_not_exists(passedBy) OR passedBy = :handle)'",
    by: "'(attribute_not_exists(passedBy) OR attribute_exists(passedBy) OR passedBy = :handle)'",
    file: JOINED,
    test: ALONE,
  },
  {
    guard: 'borrowed: the commit of a reset asks who passed',
    in: 'lambdas/adapters/reset-finish.ts',
    replace: ' AND passedBy = :handle AND',
    by: ' AND :handle = :handle AND',
    file: JOINED,
    test: COMMIT,
  },
  {
    guard: 'borrowed: the commit of a reset asks its time',
    in: 'lambdas/adapters/reset-finish.ts',
    replace: ' AND epoch = :epoch AND ${alive}`',
    by: ' AND epoch = :epoch AND :now = :now`',
    file: JOINED,
    test: COMMIT,
  },
  {
    guard: 'borrowed: a reset’s code that another send overtook opens nothing',
    in: 'lambdas/adapters/resets.ts',
    replace: "condition: [...inStep, 'sends = :send']",
    by: "condition: [...inStep, ':send = :send']",
    file: JOINED,
    test: OVERTAKEN,
  },
]
