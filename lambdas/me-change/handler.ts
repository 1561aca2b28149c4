import type { Run } from '#runtime/contract'
import { profileOf } from '#runtime/profile'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ body, caller }, ports, refuse) => {
  const { person } = await signedIn(caller, ports)
  const changed = { ...person, name: body.name ?? person.name, locale: body.locale ?? person.locale }
  if (!(await ports.roster.change(person, changed))) throw refuse('unavailable')
  return profileOf(changed, ports)
}
