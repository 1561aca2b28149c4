import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { type Sms, sendTwice, type Try } from '#core/sending'
import { CLIENT_DEFAULTS } from './client-defaults.ts'
import { readRefusal } from './provider-answer.ts'

/** The last fuse: no single message may cost more, in US dollars, whatever a number turns out to be. */
const MAX_PRICE = '0.50'

const text = (value: string) => ({ DataType: 'String', StringValue: value })

/** Text messages by SNS. The client itself never tries again: see `sendTwice`. */
export const sms = (client: SNSClient): Sms => ({
  send({ to, text: message, senderId }) {
    const attributes = {
      'AWS.SNS.SMS.SMSType': text('Transactional'),
      'AWS.SNS.SMS.SenderID': text(senderId),
      'AWS.SNS.SMS.MaxPrice': text(MAX_PRICE),
    }
    return sendTwice(async (): Promise<Try> => {
      try {
        const publish = new PublishCommand({ PhoneNumber: to, Message: message, MessageAttributes: attributes })
        const { MessageId: providerId } = await client.send(publish)
        return providerId === undefined ? { outcome: 'unknown' } : { outcome: 'accepted', providerId }
      } catch (error) {
        return readRefusal(error)
      }
    })
  },
})

export const make = (): Sms => sms(new SNSClient({ ...CLIENT_DEFAULTS, maxAttempts: 1 }))
