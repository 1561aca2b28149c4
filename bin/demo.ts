import type { Laptop } from '#laptop/laptop'

type DemoPerson = {
  readonly name: string
  readonly role: 'admin' | 'member'
  readonly email: string
  readonly secret: { readonly phone: string; readonly pin: string } | { readonly password: string }
}

const people: readonly DemoPerson[] = [
  { name: 'Ada Admin', role: 'admin', email: 'ada@example.com', secret: { phone: '+447700900111', pin: '804172' } },
  { name: 'Mia Member', role: 'member', email: 'mia@example.com', secret: { phone: '+447700900222', pin: '395028' } },
  { name: 'Eli Email', role: 'member', email: 'eli@example.com', secret: { password: 'seven quiet otters' } },
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

// A first PIN or password is chosen as everybody's is: by the reset journey, with its codes.
const chooseSecret = async (laptop: Laptop, { email, secret }: DemoPerson): Promise<void> => {
  const withPin = 'pin' in secret
  const path = withPin ? '/pin-reset' : '/password-reset'
  const { resetId } = await asked(laptop, path, withPin ? { phone: secret.phone } : { email })
  const reset = `${path}/${String(resetId)}`
  if (withPin) await asked(laptop, `${reset}/sms-code`, { code: await codeSentTo(laptop, secret.phone) })
  await asked(laptop, `${reset}/email-code`, { code: await codeSentTo(laptop, email) })
  await asked(laptop, withPin ? `${reset}/pin` : `${reset}/password`, withPin ? { pin: secret.pin } : secret)
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
    const { name, role, email, secret } = person
    const body = { name, role, email, ...('phone' in secret ? { phone: secret.phone } : {}) }
    await asked(laptop, `/operator/organisations/${String(organisationId)}/people`, body)
    await chooseSecret(laptop, person)
  }
  await laptop.settled()
  await laptop.clock.advance(2 * daySeconds)
  laptop.outbox.clear()
  laptop.events.clear()
  laptop.workflow.clear()
}

const line = ({ name, role, email, secret }: DemoPerson): string =>
  'pin' in secret
    ? `  ${name} (${role})  ${secret.phone}  ${email}  PIN ${secret.pin}`
    : `  ${name} (${role})  ${email}  password ${secret.password}`

const testCodes = (awsUrl: string, stage: string, key: string): string =>
  `AWS_ENDPOINT_URL=${awsUrl} AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test npx node bin/test-codes.ts --stage ${stage} --secret ${key}`

/** Who can sign in, a line each. */
export const described = people.map(line).join('\n')

/** What `npm start` prints when the laptop is up. */
export const welcome = (laptop: Laptop, stage: string): string => {
  const url = laptop.url.replace('127.0.0.1', 'localhost')
  const [someone] = people.flatMap(({ role, secret }) => (role === 'member' && 'pin' in secret ? [secret] : []))
  const json = "-H 'content-type: application/json'"
  const { TestCodesSecret: key } = laptop.outputs
  return [
    '',
    `  Latchkey is up   ${url}`,
    `  Inbox            ${url}/inbox`,
    `  AWS services     ${laptop.awsUrl}`,
    '',
    described,
    '',
    '  Sign in:',
    `  curl -s ${url}/login/phone ${json} -d '{"phone":"${someone?.phone}"}'`,
    `  curl -s ${url}/login/LOGIN_ID/code ${json} -d '{"code":"CODE_FROM_THE_INBOX"}'`,
    `  curl -s ${url}/login/LOGIN_ID/pin ${json} -d '{"pin":"${someone?.pin}"}'`,
    '',
    ...(key === undefined ? [] : ['  Codes of test numbers:', `  ${testCodes(laptop.awsUrl, stage, key)}`, '']),
  ].join('\n')
}
