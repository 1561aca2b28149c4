import { el } from '../ui/element.ts'
import { notice } from '../ui/notices.ts'
import { type Fault, local, type Organisation } from './local.ts'
import { say } from './words.ts'

const quiet = (label: string, run: () => Promise<unknown>): HTMLElement =>
  el('button', { type: 'button', class: 'button quiet', onclick: () => void run().catch(complain) }, label)

const complain = (error: unknown) =>
  notice({ tone: 'bad', title: error instanceof Error ? error.message : String(error) })

const panel = (title: string, hint: string, ...inside: readonly HTMLElement[]): HTMLElement =>
  el('section', { class: 'panel' }, el('h2', {}, title), el('p', { class: 'hint' }, hint), ...inside)

export type Controls = { readonly element: HTMLElement; readonly look: () => Promise<void> }

const clockPanel = (changed: () => Promise<void>) => {
  const now = el('p', { class: 'now' })
  const look = async () => {
    now.textContent = new Date(await local.now()).toLocaleString([], { dateStyle: 'full', timeStyle: 'medium' })
  }
  const moves = say.moves.map(({ label, seconds }) => quiet(label, () => local.advance(seconds).then(changed)))
  return { element: panel(say.clock, say.clockHint, now, el('div', { class: 'row' }, ...moves)), look }
}

const faultLine = ({ service, fault, left }: Fault): HTMLElement => {
  const named = Object.entries(say.fault).find(([name]) => name === fault)?.[1] ?? fault
  const of = service === 'sms' ? say.sms_of : service === 'email' ? say.email_of : service
  return el('li', {}, `${of}: ${named}${left > 1 ? ` (${left}×)` : ''}`)
}

const faultPanel = (changed: () => Promise<void>) => {
  const service = el(
    'select',
    { 'aria-label': say.faults },
    el('option', { value: 'sms' }, say.sms_of),
    el('option', { value: 'email' }, say.email_of),
  )
  const waiting = el('ul', { class: 'plain-list', 'aria-label': say.waiting })
  const look = async () => {
    const faults = await local.faults()
    waiting.replaceChildren(...(faults.length === 0 ? [el('li', {}, say.noFaults)] : faults.map(faultLine)))
  }
  const orders = Object.entries(say.fault).map(([fault, label]) =>
    quiet(label, () => local.order(service.value, fault).then(changed)),
  )
  const clear = quiet(say.clear, () => local.clearFaults().then(changed))
  const element = panel(say.faults, say.faultsHint, service, el('div', { class: 'row' }, ...orders), waiting, clear)
  return { element, look }
}

const budgetPanel = () => {
  const pick = el('select', { 'aria-label': say.budget })
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
  return { element: panel(say.budget, say.budgetHint, pick, el('div', { class: 'row' }, ...buttons)), look }
}

/** The clock, the faults, the budget, and starting over. `changed` looks at everything anew. */
export const controls = (changed: () => Promise<void>): Controls => {
  const parts = [clockPanel(changed), faultPanel(changed), budgetPanel()]
  const restart = quiet(say.restart, async () => {
    await local.startOver()
    await changed()
    notice({ tone: 'good', title: say.restarted })
  })
  const element = el(
    'aside',
    { class: 'controls', 'aria-label': say.clock },
    ...parts.map((part) => part.element),
    panel(say.restart, say.restartHint, restart),
  )
  return { element, look: async () => void (await Promise.all(parts.map((part) => part.look()))) }
}
