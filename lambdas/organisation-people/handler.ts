import type { PortsOf, Run } from '#runtime/contract'
import { memberView } from '#runtime/member-view'
import { pageOf } from '#runtime/paging'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

type Member = ReturnType<typeof memberView>

/** Pages read for one answer when somebody searches: a long list goes on with `next`. */
const MOST_PAGES = 10

const fits = ({ name, phone, email }: Member, wanted: string): boolean => {
  const digits = wanted.replace(/[\s()-]/g, '').replace(/^0+/, '')
  const text = `${name} ${email ?? ''}`.toLowerCase()
  return text.includes(wanted.toLowerCase()) || (/^\+?\d+$/.test(digits) && (phone ?? '').includes(digits))
}

const search = async (
  organisationId: string,
  wanted: string,
  { limit, cursor }: ReturnType<typeof pageOf>,
  ports: PortsOf<typeof contract>,
) => {
  const items: Member[] = []
  let after = cursor
  for (let pages = 0; pages < MOST_PAGES && items.length < limit; pages++) {
    const page = await ports.members.page(organisationId, {
      limit: limit - items.length,
      ...(after === undefined ? {} : { after }),
    })
    items.push(...page.people.map((person) => memberView(person, ports)).filter((member) => fits(member, wanted)))
    after = page.next
    if (after === undefined) break
  }
  return after === undefined ? { items } : { items, next: after }
}

export const run: Run<typeof contract> = async ({ query, caller }, ports) => {
  const { organisation } = await signedInAdmin(caller, ports)
  return search(organisation.organisationId, query.search?.trim() ?? '', pageOf(query), ports)
}
