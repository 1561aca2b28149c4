import type { World } from '#support/world'

type Stored = Readonly<Record<string, { readonly S?: string }>>

const idOf = (n: number): string => String(n).padStart(22, '0')

/** Everything that stands for one more person of an organisation, as it is stored for Anna. */
const itemsOf = (n: number, { person, phone, email }: Readonly<Record<'person' | 'phone' | 'email', Stored>>) => {
  const id = { S: idOf(n) }
  const organisation = person.organisationId?.S
  return [
    { ...person, pk: { S: `PERSON#${id.S}` }, personId: id, phoneIndex: id, emailIndex: id },
    { pk: { S: `ORG#${organisation}` }, sk: { S: `PERSON#${id.S}` }, personId: id },
    { ...phone, pk: { S: `PHONE#${id.S}` }, personId: id },
    { ...email, pk: { S: `EMAIL#${id.S}` }, personId: id },
  ]
}

/** Stores so many people beside Anna, each whole: person, place in the organisation, number and address. Written to the engine itself. */
export const crowd = async (w: World, personId: string, people: number): Promise<void> => {
  const read = (pk: string, sk: string): Stored =>
    (w.engine.call('GetItem', { TableName: 'people', Key: { pk: { S: pk }, sk: { S: sk } } }) as { Item: Stored }).Item
  const person = read(`PERSON#${personId}`, 'PERSON')
  const phone = read(`PHONE#${person.phoneIndex?.S}`, 'POINTER')
  const email = read(`EMAIL#${person.emailIndex?.S}`, 'POINTER')
  for (let n = 0; n < people; n++) {
    for (const Item of itemsOf(n, { person, phone, email })) w.engine.call('PutItem', { TableName: 'people', Item })
  }
}
