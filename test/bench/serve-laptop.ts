// The laptop, with people who can sign in: what `npm start` runs, without its pages. Started by `http.ts`.
import '#laptop/pool-size'
import { assemblyOf } from '#laptop/assembly'
import { startLaptop } from '#laptop/laptop'
import { numberOf, PEOPLE, PIN } from './people.ts'
import { doneNow, type Told } from './served.ts'

const tell = (told: Told): void => void process.send?.(told)

const laptop = await startLaptop({ ...(await assemblyOf('dev')), port: 0, quiet: true })

const post = async (path: string, body: object): Promise<Record<string, string>> => {
  const headers = { 'content-type': 'application/json', 'latchkey-local-source': `198.51.100.${1 + (asked++ % 250)}` }
  const answer = await fetch(`${laptop.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Record<string, string>
}
let asked = 0

const codeTo = async (to: string): Promise<string> => {
  await laptop.settled()
  return laptop.outbox.list(to).at(-1)?.code ?? ''
}

const smsBudget = { limit: '10000.00', currency: 'EUR' }
const { organisationId } = await post('/operator/organisations', { name: 'Bench', defaultCountry: 'GB', smsBudget })

for (let at = 0; at < PEOPLE; at++) {
  const [phone, email] = [numberOf(at), `p${at}@example.com`]
  await post(`/operator/organisations/${organisationId}/people`, {
    name: 'Somebody Example',
    role: 'member',
    phone,
    email,
  })
  const { resetId } = await post('/pin-reset', { phone })
  await post(`/pin-reset/${resetId}/sms-code`, { code: await codeTo(phone) })
  await post(`/pin-reset/${resetId}/email-code`, { code: await codeTo(email) })
  await post(`/pin-reset/${resetId}/pin`, { pin: PIN })
  await laptop.settled()
}

laptop.outbox.listen(({ to, code }) => code !== undefined && tell({ kind: 'code', to, code }))

// Another day: yesterday's sign-ins count no more.
process.on('message', async () => {
  await laptop.settled()
  await laptop.clock.advance(86_400)
  await laptop.settled()
  tell(doneNow())
})
tell({ kind: 'ready', url: laptop.url })
