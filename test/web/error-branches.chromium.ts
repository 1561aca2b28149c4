import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ada, codeFor, fill, heading, mia, otherThan, type Pages, withPages } from './pages.ts'

// What people read when something on the way of the product's own descriptions goes wrong, beyond a wrong code and a refused PIN.

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const eli = { email: 'eli@example.com', password: 'seven quiet otters' } as const

const send = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const reply = await fetch(it.laptop.url + path, { method, headers: { 'content-type': 'application/json' }, ...sent })
  const text = await reply.text()
  return text === '' ? {} : JSON.parse(text)
}

const fault = (service: 'sms' | 'email', word: string, times = 1) =>
  send('POST', '/_local/faults', { service, fault: word, times })

const spendTheBudget = async (): Promise<void> => {
  const { organisations } = await send('GET', '/_local/organisations')
  const [first] = organisations as readonly { readonly organisationId: string }[]
  await send('PATCH', `/operator/organisations/${first?.organisationId}`, { smsBudget: { limit: '0.00' } })
}

const toTheCode = async (page: Page): Promise<void> => {
  await page.goto(`${it.origin}/sign-in`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Enter your code')
}

const ask = (page: Page) => page.getByRole('button', { name: "Didn't get a verification code?" }).click()

const sendAgain = async (page: Page): Promise<void> => {
  await page.locator('.more').getByRole('button', { name: 'Send new code', disabled: false }).click()
  await page.getByText('A new code is on its way.').waitFor()
}

const byEmail = async (page: Page): Promise<void> => {
  await page.goto(`${it.origin}/sign-in/email`)
  await page.locator('input[name=email]').fill(eli.email)
  await fill(page, 'password', eli.password)
}

test('a code that was lost on the way is sent again and works', async () => {
  const page = await it.open()
  await fault('sms', 'lost')
  await toTheCode(page)
  await it.laptop.settled()
  assert.equal(it.laptop.outbox.list(mia.phone).length, 0)
  await it.laptop.clock.advance(31)
  await page.reload()
  await ask(page)
  await sendAgain(page)
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Enter your PIN')
})

test('a message that the provider refuses is said to have failed, with why, on the waiting page', async () => {
  const page = await it.open()
  await fault('sms', 'provider_down')
  await toTheCode(page)
  await it.laptop.settled()
  await page.getByText('Your message could not be delivered. The message could not be sent.').waitFor()
  await it.laptop.clock.advance(31)
  await page.reload()
  await sendAgain(page)
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Enter your PIN')
})

test('a code that came too late is said to be expired, also after a reload, and a new one works', async () => {
  const page = await it.open()
  await toTheCode(page)
  const late = await codeFor(it.laptop, mia.phone)
  await it.laptop.clock.advance(5 * 60 + 1)
  await fill(page, 'code', late)
  await page.getByText('That code has expired. Ask for a new code').waitFor()
  await page.reload()
  await page.getByText('That code has expired. Ask for a new code').waitFor()
  await ask(page)
  await sendAgain(page)
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Enter your PIN')
})

test('three codes can be sent again, and then the page says that no more can', async () => {
  const page = await it.open()
  await toTheCode(page)
  await ask(page)
  for (const wait of [31, 61, 121]) {
    await it.laptop.clock.advance(wait)
    await page.reload()
    await ask(page)
    await sendAgain(page)
  }
  await page.getByText('No more codes can be sent this time.').waitFor()
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Enter your PIN')
})

test('a wrong PIN costs a try, the third a wait that is said, and after it the right one signs in', async () => {
  const page = await it.open()
  await toTheCode(page)
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Enter your PIN')
  for (const left of ['4 tries', '3 tries', '2 tries']) {
    await fill(page, 'pin', otherThan(mia.pin))
    await page.getByText(`That PIN is not right. You have ${left} left.`).waitFor()
  }
  await fill(page, 'pin', mia.pin)
  await page.getByText(/Too many tries. Please wait \d+ seconds, then try again./).waitFor()
  await page.reload()
  await page.getByText(/Too many tries. Please wait \d+ seconds, then try again./).waitFor()
  await it.laptop.clock.advance(31)
  await fill(page, 'pin', mia.pin)
  await page.waitForURL('**/account')
})

test('a sign-in that waited too long before its PIN begins anew, and says why', async () => {
  const page = await it.open()
  await toTheCode(page)
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Enter your PIN')
  await it.laptop.clock.advance(11 * 60)
  await fill(page, 'pin', mia.pin)
  await page.getByText('This sign-in has ended').waitFor()
  await heading(page, 'Sign in')
  await page.reload()
  await page.getByText('This sign-in has ended').waitFor()
  assert.equal(await page.getByLabel('Mobile number').inputValue(), mia.typed)
})

test('too many sign-ins with one number are refused with the time to wait', async () => {
  const page = await it.open()
  for (let begun = 0; begun < 3; begun++) {
    await toTheCode(page)
    await page.getByRole('button', { name: 'Back to mobile number' }).click()
    await heading(page, 'Sign in')
    await it.laptop.clock.advance(31)
    await it.laptop.settled()
  }
  await fill(page, 'phone', mia.typed)
  await page.getByText(/Too many tries. Please wait \d+ (seconds|minutes), then try again./).waitFor()
})

test('the code of a reset that came by e-mail: wrong, expired, sent again, an earlier one, the newest', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/reset-pin`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Check your phone')
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Check your e-mail')
  const earlier = await codeFor(it.laptop, mia.email)
  await fill(page, 'code', otherThan(earlier))
  await page.getByText('That code is not right. You have 4 tries left.').waitFor()
  await page.reload()
  await page.getByText('That code is not right. You have 4 tries left.').waitFor()
  await it.laptop.clock.advance(31)
  await page.reload()
  await ask(page)
  await sendAgain(page)
  const newest = await codeFor(it.laptop, mia.email)
  await fill(page, 'code', earlier)
  await page.getByText('That was the earlier code').waitFor()
  await fill(page, 'code', newest)
  await heading(page, 'Choose a new PIN')
})

test('too many wrong codes end a reset, and its first page says so', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/reset-pin`)
  await fill(page, 'phone', ada.typed)
  await heading(page, 'Check your phone')
  const wrong = otherThan(await codeFor(it.laptop, ada.phone))
  for (const left of ['4 tries', '3 tries', '2 tries', 'one try', 'no tries']) {
    await fill(page, 'code', wrong)
    await page.getByText(`You have ${left} left`).waitFor()
  }
  await fill(page, 'code', wrong)
  await page.getByText('This reset has ended').waitFor()
  await heading(page, 'Reset your PIN')
})

test('somebody unknown meets the same steps, and no code of theirs is right', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/reset-pin`)
  await fill(page, 'phone', '07700 900987')
  await heading(page, 'Check your phone')
  await fill(page, 'code', '314159')
  await page.getByText('That code is not right. You have 4 tries left.').waitFor()
  await page.goto(`${it.origin}/sign-in/email`)
  await page.locator('input[name=email]').fill('nobody@example.com')
  await fill(page, 'password', 'whatever this may be')
  await page.getByText('The e-mail address or the password is not right.').waitFor()
  await page.reload()
  await page.getByText('The e-mail address or the password is not right.').waitFor()
  assert.equal(await page.getByLabel('E-mail address').inputValue(), 'nobody@example.com')
})

test('Eli enters no number, a landline, then a mobile one; a code that does not work is replaced by a new one', async () => {
  const page = await it.open()
  await byEmail(page)
  await heading(page, 'Which number can we text?')
  await page.getByRole('button', { name: 'Send new code' }).click()
  await page.getByText('Enter your mobile number.', { exact: true }).waitFor()
  await fill(page, 'phone', '020 7946 0123')
  await page.getByText('This is not a mobile number.').waitFor()
  await fill(page, 'phone', '07700 900333')
  await heading(page, 'Check your e-mail')
  await fill(page, 'code', await codeFor(it.laptop, eli.email))
  await heading(page, 'Enter your code')
  const earlier = await codeFor(it.laptop, '+447700900333')
  await fill(page, 'code', otherThan(earlier))
  await page.getByText('That code is not right.').waitFor()
  await it.laptop.clock.advance(61)
  await page.reload()
  await ask(page)
  await sendAgain(page)
  await fill(page, 'code', earlier)
  await page.getByText('That was the earlier code').waitFor()
  await fill(page, 'code', await codeFor(it.laptop, '+447700900333'))
  await page.waitForURL('**/account')
  await page.getByText('There is no phone number on your profile.').waitFor()
})

test('without money for text messages Eli is told why no code can be sent, and Mia why hers does not come', async () => {
  const page = await it.open()
  await spendTheBudget()
  await byEmail(page)
  await page.getByText("Your organisation's budget for text messages is used up").waitFor()
  await page.reload()
  await page.getByText("Your organisation's budget for text messages is used up").waitFor()
  await toTheCode(page)
  await it.laptop.settled()
  await ask(page)
  await page.getByText('Your administrator can see this in the settings.').waitFor()
})
