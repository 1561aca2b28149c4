import type { Ports } from '#core/ports'

/** The names that the people of some lines have today, by their ids. Who is no more has none. */
export const namesOf = async (
  lines: readonly { readonly personId?: string }[],
  organisationId: string,
  { members }: Pick<Ports, 'members'>,
): Promise<ReadonlyMap<string, string>> => {
  const ids = [...new Set(lines.flatMap(({ personId }) => (personId === undefined ? [] : [personId])))]
  const people = await members.some(organisationId, ids)
  return new Map(people.map(({ personId, name }) => [personId, name]))
}
