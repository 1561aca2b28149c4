import * as z from 'zod/mini'
import type { ListPage } from '#core/audit'

const MOST = 100
const USUAL = 25

const written = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8')

/** What the cursors of a list look like: one that no list gave is refused, and never read as some place in it. */
const CURSORS = {
  // Sealed: who sealed it, and for whom, is seen when it is opened.
  people: () => true,
  records: (cursor: string) => /^\d{15}#.+$/.test(written(cursor)),
  attempts: (cursor: string) => /^[\w-]{22}$/.test(cursor),
} as const

/** `?cursor=&limit=`: how every list is asked for. */
export const pageQuery = (list: keyof typeof CURSORS) => ({
  cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,1500}$/), z.refine(CURSORS[list]))),
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/))),
})

/** How every list is answered: `next` is the cursor of the following page, left out on the last one. */
export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next: z.optional(z.string()) })

type PageQuery = { readonly cursor?: string | undefined; readonly limit?: string | undefined }

export const pageOf = ({ cursor, limit }: PageQuery): ListPage => ({
  limit: Math.min(MOST, Number(limit ?? USUAL)),
  ...(cursor === undefined ? {} : { cursor }),
})
