import { type Sms, sendTwice, type Try } from '#core/sending'
import { awsClient, type Send } from './aws-client.ts'
import { ASKED_ONCE, readRefusal } from './provider-answer.ts'

/** The last fuse: no single message may cost more, in US dollars, whatever a number turns out to be. */
const MAX_PRICE = '0.50'

const attributes = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value], i) => {
      const entry = `MessageAttributes.entry.${i + 1}`
      return [
        [`${entry}.Name`, name],
        [`${entry}.Value.DataType`, 'String'],
        [`${entry}.Value.StringValue`, value],
      ]
    }),
  )

/** Text messages by SNS, which is asked in a form and answers in XML. The client itself never tries again: see `sendTwice`. */
export const sms = (send: Send): Sms => ({
  send({ to, text, senderId }) {
    const form = new URLSearchParams({
      Action: 'Publish',
      Version: '2010-03-31',
      PhoneNumber: to,
      Message: text,
      ...attributes({
        'AWS.SNS.SMS.SMSType': 'Transactional',
        'AWS.SNS.SMS.SenderID': senderId,
        'AWS.SNS.SMS.MaxPrice': MAX_PRICE,
      }),
    })
    return sendTwice(async (): Promise<Try> => {
      try {
        const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
        const { body } = await send({ path: '/', headers, body: form.toString() })
        const providerId = /<MessageId>([^<]+)<\/MessageId>/.exec(body)?.[1]
        return providerId === undefined ? { outcome: 'unknown' } : { outcome: 'accepted', providerId }
      } catch (error) {
        return readRefusal(error)
      }
    })
  },
})

export const make = (): Sms => sms(awsClient('sms', ASKED_ONCE))
