import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Language, languages } from '#core/texts/language'
import { ada, apiOf, assertClean, fill, heading, mia, type Pages, personIdOf, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

/** Every page for admins and testers, with something on each. */
const everyPage = async (): Promise<readonly string[]> => {
  const ask = await apiOf(it, ada)
  const personId = await personIdOf(ask, 'Mia')
  await ask('PATCH /organisation', { twoFactor: { method: 'email', exemptNetworks: ['203.0.113.0/24'] } })
  const person = `/admin/people/${personId}`
  const own = [person, `${person}/name`, `${person}/number`, `${person}/email`]
  return ['/admin', '/admin/invite', '/admin/settings', '/admin/budget', '/admin/audit', ...own, '/inbox']
}

const there = async (page: Page, path: string, language: Language): Promise<void> => {
  await page.goto(`${it.origin}${path}`)
  await page.locator(`html[lang=${language}] main h1`).waitFor()
}

test('the language is chosen on every page for admins and testers, and stays after a reload', async () => {
  const page = await it.open()
  await signIn(it, page, ada)
  const paths = await everyPage()
  let before: Language = 'en'
  for (const [index, path] of paths.entries()) {
    const tag: Language = languages[(languages.indexOf(before) + 1 + (index % 2)) % languages.length] ?? 'de'
    await there(page, path, before)
    const title = await page.title()
    await page.locator('.language select').selectOption(tag)
    await page.locator(`html[lang=${tag}] main h1`).waitFor()
    await page.reload()
    await page.locator(`html[lang=${tag}] main h1`).waitFor()
    if (!/people\/[^/]+$/.test(path)) assert.notEqual(await page.title(), title, `${path} from ${before} to ${tag}`)
    assert.equal(await page.locator('.language select').inputValue(), tag)
    before = tag
  }
})

test('every page fits into 320 px in every language, and is for everybody in both themes', async () => {
  const page = await it.open({ viewport: { width: 320, height: 640 } })
  await signIn(it, page, ada)
  const paths = await everyPage()
  for (const [turn, tag] of languages.entries()) {
    await page.emulateMedia({ colorScheme: turn % 2 === 0 ? 'light' : 'dark' })
    await page.evaluate(`localStorage.setItem('latchkey.language', '${tag}')`)
    for (const path of paths) {
      await there(page, path, tag)
      await assertClean(page, `${path} in ${tag} at 320 px`)
    }
  }
})

test('at 200 % zoom, and with letters of twice the size, nothing sticks out or is lost', async () => {
  const page = await it.open({ viewport: { width: 550, height: 400 }, deviceScaleFactor: 2 })
  await signIn(it, page, ada)
  for (const path of await everyPage()) {
    await there(page, path, 'en')
    await assertClean(page, `${path} at 200 %`)
    await page.setViewportSize({ width: 640, height: 800 })
    await page.evaluate('document.documentElement.style.setProperty("font-size", "200%")')
    await assertClean(page, `${path} with large letters`)
    await page.setViewportSize({ width: 550, height: 400 })
  }
})

/** Goes on with the tabulator until the keyboard is at what is called so. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  const called = `(() => {
    const at = document.activeElement
    const label = at.labels && at.labels[0]
    return (at.getAttribute('aria-label') || (label && label.textContent) || at.textContent || '').trim()
  })()`
  for (let turn = 0; turn < 80; turn += 1) {
    if ((await page.evaluate(called)) === name) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`the keyboard never came to ${name}`)
}

const pressOn = async (page: Page, name: string): Promise<void> => {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

test('with the keyboard alone an admin finds Mia, corrects her address, disables and enables her, and saves a setting', async () => {
  const page = await it.open()
  await signIn(it, page, ada)
  const ask = await apiOf(it, ada)
  const personId = await personIdOf(ask, 'Mia')
  await pressOn(page, 'Organisation')
  await heading(page, 'People')
  await tabTo(page, 'Search by name, number or e-mail')
  await page.keyboard.type('Mia')
  await page.getByRole('link', { name: 'Ada Admin' }).waitFor({ state: 'detached' })
  await pressOn(page, 'Mia Member')
  await heading(page, 'Mia Member')
  await pressOn(page, 'Correct: E-mail address')
  await heading(page, 'Correct the e-mail address')
  await page.keyboard.type('mia.right@example.com')
  await page.keyboard.press('Tab')
  await page.keyboard.type('A typo')
  await page.keyboard.press('Enter')
  await page.getByText('The e-mail address has been changed.').waitFor()
  await pressOn(page, 'Disable')
  await page.getByRole('dialog').waitFor()
  await pressOn(page, 'Disable')
  await page.getByText('can no longer sign in').waitFor()
  assert.equal((await ask(`GET /organisation/people/${personId}`)).body.disabled, true)
  await pressOn(page, 'Enable')
  await page.getByText('can sign in again').waitFor()
  await page.goto(`${it.origin}/admin/settings`)
  await heading(page, 'Settings')
  await tabTo(page, 'Two-factor for everybody')
  await page.keyboard.press('Space')
  await pressOn(page, 'Save')
  await page.getByText('Saved', { exact: true }).waitFor()
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Save')
  const { email, disabled } = (await ask(`GET /organisation/people/${personId}`)).body
  assert.deepEqual([email, disabled], ['mia.right@example.com', false])
})

test('with the keyboard alone a tester copies a code and starts over', async () => {
  const page = await it.open({ permissions: ['clipboard-read', 'clipboard-write'] })
  const hers = await it.open()
  await hers.goto(`${it.origin}/sign-in`)
  await fill(hers, 'phone', mia.typed)
  await heading(hers, 'Enter your code')
  await it.laptop.settled()
  const code = it.laptop.outbox.list(mia.phone).at(-1)?.code ?? ''
  await page.goto(`${it.origin}/inbox`)
  await page.locator('.message').waitFor()
  await pressOn(page, `${code} Copy code`)
  await page.getByText('Copied').waitFor()
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), code)
  await pressOn(page, 'Start over')
  await page.getByRole('dialog').waitFor()
  await pressOn(page, 'Start over')
  await page.getByText('Started over.').waitFor()
  await page.getByText('Nothing has been sent yet.').waitFor()
})
