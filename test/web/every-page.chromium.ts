import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { languages } from '#core/texts/language'
import { everyOwnScreen } from './own-pages.ts'
import { codeFor, fill, heading, mia, type Pages, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const fits = async (page: Page, screen: string): Promise<void> => {
  const sides: readonly [number, number] = await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  assert.ok(sides[0] <= sides[1], `${screen}: ${sides[0]} px wide where there is room for ${sides[1]}`)
}

// What moves: animations that run, but for the ring of a button at work, which then turns slowly.
const moving = `document.getAnimations().filter((it) => it.playState === 'running' && it.animationName !== 'turn').length`

test('at 320 px, which is 400 % of a common window, nothing has to be scrolled sideways, in the longest language, and nothing moves', async () => {
  const page = await it.open({ locale: 'de-DE', viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' })
  let seen = 0
  await everyOwnScreen(it, page, async (screen) => {
    await fits(page, screen)
    assert.equal(await page.evaluate(moving), 0, screen)
    seen += 1
  })
  assert.equal(seen, 18)
})

test('with text at twice its size nothing has to be scrolled sideways', async () => {
  const page = await it.open({ locale: 'fi-FI', viewport: { width: 640, height: 800 } })
  await page.addInitScript(
    'addEventListener("DOMContentLoaded", () => document.documentElement.style.setProperty("font-size", "200%"))',
  )
  await everyOwnScreen(it, page, (screen) => fits(page, screen))
})

test('on every screen another language can be chosen: the step stays, and a reload keeps both', async () => {
  const page = await it.open()
  let turn = 0
  await everyOwnScreen(it, page, async (screen) => {
    const path = new URL(page.url()).pathname
    const before = await page.locator('h1').textContent()
    turn += 1
    const tag = languages[turn % languages.length] ?? 'en'
    await page.locator('.language select').selectOption(tag)
    await page.locator(`html[lang=${tag}] h1`).waitFor()
    const title = await page.locator('h1').textContent()
    assert.notEqual(title, before, `${screen} in ${tag}`)
    await page.reload()
    await page.locator(`html[lang=${tag}] h1`).waitFor()
    assert.equal(await page.locator('h1').textContent(), title, screen)
    assert.equal(new URL(page.url()).pathname, path, screen)
  })
  assert.equal(turn, 18)
})

test('what was typed outlives a change of language, and no PIN or password is kept for that', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/sign-in`)
  await page.getByLabel('Mobile number').fill('07700 9')
  await page.locator('.language select').selectOption('sv')
  await page.locator('html[lang=sv] h1').waitFor()
  assert.equal(await page.locator('input[name=phone]').inputValue(), '07700 9')
  await page.locator('.language select').selectOption('en')
  await page.locator('html[lang=en] h1').waitFor()
  await signIn(it, page, mia)
  await page.goto(`${it.origin}/account/email`)
  await page.locator('input[name=email]').fill('mia.new@example.com')
  const field = page.getByLabel('Current PIN')
  await field.fill('395')
  await page.getByRole('button', { name: 'Show' }).click()
  await field.press('End')
  await page.keyboard.type('028')
  const kept: string = await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')
  assert.match(kept, /mia\.new@example\.com/)
  assert.doesNotMatch(kept, /395/)
  await page.reload()
  await page.getByLabel('Current PIN').waitFor()
  assert.equal(await page.locator('input[name=email]').inputValue(), 'mia.new@example.com')
  assert.equal(await page.getByLabel('Current PIN').inputValue(), '')
})

test('the browser\'s own "back" from the PIN resumes the PIN, and from there leads to the number', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/sign-in`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Enter your code')
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Enter your PIN')
  await page.goBack()
  await page.waitForURL('**/sign-in/pin')
  await heading(page, 'Enter your PIN')
  await page.goBack()
  await heading(page, 'Sign in')
  await page.goForward()
  await heading(page, 'Enter your PIN')
  await fill(page, 'pin', mia.pin)
  await page.waitForURL('**/account')
})

test('a tab copied at the code follows the one in which it was given', async () => {
  const page = await it.open()
  await page.goto(`${it.origin}/sign-in`)
  await fill(page, 'phone', mia.typed)
  await heading(page, 'Enter your code')
  const copied: string = await page.evaluate('JSON.stringify({ ...sessionStorage })')
  const other = await page.context().newPage()
  await other.addInitScript(`Object.assign(sessionStorage, JSON.parse(${JSON.stringify(copied)}))`)
  await other.goto(`${it.origin}/sign-in/code`)
  await heading(other, 'Enter your code')
  await fill(page, 'code', await codeFor(it.laptop, mia.phone))
  await heading(page, 'Enter your PIN')
  await other.bringToFront()
  await heading(other, 'Enter your PIN')
})
