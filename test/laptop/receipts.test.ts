import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { eventPattern } from '#laptop/event-pattern'
import type { Laptop } from '#laptop/laptop'
import { runTiny, type TinyStack } from './tiny-stack.ts'

const target = { Arn: { 'Fn::GetAtt': ['Hear', 'Arn'] }, Id: 'Target0' }
const mailOfOurs = { source: ['aws.ses'], detail: { mail: { tags: { 'ses:configuration-set': ['ours'] } } } }

const subscription = (LogGroupName: string) => ({
  Type: 'AWS::Logs::SubscriptionFilter',
  Properties: { LogGroupName, DestinationArn: target.Arn },
})

const stack: TinyStack = {
  functions: { Hear: { code: 'export const handler = async (event) => console.log(JSON.stringify(event))' } },
  resources: {
    Mail: { Type: 'AWS::Events::Rule', Properties: { EventPattern: mailOfOurs, Targets: [target] } },
    Own: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['latchkey'] }, Targets: [target] } },
    Texts: subscription('sns/eu-west-2/1/DirectPublishToPhoneNumber'),
    LostTexts: subscription('sns/eu-west-2/1/DirectPublishToPhoneNumber/Failure'),
  },
}

type Heard = {
  readonly source?: string
  readonly detail?: { readonly eventType?: string; readonly mail?: { readonly messageId: string } }
  readonly awslogs?: { readonly data: string }
}

const hearing = async (work: (laptop: Laptop) => Promise<void>, atLeast = 1): Promise<readonly Heard[]> => {
  const heard: Heard[] = []
  await using laptop = await runTiny(stack, { onLine: (_, line) => heard.push(JSON.parse(line) as Heard) })
  await work(laptop)
  await laptop.settled()
  for (let tries = 0; heard.length < atLeast && tries < 50; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
  return heard
}

const settings = (laptop: Laptop) => ({
  endpoint: laptop.awsUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'x' },
})

const mail = async (laptop: Laptop, ConfigurationSetName?: string): Promise<string | undefined> => {
  const Content = { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } }
  const Destination = { ToAddresses: ['ann@example.com'] }
  const command = new SendEmailCommand({
    FromEmailAddress: 'a@example.com',
    Destination,
    Content,
    ConfigurationSetName,
  })
  return (await new SESv2Client(settings(laptop)).send(command)).MessageId
}

const text = async (laptop: Laptop): Promise<string | undefined> =>
  (await new SNSClient(settings(laptop)).send(new PublishCommand({ PhoneNumber: '+447700900123', Message: 'x' })))
    .MessageId

test('a function that listens hears that an e-mail has arrived, by the name under which it was sent', async () => {
  let id: string | undefined
  const heard = await hearing(async (laptop) => {
    id = await mail(laptop, 'ours')
    await mail(laptop, 'theirs')
    await mail(laptop)
  })
  assert.deepEqual(
    heard.map(({ source, detail }) => [source, detail?.eventType, detail?.mail?.messageId]),
    [['aws.ses', 'Delivery', id]],
  )
})

type Batch = { readonly logGroup: string; readonly logEvents: readonly { readonly message: string }[] }
type Line = { readonly status: string; readonly notification: { readonly messageId: string } }

const unpacked = ({ awslogs }: Heard): readonly string[] => {
  const { logGroup, logEvents } = JSON.parse(gunzipSync(Buffer.from(awslogs?.data ?? '', 'base64')).toString()) as Batch
  const log = logGroup.replace(/^.*DirectPublishToPhoneNumber/, '')
  return logEvents.map(({ message }) => {
    const { status, notification } = JSON.parse(message) as Line
    return [log, status, notification.messageId].join(' ')
  })
}

test('what became of text messages is told in batches, as the two logs of the messaging service tell it', async () => {
  const ids: unknown[] = []
  const heard = await hearing(async (laptop) => {
    ids.push(await text(laptop), await text(laptop))
    laptop.faults.add('sms', 'lost')
    ids.push(await text(laptop))
    laptop.faults.add('email', 'lost')
    await mail(laptop, 'ours')
  }, 2)
  const [first, second, lost] = ids
  assert.deepEqual(heard.map(unpacked).sort(), [
    [` SUCCESS ${first}`, ` SUCCESS ${second}`],
    [`/Failure FAILURE ${lost}`],
  ])
})

test('an event that is put on the bus goes to the functions whose rule it matches', async () => {
  const heard = await hearing(async (laptop) => {
    const Entries = ['latchkey', 'other'].map((Source) => ({ Source, DetailType: 'd', Detail: '{"a":1}' }))
    await new EventBridgeClient(settings(laptop)).send(new PutEventsCommand({ Entries }))
  })
  assert.deepEqual(
    heard.map(({ source, detail }) => [source, detail]),
    [['latchkey', { a: 1 }]],
  )
})

test('a pattern matches what it lists, at any depth and in lists, and a matcher it does not know stops the start', () => {
  const begins = eventPattern({ a: [{ prefix: 'x' }, 'y'] })
  assert.deepEqual([{ a: 'xy' }, { a: 'y' }, { a: 'yx' }, { a: 1 }].map(begins), [true, true, false, false])
  const matches = eventPattern({ a: ['x', 1], b: { c: ['y'] } })
  const facts: readonly (readonly [unknown, boolean])[] = [
    [{ a: 'x', b: { c: 'y', d: 0 } }, true],
    [{ a: 1, b: { c: ['z', 'y'] } }, true],
    [{ a: '1', b: { c: 'y' } }, false],
    [{ a: 'x', b: { c: 'z' } }, false],
    [{ a: 'x' }, false],
    ['x', false],
  ]
  for (const [event, expected] of facts) assert.equal(matches(event), expected, JSON.stringify(event))
  assert.throws(() => eventPattern({ a: [{ suffix: 'x' }] }), /event matcher \{"suffix":"x"\}/)
})

test('a subscription to a log that nobody writes here stops the start', async () => {
  const log = subscription('/aws/lambda/x')
  await assert.rejects(runTiny({ ...stack, resources: { log } }), /does not write log/)
})

test('a rule that only follows a clock is left alone, however far the clock is moved', async () => {
  const rule = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(5 minutes)', Targets: [target] } }
  const laptop = await runTiny({ ...stack, resources: { rule } })
  try {
    await laptop.clock.advance(86_400)
    await laptop.settled()
    assert.deepEqual(
      laptop.functions.all().map((one) => one.warm()),
      laptop.functions.all().map(() => 0),
    )
  } finally {
    await laptop.stop()
  }
})
