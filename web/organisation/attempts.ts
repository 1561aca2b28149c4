import type { ReplyOf } from '../client/client.ts'
import { el } from '../ui/element.ts'
import { icon } from '../ui/icons.ts'
import { moment, timeOfDay } from '../ui/moment.ts'
import { panel } from '../ui/panel.ts'
import { organisationWords as say } from './words.ts'

type Attempt = ReplyOf<'GET /organisation/people/{personId}/attempts'>['items'][number]

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

/** "Why could X not get in?": each attempt, step by step, in plain words; the newest is open. */
export const attemptsPanel = (name: string, attempts: readonly Attempt[]): HTMLElement =>
  panel(
    say.person.why(name),
    el('p', { class: 'hint' }, attempts.length === 0 ? say.person.noAttempts : say.person.attempts),
    el('div', { class: 'attempts' }, ...attempts.map((attempt, index) => attemptOf(attempt, index === 0))),
  )
