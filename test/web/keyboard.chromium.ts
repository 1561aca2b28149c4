import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ada, codeFor, heading, mia, type Pages, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

// Where the keyboard is: by what name, and whether somebody who looks can tell. A code's boxes are drawn, so theirs is the lit one.
const whereItIs = `(() => {
  const at = document.activeElement
  if (at === document.body) return { name: '', seen: false }
  const name = at.getAttribute('aria-label') ?? [...(at.labels ?? [])].map((label) => label.textContent).join(' ')
  const style = getComputedStyle(at.closest('.country') ?? at)
  const drawn = at.classList.contains('code-input') && document.querySelector('.box.active, .box.chosen') !== null
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  return { name: (name === '' ? at.textContent : name).trim(), seen: drawn || outlined }
})()`

type Where = { readonly name: string; readonly seen: boolean }

/** Tabs on until the keyboard is at something of this name. On the way it is never lost from sight. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  const passed: string[] = []
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    const where: Where = await page.evaluate(whereItIs)
    if (where.name !== '') assert.ok(where.seen, `nobody sees that the keyboard is at "${where.name}"`)
    if (where.name === name) return
    passed.push(where.name)
  }
  assert.fail(`"${name}" is never reached, only ${passed.join(', ')}`)
}

const typeAndSend = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

test('Mia resets her PIN with the keyboard alone, from "Forgot your PIN?" to the new one', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/sign-in`)
  await heading(page, 'Sign in')
  await tabTo(page, 'Forgot your PIN?')
  await page.keyboard.press('Enter')
  await heading(page, 'Reset your PIN')
  await typeAndSend(page, mia.typed)
  await heading(page, 'Check your phone')
  await tabTo(page, "Didn't get a verification code?")
  await page.keyboard.press('Enter')
  await page.getByText(/You can send a new code in/).waitFor()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await typeAndSend(page, await codeFor(it.laptop, mia.phone))
  await heading(page, 'Check your e-mail')
  await typeAndSend(page, await codeFor(it.laptop, mia.email))
  await heading(page, 'Choose a new PIN')
  await page.keyboard.type('704816')
  await tabTo(page, 'Show')
  await page.keyboard.press('Space')
  assert.equal(await page.getByLabel('New PIN', { exact: true }).getAttribute('type'), 'text')
  await tabTo(page, 'New PIN again')
  await typeAndSend(page, '704816')
  await page.getByText('Your PIN has been changed').waitFor()
  await tabTo(page, 'Close')
  await page.keyboard.press('Enter')
  assert.equal(await page.locator('.notice').count(), 0)
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Sign in', 'the keyboard is not lost')
})

test('Eli signs in by e-mail with the keyboard alone, is told that a country is not allowed, and goes back once', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/sign-in`)
  await heading(page, 'Sign in')
  await tabTo(page, 'Sign in with e-mail and password')
  await page.keyboard.press('Enter')
  await page.getByLabel('E-mail address').waitFor()
  const enter = async () => {
    await page.keyboard.type('seven quiet otters')
    await page.keyboard.press('Enter')
    await heading(page, 'Which number can we text?')
  }
  await page.keyboard.type('eli@example.com')
  await tabTo(page, 'Password')
  await enter()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await heading(page, 'Sign in')
  await enter()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('United States')
  await page.getByText('US +1').waitFor()
  await tabTo(page, 'Phone number')
  await typeAndSend(page, '(202) 555-0123')
  await page.getByText('Your organisation has not allowed this country: United States.').waitFor()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('United Kingdom')
  await page.getByText('GB +44').waitFor()
  await tabTo(page, 'Phone number')
  await typeAndSend(page, '07700 900333')
  await heading(page, 'Check your e-mail')
  await typeAndSend(page, await codeFor(it.laptop, 'eli@example.com'))
  await heading(page, 'Enter your code')
  await page.keyboard.type(await codeFor(it.laptop, '+447700900333'))
  await tabTo(page, 'Trust this device for 30 days')
  await page.keyboard.press('Space')
  await tabTo(page, 'Sign in')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/account')
  await page.getByText('Trusted until').waitFor()
})

test('Ada changes her address, chooses another language and signs out with the keyboard alone', async () => {
  const page = await it.open()
  await signIn(it, page, ada, true)
  await tabTo(page, 'Change: E-mail address')
  await page.keyboard.press('Enter')
  await heading(page, 'Your e-mail address')
  await page.keyboard.type('ada.new@example.com')
  await tabTo(page, 'Current PIN')
  await typeAndSend(page, ada.pin)
  await heading(page, 'Check your e-mail')
  await typeAndSend(page, await codeFor(it.laptop, 'ada.new@example.com'))
  await page.getByText('Your e-mail address has been changed').waitFor()
  await page.locator('.facts').getByText('ada.new@example.com').waitFor()
  await page.reload()
  await page.locator('.facts').waitFor()
  await tabTo(page, 'Language')
  await page.keyboard.type('Suomi')
  await page.locator('html[lang=fi]').waitFor()
  await page.getByRole('heading', { name: 'Hei, Ada Admin' }).waitFor()
  await tabTo(page, 'Kirjaudu ulos')
  await page.keyboard.press('Enter')
  await page.getByText('Olet kirjautunut ulos.').waitFor()
})

test('the first Tab of a page offers to skip to its content, and does', async () => {
  const page = await it.open()
  await signIn(it, page, mia)
  await page.goto(`${it.origin}/account`)
  await page.locator('.facts').waitFor()
  await page.evaluate('document.activeElement.blur()')
  await tabTo(page, 'Skip to the content')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Change: Name')
})
