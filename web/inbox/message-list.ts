import { el } from '../ui/element.ts'
import { icon } from '../ui/icons.ts'
import type { Message } from './local.ts'
import { say } from './words.ts'

const timeOf = (at: string): HTMLElement =>
  el('time', { datetime: at }, new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' }))

const copyButton = (code: string): HTMLElement => {
  const label = el('span', { 'aria-live': 'polite' }, say.copy)
  const copy = async () => {
    await navigator.clipboard.writeText(code)
    label.textContent = say.copied
    setTimeout(() => {
      label.textContent = say.copy
    }, 2000)
  }
  const digits = el('span', { class: 'code-digits' }, code)
  return el('button', { type: 'button', class: 'copy', onclick: () => void copy() }, digits, ' ', icon('copy'), label)
}

const paragraphs = (text: string): readonly HTMLElement[] =>
  text
    .trim()
    .split(/\n\n+/)
    .map((paragraph) => el('p', { class: /^\d{6}$/.test(paragraph) ? 'big-code' : '' }, paragraph))

const cardOf = (message: Message): HTMLElement =>
  el(
    'li',
    { class: `message ${message.channel}` },
    el(
      'header',
      {},
      icon(message.channel === 'sms' ? 'phone' : 'mail'),
      el('span', { class: 'kind' }, message.channel === 'sms' ? say.sms : say.email),
      el('strong', {}, message.to),
      timeOf(message.at),
    ),
    el(
      'div',
      { class: message.channel === 'sms' ? 'bubble' : 'letter' },
      el('p', { class: 'from' }, message.from),
      message.subject === undefined ? undefined : el('h3', {}, message.subject),
      ...paragraphs(message.text),
    ),
    message.code === undefined ? undefined : copyButton(message.code),
  )

/** The messages, newest first, of everybody or of one recipient. */
export const messageList = () => {
  let messages: readonly Message[] = []
  const list = el('ol', { class: 'messages' })
  const empty = el('p', { class: 'empty' }, say.empty)
  const pick = el('select', { id: 'to', onchange: () => draw() })
  const shown = () => messages.filter(({ to }) => pick.value === '' || to === pick.value)
  const drawPicker = () => {
    const chosen = pick.value
    const people = [...new Set(messages.map(({ to }) => to))].sort()
    const options = people.map((to) => el('option', { value: to, selected: to === chosen }, to))
    pick.replaceChildren(el('option', { value: '' }, say.everybody), ...options)
  }
  const draw = () => {
    list.replaceChildren(...shown().toReversed().map(cardOf))
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
    el('div', { class: 'filter' }, el('label', { for: 'to' }, say.filter), pick),
    el('div', { 'aria-live': 'polite' }, empty, list),
  )
  return { element, show, add }
}
