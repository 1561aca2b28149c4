import type { knock } from '#support/door'
import type { World } from '#support/world'
import { withQuickSecrets } from './quick-secrets.ts'
import { meet, type Touched, touchedBy } from './touched.ts'
import { type Choose, type Fault, type Turn, turns } from './turns.ts'

export type Answer = Awaited<ReturnType<typeof knock>>
export type Act = () => Promise<Answer | undefined>

/** What goes wrong once in a play: a function ends at a request, or a request is applied and its answer lost. */
export type Trouble = Extract<Fault, 'crash' | 'unanswered'>

/** What may come next: a request of a call goes, well or not. */
type Step = Pick<Turn, 'call' | 'nth'> & {
  readonly trouble: Trouble | undefined
  readonly touched: readonly Touched[]
}

/** A point in a play. `past`: what need not come next, since every order in which it does was played already. */
type Fork = { readonly steps: readonly Step[]; readonly past: readonly Step[]; readonly taken: Step }

const isCrash = ({ trouble }: Step): boolean => trouble === 'crash'

const isSame = (a: Step, b: Step) => a.call === b.call && a.trouble === b.trouble && (isCrash(a) || a.nth === b.nth)

/** Whether two steps, one after the other, come to the same the other way round. There is one trouble: a second cannot come. */
const mayChange = (a: Step, b: Step): boolean =>
  a.call !== b.call &&
  (a.trouble === undefined || b.trouble === undefined) &&
  (isCrash(a) || isCrash(b) || !meet(a.touched, b.touched))

// A function that ends loses all that it has on the way: it ends in one way, however many that are.
const troublesOf = (all: readonly Trouble[], isFirst: boolean): readonly Trouble[] =>
  isFirst ? all : all.filter((trouble) => trouble !== 'crash')

const stepsOf = (waiting: readonly Turn[], troubles: readonly Trouble[]): readonly Step[] =>
  waiting.flatMap(({ call, nth, asking }, i): readonly Step[] => {
    const step = { call, nth, trouble: undefined, touched: touchedBy(asking) }
    const isFirst = waiting.findIndex((turn) => turn.call === call) === i
    return [step, ...troublesOf(troubles, isFirst).map((trouble) => ({ ...step, trouble }))]
  })

/** Ids are made anew in each play: what a step touches is what it touches in this one. */
const inThisPlay =
  (steps: readonly Step[]) =>
  (step: Step): Step => {
    const now = steps.find((one) => isSame(one, step))
    if (now === undefined) throw new Error(`a play went another way than before at request ${step.nth} of ${step.call}`)
    return now
  }

/**
 * All orders that differ, one after the other: `choose` for a play, `next` to go on to another one. Two end alike that come of each other by changing
 * neighbours which cannot see each other, or calls that are one and the same act: of those one is played. (Sleep sets, as Godefroid has them:
 * once all that follows a step was played, it need not come beside the same others until one of them is seen by it.)
 */
export const allThatDiffer = (acts: readonly unknown[], troubles: readonly Trouble[] = ['crash']) => {
  const forks: Fork[] = []
  let depth = 0

  /** Calls that are one act are told apart by nothing but who came first. */
  const isTwin = ({ call }: Step, before: readonly Fork[]): boolean => {
    const moved = new Set(before.map(({ taken }) => taken.call))
    return !moved.has(call) && acts.some((act, i) => i < call && act === acts[call] && !moved.has(i))
  }
  const untried = ({ steps, past }: Pick<Fork, 'steps' | 'past'>, before: readonly Fork[]): Step | undefined =>
    steps.find((step) => !past.some((one) => isSame(one, step)) && !isTwin(step, before))

  const forkAt = (waiting: readonly Turn[]): Fork | undefined => {
    const before = forks.slice(0, depth)
    const troubled = before.some(({ taken }) => taken.trouble !== undefined)
    const steps = stepsOf(waiting, troubled ? [] : troubles)
    const [known, last] = [forks[depth], before.at(-1)]
    if (known !== undefined)
      return { steps, past: known.past.map(inThisPlay(steps)), taken: inThisPlay(steps)(known.taken) }
    const past = last === undefined ? [] : last.past.filter((step) => mayChange(step, last.taken))
    const taken = untried({ steps, past }, before)
    return taken === undefined ? undefined : { steps, past, taken }
  }

  const choose: Choose = (waiting) => {
    const fork = forkAt(waiting)
    if (fork === undefined) return undefined
    forks[depth++] = fork
    const { call, nth, trouble } = fork.taken
    const at = waiting.findIndex((turn) => turn.call === call && turn.nth === nth)
    return trouble === undefined ? { at } : { at, fault: trouble }
  }

  /** False after the last. */
  const next = (): boolean => {
    depth = 0
    for (let last = forks.pop(); last !== undefined; last = forks.pop()) {
      const past = [...last.past, last.taken]
      const taken = untried({ steps: last.steps, past }, forks)
      if (taken === undefined) continue
      forks.push({ steps: last.steps, past, taken })
      return true
    }
    return false
  }
  return { choose, next }
}

/** Plays the calls in every order of their requests, without trouble and with it at each request. Answers how many plays it took. */
export const everyOrder = async (
  w: World,
  acts: (real: World) => readonly Act[],
  check: (answers: readonly (Answer | 'crashed' | undefined)[]) => Promise<void>,
  troubles?: readonly Trouble[],
): Promise<number> => {
  const { playBy } = turns(w)
  const calls = acts(withQuickSecrets(w))
  const orders = allThatDiffer(calls, troubles)
  const fresh = w.engine.snapshot()
  let played = 0
  do {
    w.engine.restore(fresh)
    const answers = await playBy(calls, orders.choose)
    if (answers === undefined) continue
    await check(answers)
    played++
  } while (orders.next())
  return played
}
