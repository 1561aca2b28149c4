// The operator's command line: organisations, budgets and first people, by IAM-signed calls. On this machine unsigned, as `npm start` allows.
import { parseArgs } from 'node:util'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { AwsClient } from 'aws4fetch'

const HELP = `npx node bin/operator.ts <command> [options]

  create-organisation  --name NAME --country GB --limit 100.00 --currency EUR [--countries GB,IE] [--price GB=0.04 …]
  change-organisation  --organisation ID [--name NAME] [--country GB] [--countries GB,IE] [--limit 200.00 --currency EUR] [--price GB=0.04 …]
  create-person        --organisation ID --name NAME --role member|admin [--phone NUMBER] [--email ADDRESS] [--locale en]
  change-person        --organisation ID --person ID [--phone NUMBER] [--email ADDRESS] [--name NAME] [--role member|admin] [--disabled yes|no] [--reason WHY]

  --api URL       the API's address (or LATCHKEY_API; http://localhost:3000 when neither is given)
  --region NAME   the API's region, for the signature (or AWS_REGION)

A new person has no PIN and no password: they choose one with "Forgot your PIN?" or "Forgot your password?".`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    api: { type: 'string', default: process.env.LATCHKEY_API ?? 'http://localhost:3000' },
    region: { type: 'string', default: process.env.AWS_REGION ?? '' },
    organisation: { type: 'string' },
    person: { type: 'string' },
    disabled: { type: 'string' },
    reason: { type: 'string' },
    name: { type: 'string' },
    country: { type: 'string' },
    countries: { type: 'string' },
    limit: { type: 'string' },
    currency: { type: 'string' },
    price: { type: 'string', multiple: true },
    phone: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string' },
    locale: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

type Options = typeof values
type Request = { readonly method: 'POST' | 'PATCH'; readonly path: string; readonly body: unknown }

const required = (
  options: Options,
  name: 'organisation' | 'person' | 'name' | 'country' | 'limit' | 'currency' | 'role',
): string => {
  const value = options[name]
  if (value === undefined) throw new Error(`--${name} is missing`)
  return value
}

const prices = (given: readonly string[] | undefined) =>
  given === undefined ? undefined : Object.fromEntries(given.map((price) => price.split('=')))

const organisation = (options: Options) => ({
  name: options.name,
  defaultCountry: options.country,
  countries: options.countries?.split(','),
  smsBudget:
    options.limit === undefined ? undefined : { limit: options.limit, currency: required(options, 'currency') },
  smsPrices: prices(options.price),
})

const yesOrNo = (said: string | undefined): boolean | undefined => {
  if (said === undefined || said === 'yes' || said === 'no') return said === undefined ? undefined : said === 'yes'
  throw new Error('--disabled is yes or no')
}

const commands: Readonly<Record<string, (options: Options) => Request>> = {
  'create-organisation': (options) => {
    for (const name of ['name', 'country', 'limit', 'currency'] as const) required(options, name)
    return { method: 'POST', path: '/operator/organisations', body: organisation(options) }
  },
  'change-organisation': (options) => ({
    method: 'PATCH',
    path: `/operator/organisations/${encodeURIComponent(required(options, 'organisation'))}`,
    body: organisation(options),
  }),
  'create-person': (options) => ({
    method: 'POST',
    path: `/operator/organisations/${encodeURIComponent(required(options, 'organisation'))}/people`,
    body: {
      name: required(options, 'name'),
      role: required(options, 'role'),
      phone: options.phone,
      email: options.email,
      locale: options.locale,
    },
  }),
  'change-person': (options) => ({
    method: 'PATCH',
    path: `/operator/organisations/${encodeURIComponent(required(options, 'organisation'))}/people/${encodeURIComponent(required(options, 'person'))}`,
    body: {
      phone: options.phone,
      email: options.email,
      name: options.name,
      role: options.role,
      disabled: yesOrNo(options.disabled),
      reason: options.reason,
    },
  }),
}

const isThisMachine = (api: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(api).hostname)

const regionOf = ({ api, region }: Options): string => {
  const found = region !== '' ? region : /execute-api\.([a-z0-9-]+)\.amazonaws\.com/.exec(api)?.[1]
  if (found === undefined) throw new Error('--region is missing')
  return found
}

const send = async (options: Options, { method, path, body }: Request): Promise<Response> => {
  const url = `${options.api.replace(/\/$/, '')}${path}`
  const init = { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
  if (isThisMachine(options.api)) return fetch(url, init)
  const credentials = await defaultProvider()()
  return new AwsClient({ ...credentials, region: regionOf(options), service: 'execute-api', retries: 0 }).fetch(
    url,
    init,
  )
}

try {
  const command = commands[positionals[0] ?? '']
  if (values.help || command === undefined) {
    console.log(HELP)
    process.exitCode = values.help ? 0 : 2
  } else {
    const reply = await send(values, command(values))
    console.log(JSON.stringify(await reply.json(), null, 2))
    process.exitCode = reply.ok ? 0 : 1
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
