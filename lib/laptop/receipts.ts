import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { EventRules } from '#laptop/event-rules'
import type { Functions } from '#laptop/functions'
import type { Message } from '#laptop/outbox'
import { textOf } from '#laptop/reading'
import type { Resource } from '#laptop/template'

/** Who is told what became of text messages: the function behind a subscription to SNS's delivery log. */
export type PlannedSubscription = { readonly log: string; readonly functionArn: string }

const smsLog = /^sns\/.*\/DirectPublishToPhoneNumber(\/Failure)?$/

/** The template's log subscriptions. Any log but SNS's own stops the start: the laptop writes no other. */
export const readSubscriptions = (resources: readonly Resource[]): readonly PlannedSubscription[] =>
  resources
    .filter(({ type }) => type === 'AWS::Logs::SubscriptionFilter')
    .map(({ id, properties }) => {
      const log = textOf(properties.LogGroupName, `${id}.LogGroupName`)
      if (!smsLog.test(log)) throw new Error(`the laptop does not write log ${log} (${id})`)
      return { log, functionArn: textOf(properties.DestinationArn, `${id}.DestinationArn`) }
    })

// Providers take a moment, and by then the sender has written down what the message is called.
const afterMs = 1000

const smsLine = ({ id, to, at }: Message): string =>
  JSON.stringify({
    notification: { messageId: id, timestamp: at },
    delivery: { destination: to, smsType: 'Transactional', providerResponse: 'Message has been accepted by phone' },
    status: 'SUCCESS',
  })

const logBatch = (log: string, messages: readonly Message[]): string => {
  const logEvents = messages.map((message) => ({
    id: message.id,
    timestamp: Date.parse(message.at),
    message: smsLine(message),
  }))
  const batch = {
    messageType: 'DATA_MESSAGE',
    logGroup: log,
    logStream: 'laptop',
    subscriptionFilters: ['laptop'],
    logEvents,
  }
  return JSON.stringify({ awslogs: { data: gzipSync(JSON.stringify(batch)).toString('base64') } })
}

const mailEvent = ({ id, to, from, at }: Message, set: string): unknown => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Email Delivered',
  source: 'aws.ses',
  time: at,
  resources: [],
  detail: {
    eventType: 'Delivery',
    mail: { timestamp: at, source: from, messageId: id, destination: [to], tags: { 'ses:configuration-set': [set] } },
    delivery: { timestamp: at, recipients: [to], smtpResponse: '250 ok' },
  },
})

export type ReceiptsOptions = {
  readonly subscriptions: readonly PlannedSubscription[]
  readonly functions: Functions
  readonly rules: EventRules
}

/** Says to the functions what a provider would: that a message has arrived. Lost ones are never spoken of. */
export class DeliveryReceipts {
  readonly #options: ReceiptsOptions
  readonly #sets = new Map<string, string>()
  #arrived: readonly Message[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(options: ReceiptsOptions) {
    this.#options = options
  }

  /** The e-mail `id` was sent with this configuration set, so its events are wanted. */
  expect(id: string, set: string): void {
    this.#sets.set(id, set)
  }

  arrived(message: Message): void {
    this.#arrived = [...this.#arrived, message]
    this.#timer ??= setTimeout(() => this.flush(), afterMs).unref()
  }

  /** Tells now what would be told in a moment; answers whether there was anything. */
  flush(): boolean {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const messages = this.#arrived
    this.#arrived = []
    const texts = messages.filter(({ channel }) => channel === 'sms')
    if (texts.length > 0) this.#tellOfTexts(texts)
    for (const message of messages) {
      const set = this.#sets.get(message.id)
      this.#sets.delete(message.id)
      if (set !== undefined) this.#options.rules.route('default', mailEvent(message, set))
    }
    return messages.length > 0
  }

  #tellOfTexts(texts: readonly Message[]): void {
    for (const { log, functionArn } of this.#options.subscriptions) {
      const target = this.#options.functions.find(functionArn)
      if (target) void this.#options.functions.invokeLater(target, logBatch(log, texts))
    }
  }
}
