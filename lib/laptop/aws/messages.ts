import { AwsFault, unserved } from '#laptop/aws/fault'
import type { Service } from '#laptop/aws/service'
import type { Outbox } from '#laptop/outbox'
import { isRecord, type Json, listOf, optionalText } from '#laptop/reading'
import type { DeliveryReceipts } from '#laptop/receipts'

const phoneNumber = /^\+[1-9]\d{6,14}$/

// SNS writes a map of attributes as numbered form fields.
const senderOf = (input: Json): string => {
  for (let at = 1; `MessageAttributes.entry.${at}.Name` in input; at += 1) {
    if (input[`MessageAttributes.entry.${at}.Name`] === 'AWS.SNS.SMS.SenderID') {
      return String(input[`MessageAttributes.entry.${at}.Value.StringValue`])
    }
  }
  return 'NOTICE'
}

/** SNS for text messages: what is published to a number lands in the outbox. */
export const sns = (outbox: Outbox): Service => ({
  name: 'sns',
  fault: 'sms',
  refusals: {
    provider_down: () => new AwsFault('InternalError', 'the messaging service is down', 500),
    throttled: () => new AwsFault('Throttled', 'the rate at which requests have been submitted exceeds the limit', 429),
  },
  same: ({ input }) => JSON.stringify(['sms', input.PhoneNumber, input.Message]),
  wishes: ({ operation, input }) => [
    { action: `sns:${operation}`, resource: optionalText(input.PhoneNumber) ?? optionalText(input.TopicArn) ?? '*' },
  ],
  answer: ({ operation, input }) => {
    if (operation !== 'Publish' || input.PhoneNumber === undefined)
      throw unserved(`sns:${operation} without PhoneNumber`)
    const [to, text] = [String(input.PhoneNumber), optionalText(input.Message) ?? '']
    if (!phoneNumber.test(to)) throw new AwsFault('InvalidParameter', 'Invalid parameter: PhoneNumber')
    if (text === '') throw new AwsFault('InvalidParameter', 'Invalid parameter: Empty message')
    return { MessageId: outbox.send({ channel: 'sms', to, from: senderOf(input), text }) }
  },
})

const recordAt = (input: Json, ...path: readonly string[]): Json =>
  path.reduce<Json>((found, name) => (isRecord(found[name]) ? found[name] : {}), input)

const addresses = (input: Json): readonly string[] =>
  ['ToAddresses', 'CcAddresses', 'BccAddresses'].flatMap((kind) =>
    listOf(recordAt(input, 'Destination')[kind], kind).map(String),
  )

// The bare address of `Name <address>`, for roles and for finding a message again.
const bare = (address: string): string => /<([^>]+)>\s*$/.exec(address)?.[1] ?? address

/** SES: simple messages land in the outbox, one for each address; raw ones are refused. `place` is ARN region and account. */
export const ses = (
  outbox: Outbox,
  receipts: DeliveryReceipts,
  place: { readonly region: string; readonly account: string },
): Service => {
  const arn = (rest: string): string => `arn:aws:ses:${place.region}:${place.account}:${rest}`
  return {
    name: 'ses',
    fault: 'email',
    refusals: {
      provider_down: () => new AwsFault('InternalServiceErrorException', 'the mail service is down', 500),
      throttled: () => new AwsFault('TooManyRequestsException', 'too many requests', 429),
    },
    same: ({ input }) => JSON.stringify(['email', input.Destination, input.Content]),
    // AWS is content with a grant on the whole address or on its domain; the domain is what stages verify.
    wishes: ({ operation, input, caller }) => {
      const from = bare(optionalText(input.FromEmailAddress) ?? '')
      const context = { 'ses:FromAddress': from, 'ses:Recipients': addresses(input) }
      const options = [from.slice(from.indexOf('@') + 1), from].map((name) => ({
        action: `ses:${operation}`,
        resource: arn(`identity/${name}`),
        context,
      }))
      const set = optionalText(input.ConfigurationSetName)
      const ofSet =
        set === undefined ? [] : [{ action: `ses:${operation}`, resource: arn(`configuration-set/${set}`), context }]
      return options.some((wish) => caller.may(wish)) ? ofSet : options.slice(0, 1)
    },
    answer: ({ input }) => {
      const simple = recordAt(input, 'Content', 'Simple')
      const text = optionalText(recordAt(simple, 'Body', 'Text').Data)
      const html = optionalText(recordAt(simple, 'Body', 'Html').Data)
      if (text === undefined) throw new AwsFault('BadRequestException', 'the laptop takes simple messages with a text')
      const [to, from] = [addresses(input), optionalText(input.FromEmailAddress)]
      if (to.length === 0 || from === undefined)
        throw new AwsFault('BadRequestException', 'sender or destination missing')
      const subject = optionalText(recordAt(simple, 'Subject').Data) ?? ''
      const letter = { channel: 'email' as const, from, subject, text, ...(html === undefined ? {} : { html }) }
      const [id = ''] = to.map((address) => outbox.send({ ...letter, to: bare(address) }))
      const set = optionalText(input.ConfigurationSetName)
      if (set !== undefined) receipts.expect(id, set)
      return { MessageId: id }
    },
  }
}
