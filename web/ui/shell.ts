import { languages } from '#core/texts/language'
import { el } from './element.ts'
import { icon } from './icons.ts'
import { language, languageNames, speak } from './language.ts'
import { noticeBoard } from './notices.ts'
import { site } from './site.ts'
import { words } from './words.ts'

const brand = (href: string): HTMLElement =>
  el(
    'a',
    { class: 'brand', href },
    el('img', { src: site.logo ?? '/assets/icon.svg', alt: '', width: 28, height: 28 }),
    el('span', {}, site.serviceName),
  )

const languagePicker = (): HTMLElement => {
  const options = languages.map((tag) =>
    el('option', { value: tag, lang: tag, selected: tag === language }, languageNames[tag]),
  )
  const select = el(
    'select',
    { 'aria-label': words.language, onchange: () => speak(select.value), autocomplete: 'off' },
    ...options,
  )
  return el('span', { class: 'language select' }, icon('globe'), select, icon('down'))
}

export type ShellOptions = {
  readonly layout: 'card' | 'wide'
  readonly home: string
  /** What stands in the header between the name and the language. */
  readonly header?: readonly Node[]
}

/** The frame of every page. Answers the place where its screens are shown. */
export const buildShell = ({ layout, home, header = [] }: ShellOptions): HTMLElement => {
  const main = el('main', { id: 'main', class: layout, 'data-home': home })
  document.body.append(
    el('a', { class: 'skip', href: '#main' }, words.skip),
    el('header', { class: 'top' }, brand(home), ...header, languagePicker()),
    noticeBoard(),
    main,
    el('footer', { class: 'bottom' }, el('a', { href: site.supportUrl, rel: 'noreferrer' }, words.help)),
  )
  return main
}
