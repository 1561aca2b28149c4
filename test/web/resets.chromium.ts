import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { codeFor, fill, heading, mia, otherThan, type Pages, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const toNewPin = async (page: Page): Promise<void> => {
  await page.goto(`${it.origin}/pin-reset`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Check your phone')
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Check your e-mail')
  await page.getByText('no-reply@dev.example.com').waitFor()
  await page.getByText('spam or junk folder').waitFor()
  await fill(page, 'code', await codeFor(it.laptop, mia.email))
  await heading(page, 'Choose a new PIN')
}

const choose = async (page: Page, pin: string, repeat = pin): Promise<void> => {
  await page.locator('input[name=pin]').fill(pin)
  await fill(page, 'repeat', repeat)
}

test('Mia forgot her PIN: two codes, a new PIN, the success at the top right, and she signs in with it', async () => {
  const page = await it.open()
  await toNewPin(page)
  await choose(page, '704816')
  await page.getByText('Your PIN has been changed').waitFor()
  await heading(page, 'Sign in')
  const place = await page.locator('.notice').boundingBox()
  const width = page.viewportSize()?.width ?? 0
  assert.ok(place && place.y < 120 && place.x > width / 2, JSON.stringify(place))
  await it.laptop.clock.advance(3_600)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Enter your code')
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Enter your PIN')
  await fill(page, 'pin', '704816')
  await page.waitForURL('**/account')
})

test('a sequential PIN is refused while typing, with its digits marked; another can be tried without starting over', async () => {
  const page = await it.open()
  await toNewPin(page)
  const first = page.locator('.code').first()
  for (const [pin, marked, says] of [
    ['127680', 2, 'It contains 12'],
    ['111111', 6, 'It contains 111111'],
    ['123456', 6, 'It contains 123456'],
  ] as const) {
    await page.locator('input[name=pin]').fill(pin)
    await page.getByText(says, { exact: false }).first().waitFor()
    assert.equal(await first.locator('.at-fault').count(), marked, pin)
  }
  await choose(page, '127680')
  await page.getByText('Choose another PIN.').waitFor()
  await page.getByRole('link', { name: 'Contact support' }).waitFor()
  await choose(page, '704816', '704817')
  await page.getByText('The two PINs are not the same.').waitFor()
  await choose(page, mia.pin)
  await page.getByText('This is the PIN you have now.').waitFor()
  await choose(page, '704816')
  await page.getByText('Your PIN has been changed').waitFor()
})

test('a reload resumes a reset at each of its steps', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/reset-pin`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Check your phone')
  await page.reload()
  await heading(page, 'Check your phone')
  const code = await codeFor(it.laptop, mia.phone)
  await fill(page, 'code', otherThan(code))
  await page.getByText('That code is not right.').waitFor()
  await fill(page, 'code', code)
  await heading(page, 'Check your e-mail')
  await page.reload()
  await heading(page, 'Check your e-mail')
  await fill(page, 'code', await codeFor(it.laptop, mia.email))
  await heading(page, 'Choose a new PIN')
  await page.reload()
  await heading(page, 'Choose a new PIN')
})

test('a reset that took too long begins anew, and the person reads why', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/reset-pin`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Check your phone')
  await it.laptop.clock.advance(3_700)
  await fill(page, 'code', '123450')
  await page.getByText('This reset has ended').waitFor()
  await heading(page, 'Reset your PIN')
})

test('after a change of her address Mia is told how long a reset has to wait, also after a reload, and then can', async () => {
  const page = await it.open()
  await signIn(it, page, mia)
  await page.goto(`${it.origin}/account/email`)
  await page.locator('input[name=email]').fill('mia.new@example.com')
  await fill(page, 'current', mia.pin)
  await heading(page, 'Check your e-mail')
  await fill(page, 'code', await codeFor(it.laptop, 'mia.new@example.com'))
  await page.getByText('Your e-mail address has been changed').waitFor()
  await it.laptop.clock.advance(3 * 3_600)
  await page.goto(`${it.origin}/reset-pin`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Check your phone')
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  const said = page.locator('.notice', { hasText: 'was changed not long ago' })
  await said.getByText('Please wait 21 hours, then try again.').waitFor()
  await heading(page, 'Reset your PIN')
  await page.reload()
  await said.getByText('Please wait 21 hours, then try again.').waitFor()
  await it.laptop.clock.advance(21 * 3_600)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Check your phone')
  assert.equal(await page.locator('.notice').count(), 0)
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Check your e-mail')
  await fill(page, 'code', await codeFor(it.laptop, 'mia.new@example.com'))
  await heading(page, 'Choose a new PIN')
})
