import type { Mutant } from './mutant.ts'

const HTTP = 'test/engines/aws-http.test.ts'

/** Guards of a call that comes twice, and of what goes to AWS and comes back. */
export const callGuards: readonly Mutant[] = [
  {
    guard: 'one tap that arrives twice at once is done once',
    in: 'lambdas/adapters/idempotency.ts',
    replace: "'attribute_not_exists(pk) OR claimedAt <= :dayOld OR",
    by: "'attribute_not_exists(pk) OR attribute_not_exists(answer) OR claimedAt <= :dayOld OR",
    file: 'test/model/keyed-once.test.ts',
    test: 'one tap that arrives twice at once, in every order, with a crash or a lost answer at every request, is answered alike: a new PIN',
  },
  {
    guard: 'a key of one door is none of another',
    in: 'lambdas/runtime/once.ts',
    replace: 'event.httpMethod, event.resource]',
    by: "event.httpMethod, event.resource === '' ? '' : 'any']",
    file: 'test/journeys/one-tap.test.ts',
    test: 'the same key at another door is another call',
  },
  {
    guard: 'what a service says unasked is not the next answer',
    in: 'lambdas/adapters/aws-connections.ts',
    replace: 'if (idle.includes(socket)) socket.destroy()',
    by: '',
    file: HTTP,
    test: 'what a service says unasked, or behind its answer, is never taken for the next answer',
  },
  {
    guard: 'what comes behind an answer is not the next one',
    in: 'lambdas/adapters/aws-answer.ts',
    replace: ' && body.until === bytes.length',
    by: '',
    file: HTTP,
    test: 'what a service says unasked, or behind its answer, is never taken for the next answer',
  },
  {
    guard: 'a certificate is checked',
    in: 'lambdas/adapters/aws-connections.ts',
    replace: 'servername: host,',
    by: 'servername: host, rejectUnauthorized: false,',
    file: HTTP,
    test: 'a certificate of another host is refused, whoever vouches for it',
  },
  {
    guard: 'a header cannot break its line',
    in: 'lambdas/adapters/aws-transport.ts',
    replace: 'if (breaksLine(line))',
    by: 'if (breaksLine(name))',
    file: HTTP,
    test: 'no header and no path can end its line',
  },
]
