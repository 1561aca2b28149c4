import { hash } from 'node:crypto'
import type { LoginKey } from '#core/login-ports'

const ID_LETTERS = 22
const SHAPE = /^[A-Za-z0-9_-]{44}$/

/** A handle is kept as a hash: whoever reads the table cannot go on with somebody's login. */
export const hashHandle = (handle: string): string =>
  hash('sha256', `handle${handle}`, 'base64url').slice(0, ID_LETTERS)

/** Makes the id that goes to the caller: which login, and the secret that makes it theirs. Each part is 128 random bits. */
export const newLoginId = (login: string, handle: string): string => `${login}${handle}`

/** Undefined for anything that cannot be an id of ours, before any table is asked. */
export const readLoginId = (loginId: string, binding: string): LoginKey | undefined =>
  SHAPE.test(loginId)
    ? { login: loginId.slice(0, ID_LETTERS), handle: hashHandle(loginId.slice(ID_LETTERS)), binding }
    : undefined
