import type { ProblemFacts } from '../client/problem.ts'
import { noticeLater } from '../ui/notices.ts'
import { go } from '../ui/router.ts'
import { keepReset, type Reset, startOf } from './reset.ts'

/** A reset that has ended, or may not be yet, begins anew, and the person reads why. True when this problem was that. */
export const leaveWhenClosed =
  (kind: Reset['of']) =>
  ({ code, title, detail }: ProblemFacts): boolean => {
    if (code !== 'reset_closed' && code !== 'reset_too_soon') return false
    keepReset(undefined)
    noticeLater({ tone: 'bad', title, detail })
    void go(startOf(kind), 'replace')
    return true
  }
