import { el } from '../ui/element.ts'
import { withChevron } from '../ui/field.ts'
import { timeOfDay } from '../ui/moment.ts'
import { diagram } from './diagram.ts'
import { type Execution, local } from './local.ts'
import { inboxWords as say } from './words.ts'

const nameOf = ({ machine, startedAt, status }: Execution): string => {
  const flow = /password/i.test(machine) ? say.flows.password : say.flows.pin
  return `${flow}, ${timeOfDay(startedAt)}, ${say.statuses[status] ?? status}`
}

/** The resets' workflows: the newest, or the one that was picked. */
export const executionPanel = () => {
  let drawn = ''
  // Nothing picked: whatever is newest is shown, as it comes.
  let picked = ''
  const choose = () => {
    picked = pick.value
    void look()
  }
  const pick = el('select', { id: 'run', onchange: choose })
  const place = el('div', { class: 'drawing', tabindex: '0', role: 'region', 'aria-label': say.executions })
  const empty = el('p', { class: 'hint' }, say.executionsEmpty)
  const chooser = el('div', { class: 'filter' }, el('label', { for: 'run' }, say.run), withChevron(pick))
  const draw = (executions: readonly Execution[]) => {
    const chosen = executions.find(({ name }) => name === picked) ?? executions[0]
    pick.replaceChildren(
      ...executions.map((one) => el('option', { value: one.name, selected: one === chosen }, nameOf(one))),
    )
    empty.hidden = chosen !== undefined
    chooser.hidden = chosen === undefined
    place.hidden = chosen === undefined
    place.replaceChildren(...(chosen === undefined ? [] : [diagram(chosen)]))
  }
  const look = async () => {
    const executions = (await local.executions()).toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    const state = `${picked} ${executions.map(({ name, status, current }) => `${name}${status}${current}`).join()}`
    if (state !== drawn) draw(executions)
    drawn = state
  }
  const element = el('section', { class: 'panel executions' }, el('h2', {}, say.executions), chooser, empty, place)
  return { element, look }
}
