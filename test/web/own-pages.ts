import type { Page } from 'playwright-core'
import { ada, codeFor, fill, otherThan, type Pages } from './pages.ts'

const eli = { email: 'eli@example.com', password: 'seven quiet otters' } as const

type Look = (screen: string) => Promise<void>

const at = (page: Page, path: string): Promise<void> => page.waitForURL(`**${path}`)

const signingIn = async (it: Pages, page: Page, look: Look): Promise<void> => {
  await page.goto(`${it.origin}/sign-in`)
  await page.locator('input[name=phone]').fill('07')
  await look('number')
  await fill(page, 'phone', ada.phone)
  await at(page, '/sign-in/code')
  await page.locator('.opener').click()
  const code = await codeFor(it.laptop, ada.phone)
  await fill(page, 'code', otherThan(code))
  await page.locator('.field .error').waitFor()
  await look('code')
  await fill(page, 'code', code)
  await at(page, '/sign-in/pin')
  await look('pin')
  await fill(page, 'pin', ada.pin)
  await at(page, '/account')
}

const account = async (it: Pages, page: Page, look: Look): Promise<void> => {
  await page.locator('.facts').waitFor()
  await look('account')
  for (const part of ['profile', 'pin', 'number', 'email']) {
    await page.goto(`${it.origin}/account/${part}`)
    await page.locator('form').waitFor()
    await look(part)
  }
  await page.locator('input[name=email]').fill('ada.new@example.com')
  await fill(page, 'current', ada.pin)
  await at(page, '/account/email/code')
  await look('the code for a new address')
}

const byEmail = async (it: Pages, page: Page, look: Look): Promise<void> => {
  await page.goto(`${it.origin}/sign-in/email`)
  await page.locator('input[name=email]').fill(eli.email)
  await look('signing in by e-mail')
  await fill(page, 'password', eli.password)
  await at(page, '/sign-in/phone-number')
  await look('a number for the code')
  await fill(page, 'phone', '+447700900333')
  await at(page, '/sign-in/code')
  await look('the first of two codes')
}

const resets = async (it: Pages, page: Page, look: Look): Promise<void> => {
  await page.goto(`${it.origin}/reset-password`)
  await page.locator('form').waitFor()
  await look('a forgotten password')
  await page.goto(`${it.origin}/reset-pin`)
  await page.locator('form').waitFor()
  await look('a forgotten PIN')
  await fill(page, 'phone', ada.phone)
  await at(page, '/reset-pin/code')
  await look('the code to the phone')
  await fill(page, 'code', await codeFor(it.laptop, ada.phone))
  await page.locator('.progress li:nth-child(3).done').waitFor()
  await look('the code to the mailbox')
  await fill(page, 'code', await codeFor(it.laptop, ada.email))
  await at(page, '/reset-pin/new')
  await page.locator('input[name=pin]').fill('127680')
  await page.locator('.verdict li').waitFor()
  await look('a new PIN')
}

/** Goes through everybody's own screens, by nothing that depends on the language, and has each looked at. */
export const everyOwnScreen = async (it: Pages, page: Page, look: Look): Promise<void> => {
  await resets(it, page, look)
  await it.laptop.clock.advance(3_600)
  await signingIn(it, page, look)
  await account(it, page, look)
  await byEmail(it, page, look)
  await page.goto(`${it.origin}/sign-in/nowhere`)
  await page.locator('main a.button').waitFor()
  await look('a page that is not there')
}
