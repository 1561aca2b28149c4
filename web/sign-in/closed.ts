import type { ProblemFacts } from '../client/problem.ts'
import { noticeLater } from '../ui/notices.ts'
import { go } from '../ui/router.ts'
import { type Flow, keepFlow, startOf } from './flow.ts'

/** A sign-in that has ended begins anew, and the person reads why. True when this problem was that. */
export const leaveWhenClosed =
  (by: Flow['by']) =>
  ({ code, title, detail }: ProblemFacts): boolean => {
    if (code !== 'login_closed') return false
    keepFlow(undefined)
    noticeLater({ tone: 'bad', title, detail })
    void go(startOf(by), 'replace')
    return true
  }
