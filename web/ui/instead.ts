import type { Screen } from './router.ts'

/** Shows another step under its own address: this one cannot be taken from here. */
export const instead = <S extends Screen | Promise<Screen>>(path: string, screen: () => S): S => {
  history.replaceState(null, '', path)
  return screen()
}
