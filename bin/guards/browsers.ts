import type { Mutant } from './mutant.ts'

const ONE_TAP = 'test/journeys/one-tap.test.ts'
const TWO_TABS = 'test/journeys/two-tabs.test.ts'

/** Guards of browsers: their cookies, their tabs and their calls that come again. */
export const browserGuards: readonly Mutant[] = [
  {
    guard: 'a call whose cookies came is still known by all it says',
    in: 'lambdas/adapters/idempotency.ts',
    replace: 'again?.fingerprint === fingerprint ?',
    by: 'again !== undefined ?',
    file: ONE_TAP,
    test: 'in a browser a PIN is answered alike, whether its answer was lost with its cookies or after them',
  },
  {
    guard: 'the first call of a browser is known before its cookie came',
    in: 'lambdas/runtime/once.ts',
    replace: 'caller.newNonce === undefined ? caller.binding :',
    by: 'caller.binding !== undefined ? caller.binding :',
    file: ONE_TAP,
    test: 'the very first call of a browser, whose answer was lost with its cookie, is one text message, too',
  },
  {
    guard: 'a browser that was given no cookie leaves no second answer behind',
    in: 'lambdas/runtime/once.ts',
    replace: 'newNonce === undefined || set[COOKIES.client] === newNonce ?',
    by: 'newNonce === undefined || newNonce !== undefined ?',
    file: ONE_TAP,
    test: 'the very first call of a browser that was refused is refused alike, and keeps nothing for anybody else',
  },
  {
    guard: 'a key that renewed one session renews no other',
    in: 'lambdas/runtime/once.ts',
    replace: '[family, ...caller.deviceTokens]',
    by: 'caller.deviceTokens',
    file: ONE_TAP,
    test: 'in a browser a key that renewed one session renews no other, and the same one again, whichever of its cookies is shown',
  },
  {
    guard: 'a browser shows the nonce that it began a login with',
    in: 'lambdas/runtime/read-caller.ts',
    replace: '[clientOf(begun), COOKIES.client]',
    by: '[COOKIES.client, COOKIES.client]',
    file: TWO_TABS,
    test: 'two tabs of a new browser that begin at the same moment both go on, and the session of either is renewed',
  },
  {
    guard: 'a session keeps the nonce that it began with',
    in: 'lambdas/session-refresh/handler.ts',
    replace: 'sessionBinding: binding = caller.binding',
    by: 'binding',
    file: TWO_TABS,
    test: 'a session stays its browser’s although the first answer of another tab comes after it',
  },
  {
    guard: 'a nonce is a nonce by its form, whatever its cookie is called',
    in: 'lambdas/runtime/read-caller.ts',
    replace: 'NONCE.test(nonce))',
    by: "nonce !== '')",
    file: TWO_TABS,
    test: 'a cookie that holds no nonce is as good as none',
  },
]
