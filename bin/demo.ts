import type { Laptop } from '#laptop/laptop'

type DemoPerson = {
  readonly name: string
  readonly role: 'admin' | 'member'
  readonly phone: string
  readonly email: string
  readonly pin: string
}

const people: readonly DemoPerson[] = [
  { name: 'Ada Admin', role: 'admin', phone: '+447700900111', email: 'ada@example.com', pin: '804172' },
  { name: 'Mia Member', role: 'member', phone: '+447700900222', email: 'mia@example.com', pin: '395028' },
]

const daySeconds = 86_400

const asked = async (laptop: Laptop, path: string, body: object): Promise<Record<string, unknown>> => {
  const reply = await fetch(`${laptop.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await reply.json()) as Record<string, unknown>
  if (!reply.ok) throw new Error(`the demo could not POST ${path}: ${JSON.stringify(answer)}`)
  return answer
}

const codeSentTo = async (laptop: Laptop, to: string): Promise<string> => {
  await laptop.settled()
  const code = laptop.outbox.list(to).at(-1)?.code
  if (code === undefined) throw new Error(`the demo waited for a code to ${to}`)
  return code
}

// A first PIN is chosen as everybody's is: by the reset journey, with both codes.
const choosePin = async (laptop: Laptop, { phone, email, pin }: DemoPerson): Promise<void> => {
  const { resetId } = await asked(laptop, '/pin-reset', { phone })
  const reset = `/pin-reset/${String(resetId)}`
  await asked(laptop, `${reset}/sms-code`, { code: await codeSentTo(laptop, phone) })
  await asked(laptop, `${reset}/email-code`, { code: await codeSentTo(laptop, email) })
  await asked(laptop, `${reset}/pin`, { pin })
}

/** Makes one organisation and its people through the API itself, two days ago, so that no limit of today is used up. */
export const seed = async (laptop: Laptop): Promise<void> => {
  await laptop.clock.advance(-2 * daySeconds)
  const { organisationId } = await asked(laptop, '/operator/organisations', {
    name: 'Example Clinic',
    defaultCountry: 'GB',
    smsBudget: { limit: '25.00', currency: 'USD' },
  })
  for (const person of people) {
    const { name, role, phone, email } = person
    await asked(laptop, `/operator/organisations/${String(organisationId)}/people`, { name, role, phone, email })
    await choosePin(laptop, person)
  }
  await laptop.settled()
  await laptop.clock.advance(2 * daySeconds)
  laptop.outbox.clear()
}

/** What `npm start` prints when the laptop is up. */
export const welcome = (laptop: Laptop): string => {
  const url = laptop.url.replace('127.0.0.1', 'localhost')
  const [someone] = people.slice(1)
  const json = "-H 'content-type: application/json'"
  return [
    '',
    `  Latchkey is up   ${url}`,
    `  Inbox            ${url}/inbox`,
    `  AWS services     ${laptop.awsUrl}`,
    '',
    ...people.map(({ name, role, phone, email, pin }) => `  ${name} (${role})  ${phone}  ${email}  PIN ${pin}`),
    '',
    '  Sign in:',
    `  curl -s ${url}/login/phone ${json} -d '{"phone":"${someone?.phone}"}'`,
    `  curl -s ${url}/login/LOGIN_ID/code ${json} -d '{"code":"CODE_FROM_THE_INBOX"}'`,
    `  curl -s ${url}/login/LOGIN_ID/pin ${json} -d '{"pin":"${someone?.pin}"}'`,
    '',
  ].join('\n')
}
