import { signedIn } from '../account/session.ts'
import type { ReplyOf } from '../client/client.ts'
import { el } from '../ui/element.ts'
import { heading } from '../ui/heading.ts'
import { language } from '../ui/language.ts'
import { moment } from '../ui/moment.ts'
import { panel } from '../ui/panel.ts'
import type { Screen } from '../ui/router.ts'
import { site } from '../ui/site.ts'
import { words } from '../ui/words.ts'
import { chart } from './chart.ts'
import { moreList } from './more-list.ts'
import { pausePanel } from './pause.ts'
import { places } from './places.ts'
import { usedBar } from './used-bar.ts'
import { organisationWords as say } from './words.ts'

type Budget = ReplyOf<'GET /organisation/sms-budget'>
type Line = ReplyOf<'GET /organisation/sms-ledger'>['items'][number]

const { budget: tell } = say

const money = (amount: string, currency: string, digits = 2): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: digits }).format(Number(amount))

const enough = (days: number | null): string => (days === null ? tell.daysUnknown : tell.daysLeft(days))

const tile = (name: string, value: string): HTMLElement => el('div', {}, el('dt', {}, name), el('dd', {}, value))

const warnings = (it: Budget): HTMLElement =>
  el(
    'p',
    { class: 'hint warnings' },
    tell.thresholds,
    ...it.thresholds.map(({ percent, reached }) =>
      el(
        'span',
        { class: `badge ${reached ? 'bad' : ''}` },
        `${percent} %: ${reached ? tell.reached : tell.notReached}`,
      ),
    ),
  )

const barFor = (it: Budget): HTMLElement => {
  const limit = Number(it.limit)
  const share = (amount: string) => (limit === 0 ? 1 : Number(amount) / limit)
  const label = `${tell.used}: ${money(it.used, it.currency)} ${tell.of(money(it.limit, it.currency))}`
  const reserved = limit === 0 ? 0 : share(it.reserved)
  return usedBar({ used: share(it.used), reserved, marks: it.thresholds, label })
}

const figures = (it: Budget): HTMLElement => {
  const shown = (amount: string) => money(amount, it.currency)
  return panel(
    tell.left,
    el('p', { class: 'figure' }, shown(it.left), el('span', { class: 'hint' }, ` ${tell.of(shown(it.limit))}`)),
    barFor(it),
    el(
      'dl',
      { class: 'tiles' },
      tile(tell.used, shown(it.used)),
      tile(tell.reserved, shown(it.reserved)),
      tile(tell.kept, shown(it.keptForResets)),
      tile(tell.days, enough(it.daysLeft)),
    ),
    warnings(it),
    el('p', { class: 'hint' }, `${tell.topUp} `, el('a', { href: site.supportUrl, rel: 'noreferrer' }, tell.support)),
  )
}

const chartPanel = ({ days, currency }: Budget): HTMLElement => {
  const bars = days.map(({ day, used }) => ({ day, amount: Number(used), label: money(used, currency) }))
  const empty = bars.every(({ amount }) => amount === 0)
  const drawn = empty
    ? el('p', { class: 'empty' }, tell.chartNone)
    : chart(tell.chart, bars, (amount) => money(String(amount), currency))
  return panel(tell.chart, drawn)
}

const toneOf = { sending: '', sent: '', test_number: '', delivered: 'good', failed: 'bad' } as const

const rowOf = ({
  at,
  name,
  step,
  country,
  price,
  currency,
  outcome,
  why,
  channel,
}: Line): readonly (string | Node)[] => [
  moment(at),
  name ?? tell.nobody,
  el('span', { class: 'stack' }, say.records.steps[step], el('span', { class: 'hint' }, say.settings[channel])),
  country === undefined ? '' : words.countryName(country),
  channel === 'email' ? '' : el('span', { class: 'amount' }, money(price, currency, 4)),
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
    none: tell.ledgerNone,
    rowOf,
    load: (cursor) => signedIn.call('GET /organisation/sms-ledger', { query: cursor === undefined ? {} : { cursor } }),
  })
  const it = await signedIn.call('GET /organisation/sms-budget')
  await ledger.begin()
  return {
    title: tell.title,
    content: [
      places('/admin/budget'),
      heading(tell.title),
      el(
        'div',
        { class: 'panels' },
        it.paused && pausePanel(it.paused),
        figures(it),
        chartPanel(it),
        panel(tell.ledger, ledger.element),
      ),
    ],
  }
}
