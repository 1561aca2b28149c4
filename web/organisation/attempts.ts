import type { ReplyOf } from '../client/client.ts'
import { actButton } from '../ui/act.ts'
import { el } from '../ui/element.ts'
import { icon } from '../ui/icons.ts'
import { moment, timeOfDay } from '../ui/moment.ts'
import { panel } from '../ui/panel.ts'
import { organisationWords as say } from './words.ts'

type Page = ReplyOf<'GET /organisation/people/{personId}/attempts'>
type Attempt = Page['items'][number]

const toneOf = ({ outcome }: Attempt): string => {
  if (outcome === 'signed_in' || outcome === 'finished') return 'good'
  return outcome === 'running' ? '' : 'bad'
}

const stepOf = ({ at, text }: Attempt['steps'][number]): HTMLElement =>
  el('li', {}, el('time', { datetime: at }, timeOfDay(at)), el('span', {}, text))

const attemptOf = (attempt: Attempt, open: boolean): HTMLElement => {
  const { person } = say
  return el(
    'details',
    { class: 'attempt', open },
    el(
      'summary',
      {},
      icon('down'),
      el('strong', {}, attempt.kind === 'login' ? person.login : person.resetAttempt),
      el('span', { class: 'hint' }, moment(attempt.startedAt)),
      el('span', { class: `badge ${toneOf(attempt)}` }, person.outcome[attempt.outcome]),
    ),
    attempt.sentTo === undefined ? undefined : el('p', { class: 'hint' }, attempt.sentTo),
    el('ol', { class: 'steps' }, ...attempt.steps.map(stepOf)),
  )
}

/** "Why could X not get in?": each attempt, step by step, in plain words; the newest is open, older ones come on request. */
export const attemptsPanel = (name: string, first: Page, load: (cursor: string) => Promise<Page>): HTMLElement => {
  let { next } = first
  const list = el('div', { class: 'attempts' }, ...first.items.map((attempt, index) => attemptOf(attempt, index === 0)))
  const goOn = async () => {
    if (next === undefined) return
    const page = await load(next)
    list.append(...page.items.map((attempt) => attemptOf(attempt, false)))
    next = page.next
    more.hidden = next === undefined
  }
  const more = actButton({ label: say.more, run: goOn })
  more.hidden = next === undefined
  const hint = first.items.length === 0 ? say.person.noAttempts : say.person.attempts
  return panel(say.person.why(name), el('p', { class: 'hint' }, hint), list, more)
}
