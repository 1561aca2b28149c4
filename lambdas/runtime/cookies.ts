/** `__Host-` cookies: this host alone, encrypted transport, out of reach of scripts, never sent along from another site. */
export const COOKIES = {
  refresh: '__Host-latchkey-refresh',
  devices: '__Host-latchkey-devices',
  client: '__Host-latchkey-client',
} as const

const TAG_LETTERS = 8

/**
 * The nonce of a browser that had none when this login, reset or session began: beside `client`, which tabs that begin at the same moment take from
 * each other. A session lies under its login's id, and so finds its own.
 */
export const clientOf = (id: string): string => `${COOKIES.client}-${id.slice(0, TAG_LETTERS)}`

const MOST_TOKENS = 20

export const readCookies = (header: string | undefined): Readonly<Record<string, string>> => {
  const pairs = (header ?? '').split(';').flatMap((part): [string, string][] => {
    const at = part.indexOf('=')
    return at < 1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()]]
  })
  return Object.assign(Object.create(null), Object.fromEntries(pairs))
}

export const writeCookie = (name: string, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Strict`

export const clearCookie = (name: string): string => writeCookie(name, '', 0)

/** Several people on one browser keep their tokens side by side, separated by what no token contains. */
export const readTokenList = (value: string | undefined): readonly string[] =>
  (value ?? '')
    .split('~')
    .filter((token) => token !== '')
    .slice(0, MOST_TOKENS)

export const writeTokenList = (tokens: readonly string[]): string => tokens.slice(0, MOST_TOKENS).join('~')
