import type { Run } from '#runtime/contract'
import { openPlace, sealPlace } from '#runtime/list-place'
import { memberView } from '#runtime/member-view'
import { limitIn } from '#runtime/paging'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'
import { findPeople, type Place } from './find-people.ts'

export const run: Run<typeof contract> = async ({ query, caller }, ports) => {
  const { organisation } = await signedInAdmin(caller, ports)
  const { organisationId } = organisation
  const search = query.search?.trim() ?? ''
  const list = { organisationId, search }
  const from = query.cursor === undefined ? undefined : openPlace<Place>(query.cursor, list, ports)
  const { people, next } = await findPeople(organisation, search, { limit: limitIn(query), from }, ports)
  return {
    items: people.map((person) => memberView(person, ports)),
    ...(next === undefined ? {} : { next: sealPlace(next, list, ports) }),
  }
}
