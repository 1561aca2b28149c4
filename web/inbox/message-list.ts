import { el } from '../ui/element.ts'
import { withChevron } from '../ui/field.ts'
import { readable } from '../ui/number.ts'
import type { Message } from './local.ts'
import { messageCard } from './message-card.ts'
import { inboxWords as say } from './words.ts'

const emptyState = (): HTMLElement =>
  el('div', { class: 'empty' }, el('strong', {}, say.empty), el('p', { class: 'hint' }, say.emptyHint))

/** Shows these in this order. What is there already stays untouched, and keeps the keyboard. */
const arrange = (list: HTMLElement, messages: readonly Message[]): void => {
  const shown = new Map([...list.children].map((card) => [card.id, card]))
  const wanted = new Set(messages.map(({ id }) => `message-${id}`))
  for (const [id, card] of shown) if (!wanted.has(id)) card.remove()
  let place = list.firstElementChild
  for (const message of messages) {
    const card = shown.get(`message-${message.id}`)
    if (card !== undefined && card === place) place = place.nextElementSibling
    else list.insertBefore(card ?? messageCard(message), place)
  }
}

/** The messages, newest first, of everybody or of one recipient. */
export const messageList = () => {
  let messages: readonly Message[] = []
  let drawnPeople: string | undefined
  const list = el('ol', { class: 'messages' })
  const empty = emptyState()
  const pick = el('select', { id: 'to', onchange: () => draw() })
  const filter = el('div', { class: 'filter' }, el('label', { for: 'to' }, say.filter), withChevron(pick))
  const shown = () => messages.filter(({ to }) => pick.value === '' || to === pick.value)
  const drawPicker = () => {
    const chosen = pick.value
    const people = [...new Set(messages.map(({ to }) => to))].sort()
    if (people.join() === drawnPeople) return
    drawnPeople = people.join()
    const options = people.map((to) => el('option', { value: to, selected: to === chosen }, readable(to)))
    pick.replaceChildren(el('option', { value: '' }, say.everybody), ...options)
  }
  const draw = () => {
    arrange(list, shown().toReversed())
    empty.hidden = shown().length > 0
  }
  const show = (all: readonly Message[]) => {
    messages = all
    drawPicker()
    draw()
  }
  const add = (message: Message) => show([...messages.filter(({ id }) => id !== message.id), message])
  const element = el(
    'section',
    { class: 'inbox-messages', 'aria-label': say.title },
    ...[filter, el('div', { 'aria-live': 'polite' }, empty, list)],
  )
  return { element, show, add }
}
