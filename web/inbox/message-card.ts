import { el } from '../ui/element.ts'
import { icon } from '../ui/icons.ts'
import { moment, timeOfDay } from '../ui/moment.ts'
import { readable } from '../ui/number.ts'
import type { Message } from './local.ts'
import { inboxWords as say } from './words.ts'

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

const timeOf = (at: string): HTMLElement => el('time', { datetime: at, title: timeOfDay(at) }, moment(at))

const initial = (name: string): HTMLElement =>
  el(
    'span',
    { class: 'sender', 'aria-hidden': 'true' },
    name
      .replace(/^[^\p{L}\p{N}]+/u, '')
      .charAt(0)
      .toUpperCase(),
  )

const paragraphOf = (text: string): HTMLElement => {
  if (/^https?:\/\/\S+$/.test(text)) return el('p', {}, el('a', { href: text }, text))
  return el('p', { class: /^\d{6}$/.test(text) ? 'big-code' : '' }, text)
}

const paragraphs = (text: string): readonly HTMLElement[] => text.trim().split(/\n\n+/).map(paragraphOf)

/** As a phone shows it: who it is from on top, then a bubble. */
const textMessage = ({ from, text }: Message): HTMLElement =>
  el(
    'div',
    { class: 'phone-screen' },
    el('p', { class: 'thread' }, initial(from), el('span', {}, from)),
    el('div', { class: 'bubble' }, ...paragraphs(text)),
  )

/** As a mail program shows it: subject, sender, then the letter. */
const letter = ({ from, subject, text }: Message): HTMLElement =>
  el(
    'div',
    { class: 'letter' },
    el('h3', {}, subject ?? ''),
    el('p', { class: 'thread' }, initial(from), el('span', {}, from)),
    el('div', { class: 'letter-body' }, ...paragraphs(text)),
  )

/** One message as its recipient sees it, with its code ready to copy. */
export const messageCard = (message: Message): HTMLElement => {
  const isText = message.channel === 'sms'
  return el(
    'li',
    { class: `message ${message.channel}`, id: `message-${message.id}` },
    el(
      'header',
      {},
      icon(isText ? 'phone' : 'mail'),
      el('span', { class: 'kind' }, isText ? say.sms : say.email),
      el('span', { class: 'to' }, `${say.to} `, el('strong', {}, readable(message.to))),
      timeOf(message.at),
    ),
    isText ? textMessage(message) : letter(message),
    message.code === undefined ? undefined : copyButton(message.code),
  )
}
