// For the bad day of docs/recovery.md: brings people back from a restored copy of their table, or ends what everybody began, by the same writes as the API's.
import { parseArgs } from 'node:util'
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { awsJson } from '#adapters/aws-json'
import { dynamo, type Item } from '#adapters/dynamo'
import type { DynamoCalls } from '#adapters/dynamo-calls'
import { changing, creating } from '#adapters/roster'
import type { Person } from '#core/person'

const HELP = `npx node bin/restore-people.ts --to TABLE (--from RESTORED [--person ID …] | --end-sessions)

  --from RESTORED   a copy of the people's table from point-in-time recovery: organisations that are missing come back, and people become what
                    they were, numbers and addresses included; everything they began since ends. Who is in no copy stays as they are.
  --person ID       this person only; several times for several
  --end-sessions    changes nothing of anybody, but ends every session, trusted device, login and reset

Your AWS credentials must be allowed to read RESTORED and to read and write TABLE. The region is AWS_REGION's.`

const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    from: { type: 'string' },
    person: { type: 'string', multiple: true },
    'end-sessions': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

type Table = { readonly people: ReadonlyMap<string, Person>; readonly organisations: readonly Item[] }

// The keys of an item are no field of the person.
const personIn = ({ pk: _pk, sk: _sk, changes: _changes, ...person }: Item): Person => person as unknown as Person

const whole = async (client: DynamoDBClient, TableName: string): Promise<Table> => {
  const items: Item[] = []
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    items.push(...Items.map((item) => unmarshall(item)))
  const people = items.filter(({ sk }) => sk === 'PERSON').map(personIn)
  return {
    people: new Map(people.map((person) => [person.personId, person])),
    organisations: items.filter(({ sk }) => sk === 'ORG'),
  }
}

/** What a person is to become. Their epoch rises above both: whatever was begun, before the loss or since, ends. */
const returning = (was: Person, is: Person | undefined): Person => ({
  ...was,
  epoch: Math.max(was.epoch, is?.epoch ?? 0) + 1,
})

type Work = { readonly to: string; readonly from?: string; readonly only?: readonly string[] }

const restore = async ({ to, from, only }: Work): Promise<readonly string[]> => {
  const client = new DynamoDBClient()
  const db = dynamo(awsJson<DynamoCalls>('dynamodb'), { people: to, logins: '', trust: '', ledger: '' })
  const there = await whole(client, to)
  const source = from === undefined ? there : await whole(client, from)
  if (only === undefined && from !== undefined)
    for (const organisation of source.organisations) await db.put('people', organisation, 'attribute_not_exists(pk)')
  const wanted = only ?? [...source.people.keys()]
  const left: string[] = []
  for (const id of wanted) {
    const [was, is] = [source.people.get(id), there.people.get(id)]
    const after = was && returning(was, is)
    const writes = after && (is ? changing(is, after) : creating(after))
    if (!writes || !(await db.transact(writes)).done) left.push(id)
  }
  console.log(`${wanted.length - left.length} of ${wanted.length} people done`)
  return left
}

const run = async ({ to, from, person: only, 'end-sessions': ends }: typeof values): Promise<void> => {
  const { accessKeyId, secretAccessKey, sessionToken } = await defaultProvider()()
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey })
  if (sessionToken !== undefined) process.env.AWS_SESSION_TOKEN = sessionToken
  const left = await restore({ to: to ?? '', ...(from === undefined || ends ? {} : { from }), ...(only && { only }) })
  for (const id of left)
    console.error(`left as it is: ${id} (in no copy, changed meanwhile, or somebody else has the number or address)`)
  process.exitCode = left.length === 0 ? 0 : 1
}

try {
  const chosen = values.to !== undefined && (values.from !== undefined) !== values['end-sessions']
  if (values.help || !chosen) {
    console.log(HELP)
    process.exitCode = values.help ? 0 : 2
  } else await run(values)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
