import type { Laptop } from '#laptop/laptop'
import type { Said } from './said.ts'

/** A call to a laptop from some address. */
export const post = async (laptop: Laptop, path: string, body: object, source = '203.0.113.1') => {
  const headers = { 'content-type': 'application/json', 'latchkey-local-source': source }
  const reply = await fetch(`${laptop.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const said = (await reply.json()) as Said
  return { status: reply.status, retryAfter: reply.headers.get('retry-after'), body: said }
}

export const ADMIN = 'ada@example.org'

export const phoneOf = (n: number): string => `+447700900${String(n).padStart(3, '0')}`

/** An organisation with an admin who is nobody of the flood. */
const newOrganisation = async (laptop: Laptop): Promise<string> => {
  const smsBudget = { limit: '100.00', currency: 'EUR' }
  const made = await post(laptop, '/operator/organisations', { name: 'Clinic', defaultCountry: 'GB', smsBudget })
  const { organisationId } = made.body
  const admin = { name: 'Ada Admin', email: ADMIN, role: 'admin', locale: 'fi' }
  await post(laptop, `/operator/organisations/${organisationId}/people`, admin)
  return organisationId
}

/** Fifty people of an organisation begin and never go on, and five minutes pass. Answers which organisation. */
export const floodLaptop = async (laptop: Laptop, organisation?: string): Promise<string> => {
  const organisationId = organisation ?? (await newOrganisation(laptop))
  for (let n = 0; n < 52; n++)
    await post(laptop, `/operator/organisations/${organisationId}/people`, {
      ...{ name: `Person ${n}`, phone: phoneOf(n), email: `p${n}@example.com`, role: 'member' },
    })
  for (let n = 0; n < 50; n++) await post(laptop, '/login/phone', { phone: phoneOf(n) }, `198.51.${n}.1`)
  await laptop.settled()
  await laptop.clock.advance(5 * 60)
  await post(laptop, '/login/phone', { phone: phoneOf(50) })
  await laptop.settled()
  return organisationId
}
