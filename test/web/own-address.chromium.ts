import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ada, assertClean, codeFor, fill, heading, mia, otherThan, type Pages, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const fresh = 'mia.new@example.com'

/** Mia, signed in, has entered an address and her PIN. */
const entered = async (page: Page, address: string, pin: string = mia.pin): Promise<void> => {
  await page.locator('input[name=email]').fill(address)
  await fill(page, 'current', pin)
}

const toTheCode = async (page: Page, address: string): Promise<void> => {
  await signIn(it, page, mia)
  await page.getByRole('link', { name: 'Change: E-mail address' }).click()
  await heading(page, 'Your e-mail address')
  await entered(page, address)
  await heading(page, 'Check your e-mail')
}

test('Mia changes her address: a wrong PIN and a wrong code are said beside their fields, a reload loses nothing, both addresses are told', async () => {
  const page = await it.open()
  await signIn(it, page, mia)
  await page.getByRole('link', { name: 'Change: E-mail address' }).click()
  await page.getByText('The old address is told of the change.').waitFor()
  await assertClean(page, 'the new address')
  await entered(page, fresh, '000000')
  await page.getByText('That PIN is not right.').waitFor()
  assert.equal(await page.getByLabel('Current PIN').getAttribute('aria-invalid'), 'true')
  assert.equal(it.laptop.outbox.list(fresh).length, 0)
  await entered(page, fresh)
  await heading(page, 'Check your e-mail')
  await page.getByText('look in your spam or junk folder').waitFor()
  await assertClean(page, 'the code of the new address')
  const code = await codeFor(it.laptop, fresh)
  await fill(page, 'code', otherThan(code))
  await page.getByText('That code is not right. You have 4 tries left.').waitFor()
  await page.reload()
  await page.getByText('That code is not right. You have 4 tries left.').waitFor()
  await fill(page, 'code', code)
  await page.getByText('Your e-mail address has been changed').waitFor()
  await page.locator('.facts').getByText(fresh).waitFor()
  await it.laptop.settled()
  for (const address of [mia.email, fresh])
    assert.equal(it.laptop.outbox.list(address).at(-1)?.code, undefined, `${address} is told, not asked`)
})

test('what is no address is said before anything is sent', async () => {
  const page = await it.open()
  await signIn(it, page, mia)
  await page.goto(`${it.origin}/account/email`)
  await entered(page, 'mia.example.com')
  await page.getByText('This is not an e-mail address.').waitFor()
  await entered(page, 'mia@example')
  await page.getByText('This is not an e-mail address.').waitFor()
  assert.equal(await page.getByLabel('New e-mail address').getAttribute('aria-invalid'), 'true')
  assert.equal(it.laptop.outbox.list('mia@example').length, 0)
})

test('a code that does not come is sent again: the earlier one is told apart, the newest changes the address', async () => {
  const page = await it.open()
  await toTheCode(page, fresh)
  const earlier = await codeFor(it.laptop, fresh)
  await page.getByRole('button', { name: "Didn't get a verification code?" }).click()
  await page.getByText('Your message has been sent.').waitFor()
  await it.laptop.clock.advance(31)
  await page.reload()
  await page.getByRole('button', { name: "Didn't get a verification code?" }).click()
  await page.getByRole('button', { name: 'Send new code', disabled: false }).click()
  await page.getByText('A new code is on its way.').waitFor()
  const newest = await codeFor(it.laptop, fresh)
  await fill(page, 'code', earlier)
  await page.getByText('That was the earlier code').waitFor()
  await fill(page, 'code', newest)
  await page.getByText('Your e-mail address has been changed').waitFor()
})

test('a change that took too long begins anew, and Mia reads why', async () => {
  const page = await it.open()
  await toTheCode(page, fresh)
  const code = await codeFor(it.laptop, fresh)
  await it.laptop.clock.advance(11 * 60)
  await fill(page, 'code', code)
  await page.getByText('This change of address has ended').waitFor()
  await heading(page, 'Your e-mail address')
  await page.goto(`${it.origin}/account/email/code`)
  await heading(page, 'Your e-mail address')
})

test("an address that is on somebody else's profile leads back to entering another one, and says why", async () => {
  const page = await it.open()
  await toTheCode(page, ada.email)
  await fill(page, 'code', await codeFor(it.laptop, ada.email))
  await page.getByText("This address is on somebody else's profile").waitFor()
  await heading(page, 'Your e-mail address')
  await page.goto(`${it.origin}/account`)
  await page.locator('.facts').getByText(mia.email).waitFor()
})

test('"Back to e-mail address" leads back, and what was sent there changes nothing', async () => {
  const page = await it.open()
  await toTheCode(page, 'mia.typo@example.com')
  await page.getByRole('button', { name: 'Back to e-mail address' }).click()
  await heading(page, 'Your e-mail address')
  await entered(page, fresh)
  await heading(page, 'Check your e-mail')
  await fill(page, 'code', await codeFor(it.laptop, 'mia.typo@example.com'))
  await page.getByText('That code is not right').waitFor()
  await fill(page, 'code', await codeFor(it.laptop, fresh))
  await page.getByText('Your e-mail address has been changed').waitFor()
})
