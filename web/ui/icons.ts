import { svg } from './element.ts'

const paths = {
  back: 'M15 5l-7 7 7 7',
  down: 'M6 9l6 6 6-6',
  alert: 'M12 8v5M12 16.5v.01M12 3l9.5 17h-19z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6L6 18',
  phone: 'M8 3h8a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM11 18h2',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  copy: 'M9 9h10v11H9zM6 15H5V4h10v2',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3.5 12h17M12 3c3 3.2 3 14.800 0 18M12 3c-3 3.200-3 14.800 0 18',
} as const

export type IconName = keyof typeof paths

/** A drawing beside words; a screen reader does not meet it. */
export const icon = (name: IconName): SVGElement =>
  svg(
    'svg',
    { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: paths[name] }),
  )
