// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const TURN = 'lambdas/adapters/breaker.ts'
const GATE = 'lambdas/adapters/gate-pace.ts'
const PACE = 'lambdas/adapters/message-pace.ts'
const BREAKER = 'test/attacks/breaker.test.ts'
const PUMPING = 'test/attacks/pumping.test.ts'
const TOLD = 'lambdas/publish-events/tell-pauses.ts'
const LIFTED = 'test/journeys/paused-messages.test.ts'

/** Guards of the breaker: whom it stops, and who has the last word. */
export const breakerGateGuards: readonly Mutant[] = [
  {
    guard: 'breaker: strangers wait while they are paused',
    in: GATE,
    replace: "  '(attribute_not_exists(pausedUntil) OR pausedUntil <= :now)',\n",
    by: '',
    file: PUMPING,
    test: 'while strangers are paused nobody but them waits, and the pause ends by the clock',
  },
  {
    guard: 'breaker: after a pause nobody passes by what they believe of before',
    in: GATE,
    replace: "  '(attribute_not_exists(trialUntil) OR trialUntil <= :now)',\n",
    by: '',
    file: BREAKER,
    test: 'after a pause a few are sent, and once their codes are given everybody is',
  },
  {
    guard: 'breaker: a trial sends as many as its bucket holds',
    in: GATE,
    replace: '`${TRIAL} AND ${condition}`',
    by: '`${TRIAL} AND (${condition} OR attribute_exists(pk))`',
    file: BREAKER,
    test: 'after a pause a few are sent, and once their codes are given everybody is',
  },
  {
    guard: 'breaker: a known device does not ask the gate',
    in: PACE,
    replace: "stage.smsFloods === 'refuse' && !draw.known",
    by: "stage.smsFloods === 'refuse'",
    file: PUMPING,
    test: 'while strangers are paused nobody but them waits, and the pause ends by the clock',
  },
  {
    guard: 'breaker: a stage that records refuses nobody',
    in: 'lambdas/adapters/budget.ts',
    replace: "if (stage.smsFloods === 'refuse') return",
    by: 'if (stage.name !== undefined) return',
    file: PUMPING,
    test: 'a stage that only records sends what it would have refused, asks no more than twice for it, and once an hour to tell it',
  },
  {
    guard: 'breaker: an admin who lifted has the last word',
    in: TURN,
    replace: "['pausedUntil', 'trialUntil', 'liftedAt']",
    by: "['pausedUntil', 'trialUntil']",
    file: LIFTED,
    test: 'whoever judged before an admin lifted pauses nobody, by the gate of before the pause or of the pause',
  },
  {
    guard: 'breaker: a trial is decided once',
    in: TURN,
    replace: "['pausedUntil', 'trialUntil', 'liftedAt']",
    by: "['pausedUntil', 'liftedAt']",
    file: LIFTED,
    test: 'of two who judge one trial, one with old figures, the first has the last word',
  },
  {
    guard: 'breaker: what is over is not lifted again',
    in: TURN,
    replace: "condition: 'trialUntil > :at',",
    by: "condition: 'attribute_exists(pk)',",
    file: LIFTED,
    test: 'of many admins who lift at once, and one who lifts what is over, one line is written and all are shown the money',
  },
  {
    guard: 'breaker: a held-back message of a reset is not asked for before its time',
    in: 'lambdas/runtime/reset-resend.ts',
    replace: '  await refuseWhileHeld(key, ports)\n',
    by: '',
    file: LIFTED,
    test: 'a reset whose further message was held back waits with it, and costs no send to ask',
  },
  {
    guard: 'breaker: a pause is told to the admins once, however often the stream tells it',
    in: TOLD,
    replace: '`paused.${at}.${personId}`',
    by: '`paused.${performance.now()}.${personId}`',
    file: LIFTED,
    test: 'a pause is told once, however often and in whatever pieces the stream tells it, and although the bus refuses it',
  },
  {
    guard: 'breaker: a pause that only goes on is not told again',
    in: 'lambdas/core/news.ts',
    replace: ' && news.inARow === 1',
    by: '',
    file: LIFTED,
    test: 'a pause that only goes on is not told again; the next that is the first in a row is, and a lifting is not',
  },
  {
    guard: 'breaker: nobody is told of a pause that refuses nobody',
    in: 'lambdas/core/news.ts',
    replace: ' && news.refused === true',
    by: '',
    file: LIFTED,
    test: 'a stage that only records, where nobody is refused, writes to no admin',
  },
  {
    guard: 'breaker: a mail that could not be handed over comes again',
    in: 'lambdas/publish-events/handler.ts',
    replace: '    tellPauses(begunPauses(changes), ports),\n',
    by: '    tellPauses(begunPauses(changes), ports).catch(() => undefined),\n',
    file: LIFTED,
    test: 'a mail that could not be handed over comes again with its batch, and keeps no event from the bus',
  },
]
