import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ada, codeFor, fill, heading, mia, type Pages, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const invite = async (page: Page, name: string, email: string): Promise<void> => {
  await page.goto(`${it.origin}/admin/invite`)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByText(`${name} has been invited.`).waitFor()
}

const password = 'a long walk by the quiet river'

/** Ben, who has an address and no number, chooses his first password by the reset journey. */
const choosePassword = async (page: Page, email: string): Promise<void> => {
  await page.goto(`${it.origin}/password-reset`)
  await fill(page, 'email', email)
  await heading(page, 'Check your e-mail')
  await fill(page, 'code', await codeFor(it.laptop, email))
  await heading(page, 'Choose a new password')
  await page.locator('input[name=password]').fill('password1234')
  await fill(page, 'repeat', 'password1234')
  await page.getByText('Please choose another password').waitFor()
  await page.locator('input[name=password]').fill(password)
  await fill(page, 'repeat', password)
  await page.getByText('Your password has been changed').waitFor()
}

test('Ben is invited, chooses a password, names a number for the code, signs in, and is warned that his profile has none', async () => {
  const admin = await it.open()
  await signIn(it, admin, ada)
  await invite(admin, 'Ben Example', 'ben@example.com')
  const page = await it.open()
  await choosePassword(page, 'ben@example.com')
  await page.locator('input[name=email]').fill('ben@example.com')
  await fill(page, 'password', 'not this one at all')
  await page.getByText('The e-mail address or the password is not right.').waitFor()
  await fill(page, 'password', password)
  await heading(page, 'Which number can we text?')
  await page.reload()
  await fill(page, 'phone', '07700 900333')
  await page.getByText('After this code we send you a second one by text message.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Sign in' }).count(), 0)
  assert.equal(await page.getByLabel('Trust this device').count(), 0)
  await page.locator('input[name=code]').fill(await codeFor(it.laptop, 'ben@example.com'))
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'Enter your code')
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  await fill(page, 'code', await codeFor(it.laptop, '+447700900333'))
  await page.waitForURL('**/account')
  await page.getByText('There is no phone number on your profile').waitFor()
})

test('Mia changes her PIN, and a second browser of hers is signed out', async () => {
  const page = await it.open()
  const other = await it.open()
  await signIn(it, page, mia)
  await it.laptop.clock.advance(3_600)
  await signIn(it, other, mia)
  await page.goto(`${it.origin}/account/pin`)
  await page.locator('input[name=current]').waitFor()
  assert.equal(await page.locator('input[name=username]').inputValue(), mia.phone, 'for the password manager')
  await page.locator('input[name=current]').fill('000000')
  await page.locator('input[name=pin]').fill('704816')
  await fill(page, 'repeat', '704816')
  await page.getByText('That PIN is not right').waitFor()
  await page.locator('input[name=current]').fill(mia.pin)
  await fill(page, 'repeat', '704816')
  await page.getByText('Your PIN has been changed').waitFor()
  await other.goto(`${it.origin}/account`)
  await heading(other, 'Sign in')
})

test('Mia changes her number: a code that does not come is sent again, an earlier one is told apart, a reload loses nothing', async () => {
  const page = await it.open()
  await signIn(it, page, mia)
  await page.getByRole('link', { name: 'Change: Phone number' }).click()
  await page.locator('input[name=phone]').fill('07700 900444')
  await fill(page, 'current', mia.pin)
  await page.locator('input[name=code]').waitFor()
  const earlier = await codeFor(it.laptop, '+447700900444')
  await page.reload()
  await page.getByText('We have sent a 6-digit code').waitFor()
  await page.getByRole('button', { name: "Didn't get a verification code?" }).click()
  await page.getByText('Your message has been sent.').waitFor()
  await page.getByText(/You can send a new code in \d+ seconds/).waitFor()
  await it.laptop.clock.advance(31)
  await page.getByRole('button', { name: 'Send new code', disabled: false }).click()
  await page.getByText('A new code is on its way.').waitFor()
  const newest = await codeFor(it.laptop, '+447700900444')
  await fill(page, 'code', earlier)
  await page.getByText('That was the earlier code').waitFor()
  await fill(page, 'code', newest)
  await page.getByText('Your phone number has been changed').waitFor()
})

test('a code for a new number that came too late is said to be expired, and a new one works', async () => {
  const page = await it.open()
  await signIn(it, page, mia)
  await page.goto(`${it.origin}/account/number`)
  await page.locator('input[name=phone]').fill('07700 900444')
  await fill(page, 'current', mia.pin)
  await page.locator('input[name=code]').waitFor()
  const late = await codeFor(it.laptop, '+447700900444')
  await it.laptop.clock.advance(5 * 60 + 1)
  await fill(page, 'code', late)
  await page.getByText('That code has expired').waitFor()
  await page.getByRole('button', { name: "Didn't get a verification code?" }).click()
  await page.locator('.more').getByRole('button', { name: 'Send new code', disabled: false }).click()
  await page.getByText('A new code is on its way.').waitFor()
  await fill(page, 'code', await codeFor(it.laptop, '+447700900444'))
  await page.getByText('Your phone number has been changed').waitFor()
})

test("a number that is on somebody else's profile leads back to entering another one, and says why", async () => {
  const page = await it.open()
  await signIn(it, page, mia)
  await page.goto(`${it.origin}/account/number`)
  await page.locator('input[name=phone]').fill(ada.typed)
  await fill(page, 'current', mia.pin)
  await page.locator('input[name=code]').waitFor()
  await fill(page, 'code', await codeFor(it.laptop, ada.phone))
  await page.getByText("This number is on somebody else's profile").waitFor()
  await heading(page, 'Your phone number')
})

test('Mia changes her name, and stops trusting this device', async () => {
  const page = await it.open()
  await signIn(it, page, mia, true)
  await page.getByRole('link', { name: 'Change: Name' }).click()
  await page.getByLabel('Name').fill('Mia Newname')
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Hello, Mia Newname')
  await page.getByRole('button', { name: /^Stop trusting/ }).click()
  await page.getByText('This device is no longer trusted.').waitFor()
  assert.equal(await page.getByRole('button', { name: /^Stop trusting/ }).count(), 0)
})

test('somebody who is no admin is told so, and is offered no such page', async () => {
  const page = await it.open()
  await signIn(it, page, mia)
  assert.ok(await page.getByRole('link', { name: 'Organisation' }).isHidden())
  await page.goto(`${it.origin}/admin`)
  await heading(page, 'You are not allowed to do this')
})
