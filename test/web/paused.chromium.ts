import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { languages } from '#core/texts/language'
import { organisationPages } from '#core/texts/organisation-pages'
import { floodLaptop, phoneOf, post } from '#support/flooded-laptop'
import { refusingFloods } from '#support/refusing-template'
import { ada, assertClean, fill, heading, type Pages, signIn, withPages } from './pages.ts'

const folder = process.env.SCREENS

let it: Pages
before(async () => {
  it = await withPages(refusingFloods)
})
after(() => it.close())

// As the page asks for it: the refresh token is in a cookie that no script reads.
const renew = `fetch('/session/refresh', {
  method: 'POST',
  headers: { 'Latchkey-Client': 'web', 'Content-Type': 'application/json' },
  body: '{}',
}).then((reply) => reply.json()).then(({ person }) => person.organisationId)`
const organisationOf = async (page: Page): Promise<string> => String(await page.evaluate(renew))

test('an admin sees on the page of the budget that strangers wait, since when and why, in six languages, and ends it', async () => {
  const page = await it.open()
  await signIn(it, page, ada, true)
  await floodLaptop(it.laptop, await organisationOf(page))
  await page.goto(`${it.origin}/admin/budget`)
  await heading(page, 'SMS budget')
  await page.getByRole('heading', { name: 'Text messages to new devices are paused' }).waitFor()
  await page.getByText('Hardly any of the codes sent lately were entered.').waitFor()
  for (const [name, look] of Object.entries({
    light: { colorScheme: 'light', width: 1100 },
    dark: { colorScheme: 'dark', width: 1100 },
    narrow: { colorScheme: 'light', width: 320 },
  } as const)) {
    await page.emulateMedia({ colorScheme: look.colorScheme })
    await page.setViewportSize({ width: look.width, height: 800 })
    await page.waitForTimeout(150)
    await assertClean(page, `paused, ${name}`)
    if (folder === undefined) continue
    mkdirSync(resolve(folder), { recursive: true })
    await page.screenshot({ path: resolve(folder, `paused-${name}.png`), fullPage: true })
  }
  for (const tag of languages) {
    await page.locator('.language select').selectOption(tag)
    await page.locator(`html[lang=${tag}] h1`).waitFor()
    await page.getByRole('heading', { name: organisationPages[tag].budget.paused.title }).waitFor()
    await assertClean(page, `paused, ${tag}`)
  }
  await page.locator('.language select').selectOption('en')
  await page.getByRole('button', { name: 'Send to everybody again' }).click()
  await page.getByText('Text messages are sent to everybody again.').waitFor()
  assert.equal(await page.locator('.panel.paused').count(), 0)
  await post(it.laptop, '/login/phone', { phone: phoneOf(51) })
  await it.laptop.settled()
  assert.equal(it.laptop.outbox.list(phoneOf(51)).length, 1)
  await page.goto(`${it.origin}/admin/audit`)
  await page.getByText('Resumed text messages').first().waitFor()
})

test('whoever waits on a new device is told why nothing came and when to ask again', async () => {
  await it.laptop.reset()
  const page = await it.open()
  await signIn(it, page, ada, true)
  await floodLaptop(it.laptop, await organisationOf(page))
  const stranger = await it.open()
  await stranger.goto(`${it.origin}/sign-in`)
  await fill(stranger, 'phone', '07700 900222')
  await heading(stranger, 'Enter your code')
  await stranger
    .getByText(/too many/i)
    .first()
    .waitFor()
  await assertClean(stranger, 'held back')
  if (folder !== undefined) await stranger.screenshot({ path: resolve(folder, 'held-back-light.png'), fullPage: true })
})
