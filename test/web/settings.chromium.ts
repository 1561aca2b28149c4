import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { ada, apiOf, assertClean, fill, heading, mia, type Pages, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const adaAtSettings = async () => {
  const page = await it.open()
  await signIn(it, page, ada)
  const ask = await apiOf(it, ada)
  await page.goto(`${it.origin}/admin/settings`)
  await heading(page, 'Settings')
  const settings = async () => (await ask('GET /organisation')).body
  return { page, ask, settings }
}

const save = (page: Page): Promise<void> => page.getByRole('button', { name: 'Save', exact: true }).click()

const saved = async (page: Page): Promise<void> => {
  // The word of an earlier save may still be there.
  const answered = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
  await save(page)
  await answered
  await page.getByText('Saved', { exact: true }).waitFor()
}

const faultOf = (page: Page, field: string) => page.locator('.field', { hasText: field }).locator('.error')

test('each setting is saved by itself, is there after a reload, and the API sees it', async () => {
  const { page, settings } = await adaAtSettings()
  const before = await settings()
  await page.getByLabel('Name').fill('Harbour Clinic')
  await saved(page)
  assert.deepEqual(await settings(), { ...before, name: 'Harbour Clinic' })
  await page.getByLabel('Two-factor for everybody').uncheck()
  await page.getByLabel('How codes are sent').selectOption('email')
  await page.getByLabel('Exempt networks').fill('203.0.113.0/24\n2001:db8::/32')
  await saved(page)
  const twoFactor = { required: false, method: 'email', exemptNetworks: ['203.0.113.0/24', '2001:db8::/32'] }
  assert.deepEqual(await settings(), { ...before, name: 'Harbour Clinic', twoFactor })
  await page.getByLabel('Codes by e-mail when the SMS budget is used up').check()
  await page.getByLabel('Finland').check()
  await page.getByLabel('Usual country').selectOption('FI')
  await saved(page)
  const { countries, ...rest } = await settings()
  assert.deepEqual([...(countries as readonly string[])].sort(), ['FI', 'GB'])
  assert.deepEqual([rest.defaultCountry, rest.emailCodesWhenSmsSpent, rest.twoFactor], ['FI', true, twoFactor])
  await page.reload()
  assert.equal(await page.getByLabel('Name').inputValue(), 'Harbour Clinic')
  assert.equal(await page.getByLabel('Exempt networks').inputValue(), '203.0.113.0/24\n2001:db8::/32')
  assert.equal(await page.getByLabel('Two-factor for everybody').isChecked(), false)
  assert.equal(await page.getByLabel('Usual country').inputValue(), 'FI')
  assert.equal(await page.getByLabel('Finland').isChecked(), true)
})

test('what makes no sense is refused with a sentence beside its own field, and nothing is changed', async () => {
  const { page, settings } = await adaAtSettings()
  const before = await settings()
  await page.getByLabel('Name').fill('')
  await page.getByLabel('Exempt networks').fill('203.0.113.0/24, 203.0.113.7/24')
  await page.getByLabel('Usual country').selectOption('IE')
  await save(page)
  await faultOf(page, 'Name').getByText('Enter a name.').waitFor()
  await faultOf(page, 'Exempt networks').getByText('203.0.113.7/24 is not a network.').waitFor()
  await faultOf(page, 'Countries that text messages').getByText('Ireland is the usual country').waitFor()
  const networks = page.getByLabel('Exempt networks')
  assert.equal(await networks.getAttribute('aria-invalid'), 'true')
  const described = (await networks.getAttribute('aria-describedby')) ?? ''
  const spoken = await page.evaluate(`document.getElementById('${described.split(' ')[0]}').textContent`)
  assert.match(String(spoken), /203\.0\.113\.7\/24 is not a network/)
  assert.equal(await page.evaluate('document.activeElement.name'), 'name')
  await assertClean(page, 'settings refused')
  await networks.fill('203.0.113.0/24 0.0.0.0/0')
  await save(page)
  await faultOf(page, 'Exempt networks').getByText('0.0.0.0/0 is wider than').waitFor()
  await page.getByLabel('United Kingdom', { exact: true }).uncheck()
  await save(page)
  await faultOf(page, 'Countries that text messages').getByText('Choose at least one country.').waitFor()
  assert.deepEqual(await settings(), before)
})

test('what two admins change at the same time is both kept', async () => {
  const { page, ask, settings } = await adaAtSettings()
  await ask('PATCH /organisation', { name: 'Named meanwhile' })
  await page.getByLabel('How codes are sent').selectOption('email')
  await saved(page)
  const { name, twoFactor } = await settings()
  assert.deepEqual([name, (twoFactor as { method: string }).method], ['Named meanwhile', 'email'])
  assert.equal(await page.getByLabel('Name').inputValue(), 'Named meanwhile')
})

test('forbidding trusted devices is asked about first; then Mia, who was trusted, needs a code', async () => {
  const hers = await it.open()
  await signIn(it, hers, mia, true)
  const { page, settings } = await adaAtSettings()
  await page.getByLabel('Devices may be trusted').uncheck()
  await save(page)
  const dialog = page.getByRole('dialog', { name: 'End the trust of every device?' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  assert.deepEqual((await settings()).trustedDevices, { allowed: true })
  await save(page)
  await dialog.getByRole('button', { name: 'Save and end it' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  assert.deepEqual((await settings()).trustedDevices, { allowed: false })
  await it.laptop.clock.advance(3_600)
  await hers.goto(`${it.origin}/sign-in`)
  await fill(hers, 'phone', mia.typed)
  await heading(hers, 'Enter your code')
})

test('what was entered and not saved outlives a reload and another language, and is forgotten when it is left', async () => {
  const { page } = await adaAtSettings()
  await page.getByLabel('Name').fill('Half typed')
  await page.getByLabel('Finland').check()
  await page.reload()
  assert.equal(await page.getByLabel('Name').inputValue(), 'Half typed')
  await page.locator('.language select').selectOption('fi')
  await page.locator('html[lang=fi] h1').waitFor()
  assert.equal(await page.getByLabel('Nimi').inputValue(), 'Half typed')
  assert.equal(await page.getByLabel('Suomi').isChecked(), true)
  await page.getByRole('link', { name: 'Henkilöt' }).click()
  await heading(page, 'Henkilöt')
  await page.getByRole('link', { name: 'Asetukset' }).click()
  await heading(page, 'Asetukset')
  assert.equal(await page.getByLabel('Nimi').inputValue(), 'Example Clinic')
})
