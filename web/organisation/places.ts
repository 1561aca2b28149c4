import { el } from '../ui/element.ts'
import { organisationWords as say } from './words.ts'

const entries = [
  ['/admin', say.places.people],
  ['/admin/settings', say.places.settings],
  ['/admin/budget', say.places.budget],
  ['/admin/audit', say.places.audit],
] as const

/** The parts of an organisation's pages, this one marked. */
export const places = (here: (typeof entries)[number][0]): HTMLElement =>
  el(
    'nav',
    { class: 'places tabs', 'aria-label': say.places.people },
    ...entries.map(([href, label]) => el('a', { href, 'aria-current': href === here ? 'page' : undefined }, label)),
  )
