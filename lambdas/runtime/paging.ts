import * as z from 'zod/mini'
import type { ListPage } from '#core/audit'
import { Refused } from '#core/refusal'

const MOST = 100
const USUAL = 25

/** What a place in a list looks like. */
const PLACES = { ledger: /^\d{15}#.+$/, audit: /^\d{15}#.+$/, attempts: /^[\w-]{22}$/ } as const

/** Which list, and whose. */
export type List = { readonly of: keyof typeof PLACES; readonly whose: string }

/** `?cursor=&limit=`: how every list is asked for. */
export const pageQuery = {
  cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,1500}$/))),
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/))),
}

/** How every list is answered: `next` is the cursor of the following page, left out on the last one. */
export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next: z.optional(z.string()) })

export const notOfThisList = () =>
  new Refused('invalid_request', { fields: [{ path: 'cursor', problem: 'not a cursor of this list' }] })

/** A place in a list as a cursor. It says which list and whose, so that it goes on in no other; it opens nothing that its caller may not read. */
export const cursorOf = ({ of, whose }: List, place: string): string =>
  Buffer.from([of, whose, place].join('.')).toString('base64url')

const placeIn = (cursor: string, { of, whose }: List): string => {
  const written = Buffer.from(cursor, 'base64url').toString('utf8')
  const before = `${of}.${whose}.`
  const place = written.slice(before.length)
  if (!written.startsWith(before) || !PLACES[of].test(place)) throw notOfThisList()
  return place
}

type PageQuery = { readonly cursor?: string | undefined; readonly limit?: string | undefined }

export const limitIn = ({ limit }: PageQuery): number => Math.min(MOST, Number(limit ?? USUAL))

/** Which part of a list is asked for. A cursor that this list did not give is refused, and never read as some place in it. */
export const pageOf = (query: PageQuery, list: List): ListPage => ({
  limit: limitIn(query),
  ...(query.cursor === undefined ? {} : { after: placeIn(query.cursor, list) }),
})
