import { type Mail, sendTwice, type Try } from '#core/sending'
import { readVariable } from '#runtime/environment'
import { awsClient, type Send } from './aws-client.ts'
import { ASKED_ONCE, readRefusal } from './provider-answer.ts'

const utf8 = (value: string) => ({ Data: value, Charset: 'UTF-8' })

const idOf = (body: string): string | undefined => {
  const { MessageId } = Object(JSON.parse(body))
  return typeof MessageId === 'string' ? MessageId : undefined
}

/** E-mail by SES, as plain text and HTML. The client itself never tries again: see `sendTwice`. */
export const mail = (send: Send, eventsTo: string): Mail => ({
  send({ to, from, subject, text, html }) {
    const body = JSON.stringify({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } } },
      ConfigurationSetName: eventsTo,
    })
    return sendTwice(async (): Promise<Try> => {
      try {
        const headers = { 'Content-Type': 'application/json' }
        const providerId = idOf((await send({ path: '/v2/email/outbound-emails', headers, body })).body)
        return providerId === undefined ? { outcome: 'unknown' } : { outcome: 'accepted', providerId }
      } catch (error) {
        return readRefusal(error)
      }
    })
  },
})

export const make = (): Mail => mail(awsClient('mail', ASKED_ONCE), readVariable('mailEvents'))
