import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { EventRules } from '#laptop/event-rules'
import type { Functions } from '#laptop/functions'
import type { Message } from '#laptop/outbox'
import { textOf } from '#laptop/reading'
import type { Resource } from '#laptop/template'

/** Who is told what became of text messages: the function behind a subscription to one of SNS's two delivery logs. */
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

type Fate = { readonly message: Message; readonly status: 'SUCCESS' | 'FAILURE' }

const words = { SUCCESS: 'Message has been accepted by phone', FAILURE: 'Phone is currently unreachable/unavailable' }

const smsLine = ({ message: { id, to, at }, status }: Fate): string =>
  JSON.stringify({
    notification: { messageId: id, timestamp: at },
    delivery: { destination: to, smsType: 'Transactional', providerResponse: words[status] },
    status,
  })

const logBatch = (log: string, fates: readonly Fate[]): string => {
  const logEvents = fates.map((fate) => ({
    id: fate.message.id,
    timestamp: Date.parse(fate.message.at),
    message: smsLine(fate),
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

/** Says to the functions what a provider would: that a message has arrived, or that a phone was not reached. Of a lost e-mail nobody hears. */
export class DeliveryReceipts {
  readonly #options: ReceiptsOptions
  readonly #sets = new Map<string, string>()
  #fates: readonly Fate[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(options: ReceiptsOptions) {
    this.#options = options
  }

  /** The e-mail `id` was sent with this configuration set, so its events are wanted. */
  expect(id: string, set: string): void {
    this.#sets.set(id, set)
  }

  arrived(message: Message): void {
    this.#note({ message, status: 'SUCCESS' })
  }

  lost(message: Message): void {
    if (message.channel === 'sms') this.#note({ message, status: 'FAILURE' })
  }

  /** Tells now what would be told in a moment; answers whether there was anything. */
  flush(): boolean {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const fates = this.#fates
    this.#fates = []
    this.#tellOfTexts(fates.filter(({ message }) => message.channel === 'sms'))
    for (const { message } of fates) {
      const set = this.#sets.get(message.id)
      this.#sets.delete(message.id)
      if (set !== undefined) this.#options.rules.route('default', mailEvent(message, set))
    }
    return fates.length > 0
  }

  #note(fate: Fate): void {
    this.#fates = [...this.#fates, fate]
    this.#timer ??= setTimeout(() => this.flush(), afterMs).unref()
  }

  #tellOfTexts(texts: readonly Fate[]): void {
    for (const { log, functionArn } of this.#options.subscriptions) {
      const written = texts.filter(({ status }) => (status === 'FAILURE') === log.endsWith('/Failure'))
      const target = this.#options.functions.find(functionArn)
      if (target && written.length > 0) void this.#options.functions.invokeLater(target, logBatch(log, written))
    }
  }
}
