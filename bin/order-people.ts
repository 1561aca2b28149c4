// Once, after the deployment that brought the order of names: puts people from before it into their organisation's lists. Running it again does no harm.
import { parseArgs } from 'node:util'
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { awsJson } from '#adapters/aws-json'
import { type Dynamo, dynamo, type Item } from '#adapters/dynamo'
import type { DynamoCalls } from '#adapters/dynamo-calls'
import { keys } from '#adapters/keys'
import { asPerson } from '#adapters/person-item'
import { listing } from '#adapters/person-lists'

const HELP = `npx node bin/order-people.ts --table TABLE

  Reads the people's table once, gives everybody their place in the order of names and every admin theirs in the list of admins, and then says
  of each organisation that its people are in order. Until then an organisation's list is in the order of ids. Sign-ins go on throughout.

Your AWS credentials must be allowed to read and to write TABLE. The region is AWS_REGION's.`

const { values } = parseArgs({ options: { table: { type: 'string' }, help: { type: 'boolean', default: false } } })

const AT_ONCE = 25

/** Who could not be written was changed since they were read, and is in the lists by that. */
const list = async (db: Dynamo, people: readonly Item[]): Promise<void> => {
  await Promise.all(people.map((item) => db.transact(listing(asPerson(item)))))
}

const order = async (table: string): Promise<void> => {
  const client = new DynamoDBClient()
  const db = dynamo(awsJson<DynamoCalls>('dynamodb'), { people: table, logins: '', trust: '', ledger: '' })
  const organisations: string[] = []
  let people = 0
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    const items = Items.map((item) => unmarshall(item))
    organisations.push(...items.filter(({ sk }) => sk === 'ORG').map(({ organisationId }) => String(organisationId)))
    const unlisted = items.filter(({ sk, listedAs }) => sk === 'PERSON' && listedAs === undefined)
    for (let from = 0; from < unlisted.length; from += AT_ONCE) await list(db, unlisted.slice(from, from + AT_ONCE))
    people += unlisted.length
  }
  // Only now: an organisation that is in order is read by its lists alone.
  for (const id of organisations)
    await db.update('people', keys.organisation(id), {
      update: 'SET peopleInOrder = :yes',
      condition: 'attribute_exists(pk)',
      values: { ':yes': true },
    })
  console.log(`${people} people put into the lists of ${organisations.length} organisations`)
}

const run = async (table: string): Promise<void> => {
  const { accessKeyId, secretAccessKey, sessionToken } = await defaultProvider()()
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey })
  if (sessionToken !== undefined) process.env.AWS_SESSION_TOKEN = sessionToken
  await order(table)
}

try {
  if (values.help || values.table === undefined) {
    console.log(HELP)
    process.exitCode = values.help ? 0 : 2
  } else await run(values.table)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
