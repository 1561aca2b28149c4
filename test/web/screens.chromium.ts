import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { languages } from '#core/texts/language'
import { ada, assertClean, codeFor, fill, heading, mia, type Pages, signIn, withPages } from './pages.ts'

// `SCREENS=docs/screens` keeps a picture of each screen, in both themes and at both widths.
const folder = process.env.SCREENS

const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1100, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1100, height: 800 } },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 320, height: 640 } },
  { name: 'narrow-dark', colorScheme: 'dark', viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' },
] as const

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const see = async (page: Page, screen: string, look: string): Promise<void> => {
  await page.waitForTimeout(150)
  await assertClean(page, `${screen}, ${look}`)
  if (folder === undefined || look.startsWith('narrow-')) return
  mkdirSync(resolve(folder), { recursive: true })
  await page.screenshot({ path: resolve(folder, `${screen}-${look}.png`), fullPage: true })
}

for (const { name, ...look } of looks) {
  test(`every step of signing in by phone is for everybody (${name})`, async () => {
    const page = await it.open(look)
    await page.goto(`${it.origin}/sign-in`)
    await heading(page, 'Sign in')
    await see(page, 'number', name)
    await fill(page, 'phone', '1')
    await page.getByText('This is not a mobile number').waitFor()
    await see(page, 'number-wrong', name)
    await fill(page, 'phone', mia.typed)
    await heading(page, 'Enter your code')
    await page.getByRole('button', { name: "Didn't get a verification code?" }).click()
    await fill(page, 'code', '000000')
    await page.getByText('That code is not right').waitFor()
    await see(page, 'code', name)
    await fill(page, 'code', await codeFor(it.laptop, mia.phone))
    await heading(page, 'Enter your PIN')
    await page.getByLabel('Trust this device for 30 days').check()
    await page.locator('input[name=pin]').fill(mia.pin)
    await see(page, 'pin', name)
  })

  test(`every step of a reset is for everybody (${name})`, async () => {
    const page = await it.open(look)
    await page.goto(`${it.origin}/reset-pin`)
    await heading(page, 'Reset your PIN')
    await see(page, 'reset', name)
    await fill(page, 'phone', mia.typed)
    await heading(page, 'Check your phone')
    await see(page, 'reset-sms-code', name)
    await fill(page, 'code', await codeFor(it.laptop, mia.phone))
    await heading(page, 'Check your e-mail')
    await see(page, 'reset-email-code', name)
    await fill(page, 'code', await codeFor(it.laptop, mia.email))
    await heading(page, 'Choose a new PIN')
    await page.locator('input[name=pin]').fill('127680')
    await page.getByText('It contains 12').waitFor()
    await see(page, 'reset-new-pin', name)
    await page.locator('input[name=pin]').fill('704816')
    await fill(page, 'repeat', '704816')
    await page.getByText('Your PIN has been changed').waitFor()
    await see(page, 'reset-done', name)
  })

  test(`signing in by e-mail, and what is not there, are for everybody (${name})`, async () => {
    const page = await it.open(look)
    await page.goto(`${it.origin}/sign-in/email`)
    await heading(page, 'Sign in')
    await see(page, 'email', name)
    await page.goto(`${it.origin}/reset-password`)
    await heading(page, 'Reset your password')
    await see(page, 'password-reset', name)
    await page.goto(`${it.origin}/sign-in/nowhere`)
    await heading(page, 'This page does not exist')
    await see(page, 'nowhere', name)
  })

  test(`the account, the organisation and the inbox are for everybody (${name})`, async () => {
    const page = await it.open(look)
    await signIn(it, page, ada, true)
    await see(page, 'account', name)
    for (const part of ['profile', 'pin', 'number', 'email']) {
      await page.goto(`${it.origin}/account/${part}`)
      await page.getByRole('button', { name: 'Back to your account' }).waitFor()
      await see(page, `account-${part}`, name)
    }
    await page.goto(`${it.origin}/admin`)
    await page.getByRole('link', { name: 'Mia Member' }).waitFor()
    await see(page, 'people', name)
    await page.getByRole('link', { name: 'Mia Member' }).click()
    await heading(page, 'Mia Member')
    await see(page, 'person', name)
    await page.getByRole('button', { name: 'Disable', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await page.waitForTimeout(200)
    await see(page, 'person-disable', name)
    await page.keyboard.press('Escape')
    for (const part of ['number', 'email', 'name']) {
      await page.locator(`.facts a[href$="/${part}"]`).click()
      await page.getByRole('button', { name: 'Back to Mia Member' }).waitFor()
      await see(page, `person-${part}`, name)
      await page.getByRole('button', { name: 'Back to Mia Member' }).click()
      await heading(page, 'Mia Member')
    }
    for (const [part, title] of [
      ['invite', 'Invite a person'],
      ['settings', 'Settings'],
      ['budget', 'SMS budget'],
      ['audit', 'Audit'],
    ] as const) {
      await page.goto(`${it.origin}/admin/${part}`)
      await heading(page, title)
      await see(page, part, name)
    }
    await page.goto(`${it.origin}/inbox`)
    await page.locator('.message').first().waitFor()
    await see(page, 'inbox', name)
  })
}

test('each language is chosen with the picker, stays chosen, and leaves no English behind on the first page', async () => {
  const page = await it.open()
  const titles = new Set<string>()
  for (const tag of languages) {
    await page.goto(`${it.origin}/sign-in`)
    await page.locator('.language select').selectOption(tag)
    await page.locator(`html[lang=${tag}] h1`).waitFor()
    await assertClean(page, tag)
    titles.add((await page.locator('.heading .lead').textContent()) ?? '')
    await page.reload()
    assert.equal(await page.locator('html').getAttribute('lang'), tag)
  }
  assert.equal(titles.size, languages.length)
})

test('text at twice its size still fits', async () => {
  const page = await it.open({ viewport: { width: 640, height: 800 } })
  await page.goto(`${it.origin}/sign-in`)
  await heading(page, 'Sign in')
  await page.evaluate('document.documentElement.style.setProperty("font-size", "200%")')
  await assertClean(page, 'twice the size')
})
