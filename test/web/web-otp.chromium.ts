import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { codeFor, fill, heading, mia, otherThan, type Pages, withPages } from './pages.ts'

// No desktop browser receives text messages. This is the part of a phone's that WebOTP describes: it waits while a page asks, reads the last line
// of a message that comes, hands over the code when the line names the page's own host, and gives up when the page no longer asks.
const phone = `
  window.OTPCredential = class OTPCredential {}
  window.asked = []
  CredentialsContainer.prototype.get = ({ otp, signal }) => new Promise((resolve, reject) => {
    const ask = { transport: otp?.transport, state: 'waiting', resolve }
    window.asked.push(ask)
    signal.addEventListener('abort', () => {
      if (ask.state === 'waiting') ask.state = 'aborted'
      reject(signal.reason)
    })
  })
  window.messageComes = (text) => {
    const [, host, code] = /^@([^\\s#]+) #(\\S+)$/.exec(text.trimEnd().split('\\n').at(-1)) ?? []
    const ask = window.asked.find(({ state }) => state === 'waiting')
    if (ask === undefined || host !== location.host) return
    ask.state = 'given'
    ask.resolve({ type: 'otp', code })
  }
`

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const onAPhone = async (): Promise<Page> => {
  const page = await it.open()
  await page.addInitScript(phone)
  await page.goto(`${it.origin}/sign-in`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Enter your code')
  return page
}

const states = (page: Page): Promise<readonly string[]> => page.evaluate('window.asked.map(({ state }) => state)')

const newestText = async (): Promise<string> => {
  await it.laptop.settled()
  return it.laptop.outbox.list(mia.phone).at(-1)?.text ?? ''
}

/** The message as it was sent, handed to the phone. */
const comes = async (page: Page, text: string): Promise<void> => {
  await page.evaluate(`window.messageComes(${JSON.stringify(text)})`)
}

test('the code of the message that comes is filled in and sent, and nobody types', async () => {
  const page = await onAPhone()
  assert.deepEqual(await page.evaluate('window.asked.map(({ transport }) => transport)'), [['sms']])
  const text = await newestText()
  const last = text.split('\n').at(-1) ?? ''
  assert.equal(last, `@${new URL(it.origin).host} #${await codeFor(it.laptop, mia.phone)}`)
  await comes(page, text)
  await heading(page, 'Enter your PIN')
})

test('a message for another service is not taken', async () => {
  const page = await onAPhone()
  await comes(page, (await newestText()).replace(/@\S+ #/, '@elsewhere.example #'))
  assert.deepEqual(await states(page), ['waiting'])
  assert.equal(await page.getByLabel('Verification code').inputValue(), '')
})

test('whoever leaves the step is waited for no longer', async () => {
  const page = await onAPhone()
  await page.getByRole('button', { name: 'Back to mobile number' }).click()
  await heading(page, 'Sign in')
  assert.deepEqual(await states(page), ['aborted'])
})

test('after a new code was sent the phone is asked again, and hands over the newest', async () => {
  const page = await onAPhone()
  const first = await newestText()
  await it.laptop.clock.advance(31)
  await page.getByRole('button', { name: "Didn't get a verification code?" }).click()
  await page.locator('.more').getByRole('button', { name: 'Send new code', disabled: false }).click()
  await page.getByText('A new code is on its way.').waitFor()
  assert.deepEqual(await states(page), ['aborted', 'waiting'])
  const newest = await newestText()
  assert.notEqual(newest, first)
  await comes(page, newest)
  await heading(page, 'Enter your PIN')
})

test('a code that comes by e-mail is not waited for on the phone', async () => {
  const page = await it.open()
  await page.addInitScript(phone)
  await page.goto(`${it.origin}/reset-pin`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Check your phone')
  await comes(page, await newestText())
  await heading(page, 'Check your e-mail')
  assert.deepEqual(await states(page), ['given'])
})

test('a wrong code is replaced by the next that is typed, without deleting it first', async () => {
  const page = await onAPhone()
  const code = await codeFor(it.laptop, mia.phone)
  await fill(page, 'code', otherThan(code))
  await page.getByText('That code is not right.').waitFor()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await heading(page, 'Enter your PIN')
})
