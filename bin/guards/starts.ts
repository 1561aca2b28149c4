// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const LOGIN_ITEM = 'lambdas/adapters/login-item.ts'
const LOGIN_STARTS = 'lambdas/adapters/login-starts.ts'
const BAD = 'test/attacks/bad-input.test.ts'
const FOREIGN = 'test/attacks/foreign.test.ts'
const PARALLEL = 'test/attacks/parallel.test.ts'
const JOURNEY = 'test/journeys/phone-sign-in.test.ts'

/** Guards of beginning a login: how often, from where, and whose it is. */
export const startGuards: readonly Mutant[] = [
  {
    guard: 'a start is counted once, whatever was lost',
    in: LOGIN_STARTS,
    replace: "'(attribute_not_exists(currentLogin) OR currentLogin <> :login)'",
    by: "'(attribute_not_exists(currentLogin) OR currentLogin <> :login OR currentLogin = :login)'",
    file: 'test/attacks/faults.test.ts',
    test: 'a start that no wait stands in the way of is counted once too, when its answer was lost',
  },
  {
    guard: 'only the handle that gave the code goes on',
    in: 'lambdas/adapters/pin-tries.ts',
    replace: "[mine, alive, iPassed, 'step = :pin'",
    by: "[mine, alive, `(${iPassed} OR attribute_exists(pk))`, 'step = :pin'",
    file: FOREIGN,
    test: 'a login that an attacker began is never finished for the attacker by the victim',
  },
  {
    guard: 'a handle belongs to its login and its client',
    in: LOGIN_ITEM,
    replace: "const mine = 'handles.#handle = :binding'",
    by: "const mine = '(handles.#handle = :binding OR attribute_exists(pk))'",
    file: FOREIGN,
    test: "a handle is worth nothing at another login, and another person's code and PIN are worth nothing at mine",
  },
  {
    guard: 'a login ends after ten minutes, in the condition',
    in: LOGIN_ITEM,
    replace: "const alive = 'expiresAt > :now",
    by: "const alive = '(expiresAt > :now OR expiresAt <= :now)",
    file: 'test/attacks/faults.test.ts',
    test: 'F-13: expiry holds although the table deletes nothing, and what was deleted early never comes back with fresh tries',
  },
  {
    guard: 'starts of a number are counted',
    in: 'lambdas/adapters/number-starts.ts',
    replace: "condition: conditions.join(' AND '),",
    by: "condition: `(attribute_not_exists(pk) OR attribute_exists(pk) OR (${conditions.join(' AND ')}))`,",
    file: PARALLEL,
    test: 'starts from twenty networks at once send no more than the number may be sent',
  },
  {
    guard: 'a running wait is joined, not begun again',
    in: LOGIN_STARTS,
    replace: "const idle = '(attribute_not_exists(currentUntil)",
    by: "const idle = '(attribute_exists(pk) OR attribute_not_exists(currentUntil)",
    file: PARALLEL,
    test: 'of forty starts at once one text message leaves',
  },
  {
    guard: 'whoever comes back once too often takes the place of a handle of their own',
    in: 'lambdas/adapters/handles.ts',
    replace: ' && round < ROUNDS',
    by: ' && round < 0',
    file: 'test/journeys/phone-sign-in.test.ts',
    test: 'back to the number and forward again, twenty times: one message, no error, and the last way in works',
  },
  {
    guard: 'a login holds few handles, however many come back',
    in: 'lambdas/adapters/handles.ts',
    replace: ' AND size(handles) < :mostHandles',
    by: ' AND size(handles) < :mostHandles OR size(handles) >= :mostHandles',
    file: 'test/journeys/phone-sign-in.test.ts',
    test: 'back to the number and forward again, twenty times: one message, no error, and the last way in works',
  },
  {
    guard: 'a login that is full is waited for',
    in: LOGIN_STARTS,
    replace: "return isFull(outcome.item) && there?.step === 'sms_code' ? 'full' : undefined",
    by: "return isFull(outcome.item) && there?.step === 'pin' ? 'full' : undefined",
    file: PARALLEL,
    test: 'of forty starts at once one text message leaves',
  },
  {
    guard: 'a resend waits',
    in: 'lambdas/adapters/login-sends.ts',
    replace: "nobodyElsePassed, triesLeft, wait.condition].join(' AND ')",
    by: "nobodyElsePassed, triesLeft, `(${wait.condition} OR attribute_exists(pk))`].join(' AND ')",
    file: PARALLEL,
    test: 'of ten resends at once one sends',
  },
  {
    guard: 'starts of a network are counted',
    in: 'lambdas/adapters/sources.ts',
    replace: "'attribute_not_exists(starts) OR starts < :most'",
    by: "'attribute_not_exists(starts) OR starts < :most OR starts >= :most'",
    file: BAD,
    test: 'a header never says where somebody calls from',
  },
  {
    guard: 'the address is the one the gateway saw',
    in: 'lambdas/runtime/read-caller.ts',
    replace: 'return proved && seen !== undefined ? seen :',
    by: "if (headers['x-forwarded-for']) return headers['x-forwarded-for']\n  return proved && seen !== undefined ? seen :",
    file: BAD,
    test: 'a header never says where somebody calls from',
  },
  {
    guard: 'what cannot be an id is nobody’s',
    in: 'lambdas/runtime/read-input.ts',
    replace: "ID.test(id ?? '') ? (id ?? '') : NOBODYS",
    by: "ID.test('id') ? (id ?? '') : NOBODYS",
    file: BAD,
    test: 'an id of three thousand letters is an id of nobody',
  },
  {
    guard: 'a body that says a field twice says nothing',
    in: 'lambdas/runtime/read-input.ts',
    replace: "if (around.at(-1)?.has(name)) return 'a field is there twice'",
    by: '',
    file: 'test/journeys/spellings.test.ts',
    test: 'a body that says a field twice says nothing',
  },
  {
    guard: 'one spelling of a number',
    in: 'lambdas/login-start/handler.ts',
    replace: 'ports.lookup.phone(number.e164)',
    by: 'ports.lookup.phone(body.phone)',
    file: JOURNEY,
    test: 'all usual spellings of a number are one person',
  },
]
