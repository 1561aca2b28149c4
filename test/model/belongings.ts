import { PHONE, PIN } from '#support/anna'
import { PASSWORD } from '#support/ben'
import { tagOf } from './light-secrets.ts'
import type { Play } from './stage.ts'

export type Factor = 'pin' | 'password'
export type Belonging = Factor | 'phone'

/** What somebody may have as their own, and never anything else. */
export const CHOICES = {
  pin: [PIN, '590283', '518306'],
  password: [PASSWORD, 'a teapot full of rain', 'seven owls in the attic'],
  phone: [PHONE, '+447700900701', '+447700900702'],
} as const satisfies Readonly<Record<Belonging, readonly string[]>>

/** By person and what: all that it may be while a batch is played, what it was before it first. */
export type Belongings = Map<string, readonly (string | undefined)[]>

const keyOf = (personId: string, what: Belonging): string => `${personId} ${what}`

/** What it was when the batch began. */
export const current = ({ memory }: Play, personId: string, what: Belonging): string | undefined =>
  memory.belongings.get(keyOf(personId, what))?.[0]

export const mayBe = ({ memory }: Play, personId: string, what: Belonging, value: string | undefined): boolean =>
  (memory.belongings.get(keyOf(personId, what)) ?? []).includes(value)

/** Where a person's wrong codes are counted, by number or at their address; undefined while somebody is changing that. */
export const countedAt = ({ memory }: Play, personId: string): string | undefined => {
  const [phone, ...others] = memory.belongings.get(keyOf(personId, 'phone')) ?? []
  return others.length > 0 ? undefined : (phone ?? 'mailbox')
}

/** Somebody asks for it to be this from now on. */
export const mayTurn = ({ memory }: Play, personId: string, what: Belonging, value: string): void => {
  const key = keyOf(personId, what)
  memory.belongings.set(key, [...(memory.belongings.get(key) ?? []), value])
}

/** After a batch it is one again: what is stored is held against all that it could be. */
export const readBelongings = async ({ w, cast, memory }: Play): Promise<void> => {
  for (const { personId } of Object.values(cast)) {
    const person = await w.ports.people.read(personId)
    if (person === undefined) continue
    const { organisationId, sealedPhone } = person
    for (const factor of ['pin', 'password'] as const) {
      const owner = { organisationId, personId, secretEpoch: person[`${factor}Epoch`], factor }
      const its = CHOICES[factor].find((secret) => person[factor]?.tag === tagOf(secret, owner))
      memory.belongings.set(keyOf(personId, factor), [its])
    }
    const phone = sealedPhone === undefined ? undefined : w.ports.contacts.unseal(sealedPhone, personId)
    memory.belongings.set(keyOf(personId, 'phone'), [phone])
  }
}
