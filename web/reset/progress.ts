import { el } from '../ui/element.ts'
import { words } from '../ui/words.ts'

/** How far somebody has come, in words and as bars. */
export const progress = (now: number, all: number): HTMLElement =>
  el(
    'div',
    { class: 'progress' },
    el('p', {}, words.reset.step(now, all)),
    el(
      'ol',
      { 'aria-hidden': 'true' },
      ...Array.from({ length: all }, (_, at) => el('li', { class: at < now ? 'done' : '' })),
    ),
  )
