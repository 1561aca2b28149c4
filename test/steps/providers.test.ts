import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awsClient } from '#adapters/aws-client'
import { AwsFault } from '#adapters/aws-fault'
import type { SignedRequest, WireAnswer } from '#adapters/aws-transport'
import { mail } from '#adapters/mail'
import { ASKED_ONCE, readRefusal } from '#adapters/provider-answer'
import { sms } from '#adapters/sms'

type Answer = { readonly status: number; readonly body: string } | Error

/** A provider that answers as told, one answer a request, and keeps what it was asked. */
const provider = (answers: readonly Answer[]) => {
  const asked: SignedRequest[] = []
  const transport = async (request: SignedRequest): Promise<WireAnswer> => {
    asked.push(request)
    const answer = answers[asked.length - 1] ?? { status: 500, body: '' }
    if (answer instanceof Error) throw answer
    return { ...answer, headers: {} }
  }
  const manners = { ...ASKED_ONCE, transport }
  return { asked, sms: sms(awsClient('sms', manners)), mail: mail(awsClient('mail', manners), 'events') }
}

const sns = (id: string): Answer => ({
  status: 200,
  body: `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${id}</MessageId></PublishResult></PublishResponse>`,
})
const snsFault = (status: number, code: string): Answer => ({
  status,
  body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
})
const network = (code: string) => Object.assign(new Error(code), { code })
const timeout = Object.assign(new Error('late'), { name: 'TimeoutError', code: 'ETIMEDOUT' })

const text = { to: '+447700900123', text: '123456 is your code', senderId: 'Example' }

test('a text message is transactional, names its sender and has a ceiling for its price', async () => {
  const { sms, asked } = provider([sns('m-1')])
  assert.deepEqual(await sms.send(text), { outcome: 'accepted', providerId: 'm-1' })
  const sent = decodeURIComponent(asked[0]?.body ?? '')
  for (const part of [
    'PhoneNumber=+447700900123',
    'AWS.SNS.SMS.SMSType',
    'Transactional',
    'AWS.SNS.SMS.SenderID',
    'Example',
    'AWS.SNS.SMS.MaxPrice',
  ])
    assert.ok(sent.includes(part), part)
})

test('a provider that is down or throttles is asked once more, and no third time', async () => {
  for (const fault of [snsFault(500, 'InternalError'), snsFault(400, 'Throttling'), network('ECONNREFUSED')]) {
    const twice = provider([fault, sns('m-2')])
    assert.deepEqual(await twice.sms.send(text), { outcome: 'accepted', providerId: 'm-2' })
    const never = provider([fault, fault, sns('m-3')])
    assert.deepEqual(await never.sms.send(text), { outcome: 'refused' })
    assert.equal(never.asked.length, 2)
  }
})

test('a number that opted out, a wrong parameter and a spent limit are final at the first word', async () => {
  for (const code of ['OptedOut', 'InvalidParameter', 'AuthorizationError']) {
    const { sms, asked } = provider([snsFault(400, code), sns('m-1')])
    assert.deepEqual(await sms.send(text), { outcome: 'refused' }, code)
    assert.equal(asked.length, 1)
  }
})

test('an answer that never came may have been a yes: it is not asked for again', async () => {
  for (const silence of [timeout, network('ECONNRESET'), network('EPIPE')]) {
    const { sms, asked } = provider([silence, sns('m-1')])
    assert.deepEqual(await sms.send(text), { outcome: 'unknown' })
    assert.equal(asked.length, 1)
  }
})

test('an e-mail goes out once, in both forms, from the address of the stage, and its events come back', async () => {
  const { mail, asked } = provider([{ status: 200, body: JSON.stringify({ MessageId: 's-1' }) }])
  const letter = {
    to: 'anna@example.com',
    from: 'no-reply@example.com',
    subject: 'Your code',
    text: '123456',
    html: '<p>123456</p>',
  }
  assert.deepEqual(await mail.send(letter), { outcome: 'accepted', providerId: 's-1' })
  assert.deepEqual(JSON.parse(asked[0]?.body ?? ''), {
    FromEmailAddress: 'no-reply@example.com',
    Destination: { ToAddresses: ['anna@example.com'] },
    Content: {
      Simple: {
        Subject: { Data: 'Your code', Charset: 'UTF-8' },
        Body: { Text: { Data: '123456', Charset: 'UTF-8' }, Html: { Data: '<p>123456</p>', Charset: 'UTF-8' } },
      },
    },
    ConfigurationSetName: 'events',
  })
})

test('only what certainly was not accepted is called refused', () => {
  const table = [
    [new AwsFault('InvalidParameterException', 400), 'refused'],
    [new AwsFault('TooManyRequestsException', 429), 'not_now'],
    [new AwsFault('ThrottlingException', 400), 'not_now'],
    [new AwsFault('Http503', 503), 'not_now'],
    [network('ENOTFOUND'), 'not_now'],
    [network('ECONNRESET'), 'unknown'],
    [new Error('?'), 'unknown'],
    [undefined, 'unknown'],
    ['text', 'unknown'],
  ] as const
  for (const [error, outcome] of table) assert.equal(readRefusal(error).outcome, outcome, String(error))
})
