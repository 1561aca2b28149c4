import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Laptop } from '#laptop/laptop'
import { runTiny, type TinyStack } from './tiny-stack.ts'

const things = { 'Fn::GetAtt': ['Things', 'StreamArn'] }
const hear = { Ref: 'Hear' }
const table = (more: Record<string, unknown> = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    ...more,
  },
})
const reading = (more: Record<string, unknown> = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn: things, FunctionName: hear, BatchSize: 3, ...more },
})

const printing = 'export const handler = async (batch) => console.log(JSON.stringify(batch.Records))'
// Its first tries fail.
const stumbling = (times: number) => `let n = 0
export const handler = async (batch) => { if (++n <= ${times}) throw new Error('no'); console.log(JSON.stringify(batch.Records)) }`

const stack = (code = printing, more: Record<string, unknown> = {}): TinyStack => ({
  functions: { Hear: { code } },
  resources: { Things: table(), Reading: reading(more) },
})

type Image = Readonly<Record<string, Readonly<Record<string, unknown>>>>
type Heard = {
  readonly eventID: string
  readonly eventName: string
  readonly userIdentity?: { readonly principalId: string }
  readonly dynamodb: { readonly Keys: Image; readonly NewImage?: Image; readonly OldImage?: Image }
}

const NAME = 'Latchkey-Things'
const put = (laptop: Laptop, pk: string, n: number, more: Image = {}) =>
  laptop.tables.call('PutItem', { TableName: NAME, Item: { pk: { S: pk }, n: { N: String(n) }, ...more } })

const heardFrom = async (
  it: TinyStack,
  work: (laptop: Laptop) => Promise<void> | void,
): Promise<readonly (readonly Heard[])[]> => {
  const batches: (readonly Heard[])[] = []
  await using laptop = await runTiny(it, {
    onLine: (_, line) => line.startsWith('[') && batches.push(JSON.parse(line)),
  })
  await work(laptop)
  await laptop.settled()
  for (let tries = 0; tries < 20; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10))
  return batches
}

test('a function that reads a stream is told every change, in its order, with the item as it was and as it is', async () => {
  const heard = await heardFrom(stack(), (laptop) => {
    put(laptop, 'a', 1)
    put(laptop, 'a', 2)
    laptop.tables.call('DeleteItem', { TableName: NAME, Key: { pk: { S: 'a' } } })
    put(laptop, 'b', 1)
  })
  assert.deepEqual(
    heard.map((batch) => batch.length),
    [3, 1],
  )
  assert.deepEqual(
    heard
      .flat()
      .map(({ eventName, dynamodb: { Keys, OldImage, NewImage } }) => [
        eventName,
        Keys.pk?.S,
        OldImage?.n?.N,
        NewImage?.n?.N,
      ]),
    [
      ['INSERT', 'a', undefined, '1'],
      ['MODIFY', 'a', '1', '2'],
      ['REMOVE', 'a', '2', undefined],
      ['INSERT', 'b', undefined, '1'],
    ],
  )
  assert.equal(new Set(heard.flat().map(({ eventID }) => eventID)).size, 4)
})

const windowed = stack(printing, { MaximumBatchingWindowInSeconds: 5 })

test('changes gather for as long as the template says, or until a batch is full', async () => {
  const heard: number[] = []
  await using laptop = await runTiny(windowed, {
    onLine: (_, line) => line.startsWith('[') && heard.push(JSON.parse(line).length),
  })
  const told = async (batches: number): Promise<readonly number[]> => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 10))
    for (let tries = 0; tries < 500 && heard.length < batches; tries += 1) await pause()
    for (let tries = 0; tries < 10; tries += 1) await pause()
    return heard
  }
  for (const pk of ['a', 'b', 'c']) put(laptop, pk, 1)
  assert.deepEqual(await told(1), [3], 'a full batch does not wait')
  put(laptop, 'd', 1)
  await laptop.clock.advance(4)
  assert.deepEqual(await told(1), [3])
  await laptop.clock.advance(1)
  assert.deepEqual(await told(2), [3, 1])
  put(laptop, 'e', 1)
  await laptop.settled()
  assert.deepEqual(await told(3), [3, 1, 1], 'whoever waits for quiet does not wait for the window')
})

test('a write that changes nothing, or is refused, is no change', async () => {
  const heard = await heardFrom(stack(), (laptop) => {
    put(laptop, 'a', 1)
    put(laptop, 'a', 1)
    const twice = { TableName: NAME, Item: { pk: { S: 'a' } }, ConditionExpression: 'attribute_not_exists(pk)' }
    assert.throws(() => laptop.tables.call('PutItem', twice))
  })
  assert.equal(heard.flat().length, 1)
})

test('what expired is removed in the name of the table itself', async () => {
  const heard = await heardFrom(stack(), (laptop) => {
    put(laptop, 'a', 1, { ttl: { N: '1' } })
    assert.equal(laptop.sweep(), 1)
  })
  const [, gone] = heard.flat()
  assert.deepEqual([gone?.eventName, gone?.userIdentity?.principalId], ['REMOVE', 'dynamodb.amazonaws.com'])
})

test('a reader is told only what its filter wants', async () => {
  const Pattern = JSON.stringify({
    eventName: ['INSERT'],
    dynamodb: { Keys: { pk: { S: [{ prefix: 'LOGIN#' }, 'x'] } } },
  })
  const heard = await heardFrom(stack(printing, { FilterCriteria: { Filters: [{ Pattern }] } }), (laptop) => {
    for (const pk of ['LOGIN#1', 'NUMBER#1', 'x', 'xy']) put(laptop, pk, 1)
    put(laptop, 'x', 2)
  })
  assert.deepEqual(
    heard.flat().map(({ dynamodb }) => dynamodb.Keys.pk?.S),
    ['LOGIN#1', 'x'],
  )
})

test('a batch that failed comes again, the same, and what came meanwhile waits behind it', async () => {
  const heard = await heardFrom(stack(stumbling(2)), async (laptop) => {
    put(laptop, 'a', 1)
    await laptop.settled()
    put(laptop, 'b', 1)
    await laptop.clock.advance(2)
    await laptop.settled()
    await laptop.clock.advance(3)
  })
  assert.deepEqual(
    heard.flat().map(({ dynamodb }) => dynamodb.Keys.pk?.S),
    ['a', 'b'],
  )
})

test('a laptop that starts over forgets what was not handed over yet', async () => {
  const heard = await heardFrom(stack(stumbling(1)), async (laptop) => {
    put(laptop, 'a', 1)
    await laptop.settled()
    await laptop.reset()
    put(laptop, 'b', 1)
  })
  assert.deepEqual(
    heard.flat().map(({ dynamodb }) => dynamodb.Keys.pk?.S),
    ['b'],
  )
})

test('a stream that shows less than both images, or is no table’s, stops the start', async () => {
  const blind = { Things: table({ StreamSpecification: { StreamViewType: 'KEYS_ONLY' } }), Reading: reading() }
  const foreign = { Things: table(), Reading: reading({ EventSourceArn: 'arn:aws:kinesis:us-east-1:1:stream/x' }) }
  for (const resources of [blind, foreign])
    await assert.rejects(runTiny({ ...stack(), resources }), /both images alone \(Reading\)/)
})
