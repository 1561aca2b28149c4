import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { memberShape } from '#runtime/member-view'
import { listOf, pageQuery } from '#runtime/paging'

export const contract = define({
  step: 'organisation-people',
  route: 'GET /organisation/people',
  summary: 'The people of your organisation',
  access: 'admin',
  query: z.strictObject({ ...pageQuery('people'), search: z.optional(z.string().check(z.maxLength(100))) }),
  reply: listOf(memberShape),
  refuses: ['invalid_request', 'unauthenticated', 'forbidden'],
  needs: ['tokens', 'sessions', 'members', 'contacts'],
})
