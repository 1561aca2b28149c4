import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { memberShape } from '#runtime/member-view'
import { listOf, pageQuery } from '#runtime/paging'

export const contract = define({
  step: 'organisation-people',
  route: 'GET /organisation/people',
  summary:
    'The people of your organisation by name, or those that fit what is looked for: a name, a number, an address, or a part of one',
  access: 'admin',
  query: z.strictObject({ ...pageQuery, search: z.optional(z.string().check(z.maxLength(100))) }),
  reply: listOf(memberShape),
  refuses: ['invalid_request', 'unauthenticated', 'forbidden'],
  needs: ['tokens', 'sessions', 'members', 'contacts', 'directory', 'lookup', 'numbers'],
})
