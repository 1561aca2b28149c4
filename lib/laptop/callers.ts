import type { Wish } from '#laptop/policy'
import type { Role } from '#laptop/roles'

/** Whoever signs a call to the AWS port: a function of the template by its access key, or the operator. */
export type Caller = { readonly name: string; readonly may: (wish: Wish) => boolean }

/** The access key of tests and of the operator's command line: it may do everything, on this machine only. */
export const operatorKey = 'test'

const operator: Caller = { name: 'operator', may: () => true }

/** Tells functions apart by the access key in their signature, since every one is given its own. */
export class Callers {
  readonly #known = new Map<string, Caller>([[operatorKey, operator]])

  /** Introduces a function and answers the access key it shall sign with. */
  introduce(name: string, role: Role): string {
    const key = `LAPTOP${String(this.#known.size).padStart(4, '0')}${name.replace(/[^A-Za-z0-9]/g, '').toUpperCase()}`
    this.#known.set(key, { name, may: (wish) => role.may(wish) })
    return key
  }

  /** Undefined for an unsigned call or a stranger's key. */
  identify(authorization: string | undefined): Caller | undefined {
    const key = authorization?.match(/Credential=([^/,\s]+)\//)?.[1]
    return key === undefined ? undefined : this.#known.get(key)
  }
}
