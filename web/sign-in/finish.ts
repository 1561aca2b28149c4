import { keep } from '../ui/kept.ts'
import { keepFlow } from './flow.ts'

/** Signed in: the refresh cookie is set, so the next page asks for its own access token. */
export const finish = (): void => {
  keepFlow(undefined)
  keep('typed', undefined)
  location.assign('/account')
}
