import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { ada, codeFor, fill, heading, mia, type Pages, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

/** What a proxy answers when what stands behind it is away: a page of its own, in English. */
const proxyPage = (route: Route) =>
  route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502 Bad Gateway</h1>' })

const late = async (route: Route): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, 700))
  await route.continue()
}

test("a proxy's page instead of an answer is said in the page's language, at the password too, and trying again helps", async () => {
  const page = await it.open({ locale: 'de-DE' })
  await page.goto(`${it.origin}/sign-in/email`)
  await page.route('**/login/email', proxyPage)
  await page.locator('input[name=email]').fill('eli@example.com')
  await fill(page, 'password', 'seven quiet otters')
  await page.getByText('Das geht im Moment nicht. Der Fehler liegt bei uns.').waitFor()
  await page.unroute('**/login/email')
  await page.route('**/login/email', (route) => route.abort())
  await page.keyboard.press('Enter')
  await page.getByText('Keine Antwort').waitFor()
  await page.reload()
  await page.getByText('Keine Antwort').waitFor()
  await page.unroute('**/login/email')
  assert.equal(await page.locator('input[name=email]').inputValue(), 'eli@example.com')
  await fill(page, 'password', 'seven quiet otters')
  await page.waitForURL('**/sign-in/phone-number')
})

test('an account that could not be loaded says so where it would have stood, and loads when tried again', async () => {
  const page = await it.open()
  const broken: string[] = []
  page.on('pageerror', ({ message }) => broken.push(message))
  await signIn(it, page, mia)
  for (const away of [proxyPage, (route: Route) => route.abort()]) {
    await page.route('**/me', away)
    await page.reload()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    assert.equal(await page.locator('.facts').count(), 0)
    await page.unroute('**/me')
    await page.getByRole('button', { name: 'Try again' }).click()
    await heading(page, 'Hello, Mia Member')
  }
  assert.deepEqual(broken, [])
})

test('a page of the account renews the session once, however much it asks', async () => {
  const page = await it.open()
  await signIn(it, page, mia)
  const renewed: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/session/refresh')) renewed.push(request.method())
  })
  await page.reload()
  await page.locator('.facts').waitFor()
  await page.getByText('Where you are signed in').waitFor()
  assert.equal(renewed.length, 1)
})

test('a code that could not be sent again is said in the panel, and the wait goes on', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/sign-in`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Enter your code')
  await it.laptop.clock.advance(31)
  await page.route('**/code/resend', proxyPage)
  await page.getByRole('button', { name: "Didn't get a verification code?" }).click()
  const again = page.locator('.more').getByRole('button', { name: 'Send new code', disabled: false })
  await again.click()
  await page.locator('.more .error', { hasText: 'This does not work at the moment' }).waitFor()
  await page.unroute('**/code/resend')
  await again.click()
  await page.getByText('A new code is on its way.').waitFor()
  assert.ok(await page.locator('.more .error').isHidden())
})

/**
 * Presses Enter three times while the first answer is on its way: one request goes out, and the button shows that it works. The route stays: where
 * the last one was taken away a moment ago, the next request may go out unseen.
 */
const oneOnly = async (page: Page, route: string, submit: string): Promise<void> => {
  let asked = 0
  const count = async (it: Route) => {
    if (it.request().method() === 'GET') return it.continue()
    asked += 1
    await late(it)
  }
  await page.route(route, count)
  const button = page.getByRole('button', { name: submit, exact: true })
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Enter')
  await page.locator('form .button.busy[aria-disabled=true]').waitFor()
  await button.click({ force: true, noWaitAfter: true }).catch(() => {})
  await page.locator('form .button.busy').waitFor({ state: 'detached' })
  assert.equal(asked, 1, route)
}

test('on a slow network each step of signing in is sent once, and its button is busy meanwhile', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/sign-in`)
  await page.locator('input[name=phone]').fill(mia.typed)
  await oneOnly(page, '**/login/phone', 'Submit')
  await heading(page, 'Enter your code')
  await page.locator('input[name=code]').fill(await codeFor(it.laptop, mia.phone))
  await oneOnly(page, '**/login/*/code', 'Submit')
  await heading(page, 'Enter your PIN')
  await page.locator('input[name=pin]').fill(mia.pin)
  await oneOnly(page, '**/login/*/pin', 'Submit')
  await page.waitForURL('**/account')
})

test('on a slow network each step of a reset is sent once', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/reset-pin`)
  await page.locator('input[name=phone]').fill(mia.typed)
  await oneOnly(page, '**/pin-reset', 'Submit')
  await page.locator('input[name=code]').fill(await codeFor(it.laptop, mia.phone))
  await oneOnly(page, '**/sms-code', 'Submit')
  await heading(page, 'Check your e-mail')
  await page.locator('input[name=code]').fill(await codeFor(it.laptop, mia.email))
  await oneOnly(page, '**/email-code', 'Submit')
  await heading(page, 'Choose a new PIN')
  await page.locator('input[name=pin]').fill('704816')
  await page.locator('input[name=repeat]').fill('704816')
  await oneOnly(page, '**/pin-reset/*/pin', 'Submit')
  await page.getByText('Your PIN has been changed').waitFor()
})

test('on a slow network a change of number, name and PIN is sent once each, and an ended session too', async () => {
  const page = await it.open()
  await signIn(it, page, ada)
  await page.goto(`${it.origin}/account/profile`)
  await page.getByLabel('Name').fill('Ada Other')
  await oneOnly(page, '**/me', 'Save')
  await heading(page, 'Hello, Ada Other')
  await page.goto(`${it.origin}/account/number`)
  await page.locator('input[name=phone]').fill('07700 900444')
  await page.locator('input[name=current]').fill(ada.pin)
  await oneOnly(page, '**/me/phone', 'Submit')
  await heading(page, 'Enter your code')
  await it.laptop.settled()
  assert.equal(it.laptop.outbox.list('+447700900444').length, 1)
  await page.goto(`${it.origin}/account/pin`)
  await page.locator('input[name=current]').fill(ada.pin)
  await page.locator('input[name=pin]').fill('704816')
  await page.locator('input[name=repeat]').fill('704816')
  await oneOnly(page, '**/me/pin', 'Save')
  await page.getByText('Your PIN has been changed').waitFor()
})
