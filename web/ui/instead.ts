import type { Screen } from './router.ts'

/** Shows another step under its own address: this one cannot be taken from here. */
export const instead = (path: string, screen: () => Screen): Screen => {
  history.replaceState(null, '', path)
  return screen()
}
