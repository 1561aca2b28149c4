import { signedIn } from '../account/session.ts'
import type { ReplyOf } from '../client/client.ts'
import { el } from '../ui/element.ts'
import { heading } from '../ui/heading.ts'
import { language } from '../ui/language.ts'
import { moment } from '../ui/moment.ts'
import { factList, panel } from '../ui/panel.ts'
import type { Screen } from '../ui/router.ts'
import { site } from '../ui/site.ts'
import { words } from '../ui/words.ts'
import { chart } from './chart.ts'
import { moreList } from './more-list.ts'
import { places } from './places.ts'
import { organisationWords as say } from './words.ts'

type Budget = ReplyOf<'GET /organisation/sms-budget'>
type Line = ReplyOf<'GET /organisation/sms-ledger'>['items'][number]

const { budget: tell } = say

const money = (amount: string, currency: string, digits = 2): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: digits }).format(Number(amount))

const enough = (days: number | null): string => (days === null ? tell.daysUnknown : tell.daysLeft(days))

const figures = (it: Budget): HTMLElement => {
  const shown = (amount: string) => money(amount, it.currency)
  const share = Number(it.limit) === 0 ? 0 : Math.max(0, Math.min(1, Number(it.left) / Number(it.limit)))
  return panel(
    tell.left,
    el('p', { class: 'figure' }, shown(it.left), el('span', { class: 'hint' }, ` ${tell.of(shown(it.limit))}`)),
    el('meter', { min: 0, max: 1, low: 0.2, optimum: 1, value: share, 'aria-label': tell.left }),
    factList([
      { name: tell.used, value: shown(it.used) },
      { name: tell.reserved, value: shown(it.reserved) },
      { name: tell.kept, value: shown(it.keptForResets) },
      { name: tell.days, value: enough(it.daysLeft) },
      ...it.thresholds.map(({ percent, reached }) => ({
        name: `${tell.thresholds}: ${percent} %`,
        value: reached ? tell.reached : tell.notReached,
      })),
    ]),
    el('p', { class: 'hint' }, `${tell.topUp} `, el('a', { href: site.supportUrl, rel: 'noreferrer' }, tell.support)),
  )
}

const toneOf = { sending: '', sent: '', test_number: '', delivered: 'good', failed: 'bad' } as const

const rowOf = ({ at, name, step, country, price, currency, outcome, why }: Line): readonly (string | Node)[] => [
  moment(at),
  name ?? tell.nobody,
  say.records.steps[step],
  country === undefined ? '' : words.countryName(country),
  el('span', { class: 'amount' }, money(price, currency, 4)),
  el(
    'span',
    { class: 'stack' },
    el('span', { class: `badge ${toneOf[outcome]}` }, tell.outcomes[outcome]),
    why === undefined ? undefined : el('span', { class: 'hint' }, say.records.unsent[why]),
  ),
]

/** The month's money for text messages: what is left, how it went, and every message. */
export const budgetScreen = async (): Promise<Screen> => {
  const ledger = moreList({
    columns: [tell.when, tell.who, tell.step, tell.country, tell.price, tell.outcome],
    caption: tell.ledger,
    rowOf,
    load: (cursor) => signedIn.call('GET /organisation/sms-ledger', { query: cursor === undefined ? {} : { cursor } }),
  })
  const it = await signedIn.call('GET /organisation/sms-budget')
  await ledger.begin()
  const bars = it.days.map(({ day, used }) => ({ day, amount: Number(used), label: money(used, it.currency) }))
  return {
    title: tell.title,
    content: [
      places('/admin/budget'),
      heading(tell.title),
      el(
        'div',
        { class: 'panels' },
        figures(it),
        panel(tell.chart, chart(tell.chart, bars)),
        panel(tell.ledger, ledger.element),
      ),
    ],
  }
}
