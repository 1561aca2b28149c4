import { Problem } from '../client/problem.ts'
import { el } from './element.ts'
import { faultOf } from './form.ts'
import { heading } from './heading.ts'
import type { Instead } from './instead.ts'
import { sayWaiting } from './notices.ts'
import { site } from './site.ts'
import { words } from './words.ts'

export type Screen = {
  /** The title of the document; the service's name follows it. */
  readonly title: string
  readonly content: readonly Node[]
  /** Where the keyboard goes; left out, the heading. */
  readonly focus?: HTMLElement | undefined
  /** Ends timers and the like when the person goes elsewhere. */
  readonly leave?: () => void
}

export type ScreenOf = () => Screen | Instead | Promise<Screen | Instead>

/** The screen of a path, or undefined where there is none. */
export type Screens = (path: string) => ScreenOf | undefined

type Stage = { readonly main: HTMLElement; readonly screens: Screens }

let stage: Stage | undefined
let current: Screen | undefined
let turn = 0

const nowhere = (): Screen => ({
  title: words.notFound.title,
  content: [
    heading(words.notFound.title),
    el('a', { href: stage?.main.dataset.home ?? '/', class: 'button' }, words.notFound.action),
  ],
})

/** What could not be loaded is said where it would have stood. Trying again helps when nothing was answered, not when it was refused. */
const failed = ({ facts }: Problem): Screen => {
  const { title, detail } = facts.code === 'offline' ? words.notLoaded : faultOf(facts)
  const retry = el('button', { type: 'button', class: 'button', onclick: () => void again() }, words.tryAgain)
  const passes = facts.code === 'offline' || facts.code === 'unavailable' || facts.code === 'too_many_requests'
  return { title, content: [heading(title, detail), ...(passes ? [retry] : [])] }
}

const screenOf = async (stage: Stage): Promise<Screen> => {
  try {
    const found = await (stage.screens(location.pathname.replace(/\/+$/, '') || '/') ?? nowhere)()
    if (!('instead' in found)) return found
    history.replaceState(null, '', found.instead)
    return await screenOf(stage)
  } catch (error) {
    if (error instanceof Problem) return failed(error)
    throw error
  }
}

const focusOf = ({ main }: Stage, { focus }: Screen): HTMLElement | null => {
  const heading = main.querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  return focus ?? heading
}

const show = async (moved: boolean): Promise<void> => {
  if (!stage) return
  turn += 1
  const mine = turn
  stage.main.setAttribute('aria-busy', 'true')
  const screen = await screenOf(stage)
  // Somebody was quicker and went on.
  if (mine !== turn) return screen.leave?.()
  current?.leave?.()
  current = screen
  document.title = `${screen.title} · ${site.serviceName}`
  stage.main.removeAttribute('aria-busy')
  stage.main.replaceChildren(...screen.content)
  if (moved) scrollTo(0, 0)
  focusOf(stage, screen)?.focus({ preventScroll: true })
  sayWaiting(moved)
}

/** Goes to a path: of this page without loading, of another page by loading it. */
export const go = async (path: string, how: 'push' | 'replace' = 'push'): Promise<void> => {
  if (!stage?.screens(path)) return how === 'push' ? location.assign(path) : location.replace(path)
  if (how === 'push' && path !== location.pathname) history.pushState(null, '', path)
  else history.replaceState(null, '', path)
  await show(true)
}

/** Draws the screen of this path anew. */
export const again = (): Promise<void> => show(false)

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** Shows the screen of the address, now and whenever it changes; plain clicks on links inside need no loading. */
export const startRouter = async (main: HTMLElement, screens: Screens): Promise<void> => {
  stage = { main, screens }
  addEventListener('popstate', () => void show(true))
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || !isPlain(event) || link.target !== '' || link.origin !== location.origin) return
    if (link.hash !== '' || !screens(link.pathname)) return
    event.preventDefault()
    void go(link.pathname)
  })
  await show(false)
}
