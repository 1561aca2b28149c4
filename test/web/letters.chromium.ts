import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { floodLaptop, post } from '#support/flooded-laptop'
import { refusingFloods } from '#support/refusing-template'
import { ada, apiOf, assertClean, mia, otherThan, type Pages, withPages } from './pages.ts'

const folder = process.env.SCREENS

let it: Pages
before(async () => {
  it = await withPages(refusingFloods)
})
after(() => it.close())

const looks = {
  light: { colorScheme: 'light', width: 1100 },
  dark: { colorScheme: 'dark', width: 1100 },
  narrow: { colorScheme: 'light', width: 320 },
  'narrow-dark': { colorScheme: 'dark', width: 320 },
} as const

/** Seventy wrong codes in a row, five a login, spread over the days that the limits ask for. */
const endCodes = async ({ laptop }: Pages): Promise<void> => {
  for (let login = 0; login < 14; login++) {
    const { loginId } = (await post(laptop, '/login/phone', { phone: mia.phone })).body
    await laptop.settled()
    const right = laptop.outbox.list(mia.phone).at(-1)?.code ?? '000000'
    for (let tries = 0; tries < 5; tries++) await post(laptop, `/login/${loginId}/code`, { code: otherThan(right) })
    await laptop.settled()
    await laptop.clock.advance(3 * 3_600)
  }
}

/** Letters of a colour of their own on whatever the program's background is cannot be read everywhere. */
const assertReadable = async (page: Page, where: string): Promise<void> => {
  const found: { readonly violations: readonly { readonly id: string }[] } = await page.evaluate(
    'axe.run(document, { runOnly: ["link-name", "html-has-lang"], resultTypes: ["violations"] })',
  )
  assert.deepEqual(
    found.violations.map(({ id }) => id),
    [],
    where,
  )
  const dark = await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')
  const ink = await page.evaluate('getComputedStyle(document.querySelector("p")).color')
  assert.equal(
    ink,
    dark === true ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)',
    `${where}: the letter has the program's own ink`,
  )
  const [wide, room]: readonly [number, number] = await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  assert.ok(wide <= room, where)
}

/** As a mail program shows it, which has no styles of ours. */
const seeItself = async (html: string, screen: string): Promise<void> => {
  const page = await it.open()
  await page.setContent(html)
  for (const [name, { colorScheme, width }] of Object.entries(looks)) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 600 })
    await assertReadable(page, `${screen} itself, ${name}`)
    if (folder !== undefined) await page.screenshot({ path: resolve(folder, `${screen}-itself-${name}.png`) })
  }
  await page.close()
}

/** The letter as the inbox shows it, in every look. */
const seeLetter = async (page: Page, to: string, subject: string, screen: string): Promise<void> => {
  await page.goto(`${it.origin}/inbox`)
  await page.getByLabel('Show messages to').selectOption(to)
  const card = page.locator('.message', { hasText: subject })
  await card.waitFor()
  assert.equal(await card.count(), 1)
  await card.getByRole('link').waitFor()
  for (const [name, { colorScheme, width }] of Object.entries(looks)) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    await page.waitForTimeout(150)
    await assertClean(page, `${screen}, ${name}`)
    if (folder === undefined) continue
    mkdirSync(resolve(folder), { recursive: true })
    await card.screenshot({ path: resolve(folder, `${screen}-${name}.png`) })
  }
}

test('the letter that tells an admin of a pause can be read in the inbox, in both themes and on a telephone', async () => {
  const ask = await apiOf(it, ada)
  const { organisationId } = (await ask('GET /organisation')).body
  await floodLaptop(it.laptop, String(organisationId))
  await it.laptop.settled()
  const letter = it.laptop.outbox.list(ada.email).at(-1)
  assert.ok(letter?.subject)
  const page = await it.open()
  await seeLetter(page, ada.email, letter.subject, 'letter-paused')
  await seeItself(letter.html ?? '', 'letter-paused')
})

test('the letter that tells a person that their codes have ended can be read there as well', async () => {
  await endCodes(it)
  const letter = it.laptop.outbox.list(mia.email).at(-1)
  assert.ok(letter?.subject)
  const page = await it.open()
  await seeLetter(page, mia.email, letter.subject, 'letter-codes-ended')
  await seeItself(letter.html ?? '', 'letter-codes-ended')
})
