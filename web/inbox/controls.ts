import { actButton } from '../ui/act.ts'
import { confirm } from '../ui/confirm.ts'
import { el } from '../ui/element.ts'
import { withChevron } from '../ui/field.ts'
import { exactly } from '../ui/moment.ts'
import { notice } from '../ui/notices.ts'
import { type Fault, local, type Organisation } from './local.ts'
import { inboxWords as say } from './words.ts'

const quiet = (label: string, run: () => Promise<unknown>): HTMLElement =>
  actButton({ label, run: async () => void (await run()) })

const panel = (title: string, hint: string, ...inside: readonly HTMLElement[]): HTMLElement =>
  el('section', { class: 'panel' }, el('h2', {}, title), el('p', { class: 'hint' }, hint), ...inside)

export type Controls = { readonly element: HTMLElement; readonly look: () => Promise<void> }

const leaps = [
  ['minute', 60],
  ['tenMinutes', 600],
  ['day', 86_400],
  ['thirtyDays', 30 * 86_400],
] as const

const clockPanel = (changed: () => Promise<void>) => {
  const now = el('p', { class: 'now' })
  const look = async () => {
    now.textContent = exactly(await local.now())
  }
  const moves = leaps.map(([word, seconds]) => quiet(say.moves[word], () => local.advance(seconds).then(changed)))
  return { element: panel(say.clock, say.clockHint, now, el('div', { class: 'row pairs' }, ...moves)), look }
}

const faultLine = ({ service, fault, left }: Fault): HTMLElement => {
  return el('li', {}, `${say.of[service] ?? service}: ${say.fault[fault] ?? fault}${left > 1 ? ` (${left}×)` : ''}`)
}

const misfortunes = ['late', 'lost', 'out_of_order', 'provider_down'] as const

const faultPanel = (changed: () => Promise<void>) => {
  const service = el(
    'select',
    { 'aria-label': say.kind },
    el('option', { value: 'sms' }, say.of.sms),
    el('option', { value: 'email' }, say.of.email),
  )
  const waiting = el('ul', { class: 'plain-list', 'aria-label': say.waiting })
  const look = async () => {
    const faults = await local.faults()
    waiting.replaceChildren(...(faults.length === 0 ? [el('li', {}, say.noFaults)] : faults.map(faultLine)))
  }
  const orders = misfortunes.map((fault) =>
    quiet(say.fault[fault] ?? fault, () => local.order(service.value, fault).then(changed)),
  )
  const clear = quiet(say.clear, () => local.clearFaults().then(changed))
  const element = panel(
    say.faults,
    say.faultsHint,
    withChevron(service),
    el('div', { class: 'row' }, ...orders),
    waiting,
    clear,
  )
  return { element, look }
}

const budgetPanel = () => {
  const pick = el('select', { 'aria-label': say.organisation })
  let known: readonly Organisation[] = []
  const look = async () => {
    const chosen = pick.value
    known = await local.organisations()
    const options = known.map(({ organisationId: value, name }) =>
      el('option', { value, selected: value === chosen }, name),
    )
    pick.replaceChildren(...options)
  }
  const limit = (amount: string, told: (name: string) => string) => async () => {
    const found = known.find(({ organisationId }) => organisationId === pick.value)
    if (!found) return
    await local.limit(found, amount)
    notice({ tone: 'good', title: told(found.name) })
  }
  const buttons = [quiet(say.emptyBudget, limit('0', say.emptied)), quiet(say.refill, limit('100.00', say.refilled))]
  return {
    element: panel(say.budget, say.budgetHint, withChevron(pick), el('div', { class: 'row' }, ...buttons)),
    look,
  }
}

const askToRestart = (changed: () => Promise<void>): void =>
  confirm({
    ...{ title: say.restartSure, detail: say.restartHint, yes: say.restart, no: say.cancel, tone: 'danger' },
    run: async () => void (await local.startOver()),
    done: async () => {
      await changed()
      notice({ tone: 'good', title: say.restarted })
    },
  })

/** The clock, the faults, the budget, and starting over. `changed` looks at everything anew. */
export const controls = (changed: () => Promise<void>): Controls => {
  const parts = [clockPanel(changed), faultPanel(changed), budgetPanel()]
  const restart = el(
    'button',
    { type: 'button', class: 'button quiet danger', 'aria-haspopup': 'dialog', onclick: () => askToRestart(changed) },
    say.restart,
  )
  const element = el(
    'aside',
    { class: 'controls', 'aria-label': `${say.clock}, ${say.faults}, ${say.budget}` },
    ...parts.map((part) => part.element),
    panel(say.restart, say.restartHint, restart),
  )
  return { element, look: async () => void (await Promise.all(parts.map((part) => part.look()))) }
}
