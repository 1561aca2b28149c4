import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { type Mail, sendTwice, type Try } from '#core/sending'
import { readVariable } from '#runtime/environment'
import { CLIENT_DEFAULTS } from './client-defaults.ts'
import { readRefusal } from './provider-answer.ts'

const utf8 = (value: string) => ({ Data: value, Charset: 'UTF-8' })

/** E-mail by SES, as plain text and HTML. The client itself never tries again: see `sendTwice`. */
export const mail = (client: SESv2Client, eventsTo: string): Mail => ({
  send({ to, from, subject, text, html }) {
    const content = { Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } } }
    return sendTwice(async (): Promise<Try> => {
      try {
        const send = new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: content,
          ConfigurationSetName: eventsTo,
        })
        const { MessageId: providerId } = await client.send(send)
        return providerId === undefined ? { outcome: 'unknown' } : { outcome: 'accepted', providerId }
      } catch (error) {
        return readRefusal(error)
      }
    })
  },
})

export const make = (): Mail =>
  mail(new SESv2Client({ ...CLIENT_DEFAULTS, maxAttempts: 1 }), readVariable('mailEvents'))
