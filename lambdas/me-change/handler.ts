import type { Run } from '#runtime/contract'
import { Overtaken, onceMore } from '#runtime/once-more'
import { profileOf } from '#runtime/profile'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

const change: Run<typeof contract> = async ({ body, caller }, ports) => {
  const { person } = await signedIn(caller, ports)
  const changed = { ...person, name: body.name ?? person.name, locale: body.locale ?? person.locale }
  if (!(await ports.roster.change(person, changed))) throw new Overtaken()
  return profileOf(changed, ports)
}

export const run: Run<typeof contract> = (...asked) => onceMore(() => change(...asked))
