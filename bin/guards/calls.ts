// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const HTTP = 'test/engines/aws-http.test.ts'

/** Guards of what goes to AWS and comes back. */
export const callGuards: readonly Mutant[] = [
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
    replace: 'if (LINE_BREAKS.test(`${name}${value}`))',
    by: 'if (LINE_BREAKS.test(name))',
    file: HTTP,
    test: 'no header and no path can end its line',
  },
]
