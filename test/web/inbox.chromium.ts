import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ada, assertClean, codeFor, fill, heading, mia, type Pages, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

/** A tester at the inbox, and a browser in which somebody asks for codes. */
const atInbox = async () => {
  const page = await it.open({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(`${it.origin}/inbox`)
  await page.getByText('Live', { exact: true }).waitFor()
  const hers = await it.open()
  return { page, hers }
}

const begin = async (page: Page, who: { readonly typed: string }): Promise<void> => {
  await page.goto(`${it.origin}/sign-in`)
  await fill(page, 'phone', who.typed)
  await heading(page, 'Enter your code')
  await it.laptop.settled()
}

const card = (page: Page, to: string) => page.locator('.message', { hasText: to })
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
const order = async (page: Page, fault: string): Promise<void> => {
  await press(page, fault)
  await page.getByText(`Text messages: ${fault}`).waitFor()
}

const miaTo = '+44\u00a07700\u00a0900222'
const adaTo = '+44\u00a07700\u00a0900111'

test('messages come live, the newest on top, as a phone and a mail program show them; a code is copied with one click', async () => {
  const { page, hers } = await atInbox()
  await page.getByText('Nothing has been sent yet.').waitFor()
  await begin(hers, mia)
  const code = await codeFor(it.laptop, mia.phone)
  await page.getByRole('button', { name: `${code} Copy code` }).click()
  await page.getByText('Copied').waitFor()
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), code)
  await page.getByRole('button', { name: `${code} Copied` }).focus()
  await begin(await it.open(), ada)
  await page.locator('.message').first().getByText(adaTo).waitFor()
  assert.equal(await page.locator('.message').count(), 2)
  const kept = await page.evaluate('document.activeElement.closest(".message").textContent')
  assert.ok(String(kept).includes(code), 'the keyboard stays where it was when a message comes')
  await page.locator('.bubble', { hasText: code }).waitFor()
  await page.getByLabel('Show messages to').selectOption('+447700900222')
  assert.equal(await page.locator('.message').count(), 1)
  await page.reload()
  await card(page, miaTo).waitFor()
  assert.equal(await page.locator('.message').count(), 2)
})

test('a late message is not there, and comes when the clock is moved', async () => {
  const { page, hers } = await atInbox()
  await order(page, 'Late by 30 seconds')
  await begin(hers, mia)
  await page.getByText('None. Everything arrives.').waitFor()
  assert.equal(await page.locator('.message').count(), 0)
  await press(page, '+1 minute')
  await card(page, miaTo).waitFor()
})

test('a lost message never comes; the next one does', async () => {
  const { page, hers } = await atInbox()
  await order(page, 'Lost on the way')
  await begin(hers, mia)
  await begin(await it.open(), ada)
  await card(page, adaTo).waitFor()
  await press(page, '+1 day')
  assert.equal(await card(page, miaTo).count(), 0)
})

test('a message that is overtaken comes after the next', async () => {
  const { page, hers } = await atInbox()
  await order(page, 'Overtaken by the next')
  await begin(hers, mia)
  assert.equal(await page.locator('.message').count(), 0)
  await begin(await it.open(), ada)
  await page.locator('.message').nth(1).waitFor()
  assert.match((await page.locator('.message').first().textContent()) ?? '', /900222/)
  assert.match((await page.locator('.message').last().textContent()) ?? '', /900111/)
})

test("when the provider is down nothing comes and Mia's page says so; what was ordered can be taken back", async () => {
  const { page, hers } = await atInbox()
  await order(page, 'Provider down')
  await press(page, 'Clear faults')
  await page.getByText('None. Everything arrives.').waitFor()
  await order(page, 'Provider down')
  await begin(hers, mia)
  await hers.locator('.delivery[data-delivery=failed]').waitFor()
  assert.equal(await page.locator('.message').count(), 0)
})

test('e-mails meet faults of their own', async () => {
  const { page, hers } = await atInbox()
  await page.getByLabel('Kind of message').selectOption('email')
  await press(page, 'Lost on the way')
  await page.getByText('E-mails: Lost on the way').waitFor()
  await hers.goto(`${it.origin}/reset-password`)
  await fill(hers, 'email', 'eli@example.com')
  await heading(hers, 'Check your e-mail')
  await it.laptop.settled()
  await page.getByText('None. Everything arrives.').waitFor()
  assert.equal(await page.locator('.message').count(), 0)
})

test('with the budget emptied nobody is sent a code and is told why, and with it refilled they are', async () => {
  const { page, hers } = await atInbox()
  await press(page, 'Empty the budget')
  await page.getByText('Example Clinic can pay for no more text messages.').waitFor()
  await begin(hers, mia)
  await hers.locator('.delivery', { hasText: /budget/ }).waitFor()
  assert.equal(await card(page, miaTo).count(), 0)
  await press(page, 'Refill it')
  await page.getByText('Example Clinic can send text messages again.').waitFor()
  await begin(await it.open(), ada)
  await card(page, adaTo).waitFor()
})

test("the clock moves for everything: after ten minutes Mia's sign-in has ended", async () => {
  const { page, hers } = await atInbox()
  await begin(hers, mia)
  const before = it.laptop.clock.now()
  await Promise.all([page.waitForResponse(/_local\/outbox$/), press(page, '+10 minutes')])
  assert.ok(it.laptop.clock.now() - before >= 600_000)
  await fill(hers, 'code', await codeFor(it.laptop, mia.phone))
  await hers.getByText('This sign-in has ended').waitFor()
  await press(page, '+30 days')
  const shown = new Date(it.laptop.clock.now()).toLocaleString('en-GB', { dateStyle: 'full' })
  await page.locator('.now', { hasText: shown }).waitFor()
})

test('starting over is asked about first, and then forgets messages, faults, people’s sessions and the clock', async () => {
  const { page, hers } = await atInbox()
  await signIn(it, hers, mia)
  await press(page, '+30 days')
  await order(page, 'Provider down')
  await press(page, 'Start over')
  const dialog = page.getByRole('dialog', { name: 'Start over?' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  assert.ok((await page.locator('.message').count()) > 0)
  await press(page, 'Start over')
  await page.waitForTimeout(300)
  await assertClean(page, 'start over?')
  await dialog.getByRole('button', { name: 'Start over' }).click()
  await page.getByText('Started over.').waitFor()
  await page.getByText('Nothing has been sent yet.').waitFor()
  await page.getByText('None. Everything arrives.').waitFor()
  assert.ok(Math.abs(it.laptop.clock.now() - Date.now()) < 60_000)
  await hers.goto(`${it.origin}/account`)
  await heading(hers, 'Sign in')
})

test('a reset is drawn as it goes: where it is is lit, where it was is marked, and earlier runs can be looked at', async () => {
  const { page, hers } = await atInbox()
  await page.getByText('No reset has been started yet.').waitFor()
  const here = (name: string) => page.locator('.state.here', { hasText: name }).waitFor()
  await hers.goto(`${it.origin}/reset-pin`)
  await fill(hers, 'phone', mia.typed)
  await heading(hers, 'Check your phone')
  await here('SMS code')
  await fill(hers, 'code', await codeFor(it.laptop, mia.phone))
  await heading(hers, 'Check your e-mail')
  await here('E-mail code')
  await page.locator('.state.been', { hasText: 'SMS code' }).waitFor()
  await fill(hers, 'code', await codeFor(it.laptop, mia.email))
  await heading(hers, 'Choose a new PIN')
  await here('New PIN')
  await page.getByRole('img', { name: 'running, New PIN' }).waitFor()
  await hers.locator('input[name=pin]').fill('704816')
  await fill(hers, 'repeat', '704816')
  await hers.getByText('Your PIN has been changed').waitFor()
  await here('Done')
  assert.ok((await page.locator('.arrow.walked').count()) >= 4)
  const second = await it.open()
  await second.goto(`${it.origin}/reset-password`)
  await fill(second, 'email', 'eli@example.com')
  await heading(second, 'Check your e-mail')
  await here('E-mail code')
  const runs = page.getByLabel('Run', { exact: true })
  assert.deepEqual(
    (await runs.locator('option').allTextContents()).map((text) => text.split(',')[0]),
    ['Password reset', 'PIN reset'],
  )
  await runs.selectOption({ index: 1 })
  await here('Done')
})

test('while the machine does not answer the inbox says so, loses nothing, and goes on by itself', async () => {
  const { page, hers } = await atInbox()
  await page.route('**/_local/clock', (route) => route.abort())
  await press(page, '+1 minute')
  await page.getByText('This machine did not answer.').waitFor()
  await page.unroute('**/_local/clock')
  await press(page, '+1 minute')
  await begin(hers, mia)
  await card(page, miaTo).waitFor()
  await page.route('**/_local/outbox', (route) => route.abort())
  await page.reload()
  await heading(page, 'This machine did not answer.')
  await page.unroute('**/_local/outbox')
  await press(page, 'Try again')
  await card(page, miaTo).waitFor()
})
