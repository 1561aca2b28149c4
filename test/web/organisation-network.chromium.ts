import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { ada, apiOf, assertClean, heading, type Pages, personIdOf, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const adaAt = async (path: string) => {
  const page = await it.open()
  await signIn(it, page, ada)
  await page.goto(`${it.origin}${path}`)
  await page.locator('main h1').waitFor()
  return page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Holds every call of a method to a path until it is let go, and counts them. */
const held = async (page: Page, method: string, path: string) => {
  let letGo = () => {}
  const open = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let calls = 0
  await page.route(path, async (route: Route) => {
    if (route.request().method() !== method) return route.continue()
    calls += 1
    await open
    await route.continue()
  })
  return { letGo, calls: () => calls }
}

test('on a slow network a form is busy, is sent once however often it is pressed, and then says that it is saved', async () => {
  const page = await adaAt('/admin/settings')
  const slow = await held(page, 'PATCH', '**/organisation')
  await page.getByLabel('Name').fill('Slow Clinic')
  const save = button(page, 'Save')
  await save.click()
  await page.locator('form button.busy[aria-disabled=true]').waitFor()
  await assertClean(page, 'busy')
  await save.click({ force: true })
  await page.getByLabel('Name').press('Enter')
  slow.letGo()
  await page.getByText('Saved', { exact: true }).waitFor()
  assert.equal(slow.calls(), 1)
})

test('on a slow network a deed is done once, in the list and in the dialog', async () => {
  const page = await adaAt('/admin')
  const ask = await apiOf(it, ada)
  await page.getByRole('link', { name: 'Mia Member' }).click()
  await heading(page, 'Mia Member')
  const reset = await held(page, 'POST', '**/reset')
  const asking = button(page, 'Ask to choose a new PIN or password')
  await asking.click()
  await asking.click({ force: true })
  await asking.press('Enter')
  reset.letGo()
  await page.getByText('The person has been told').waitFor()
  assert.equal(reset.calls(), 1)
  const disable = await held(page, 'PATCH', '**/organisation/people/*')
  await button(page, 'Disable').click()
  const dialog = page.getByRole('dialog')
  const yes = dialog.getByRole('button', { name: 'Disable' })
  await yes.click()
  await yes.click({ force: true })
  await page.keyboard.press('Escape')
  assert.equal(await dialog.isVisible(), true)
  disable.letGo()
  await page.getByText('can no longer sign in').waitFor()
  assert.equal(disable.calls(), 1)
  const { items } = (await ask('GET /organisation/audit')).body
  const deeds = (items as readonly { readonly action: string }[]).map(({ action }) => action)
  assert.deepEqual(deeds.slice(0, 2), ['person_disabled', 'reset_started'])
})

test('while a page is loading it is busy, and shows itself once everything is there', async () => {
  const page = await adaAt('/admin')
  const slow = await held(page, 'GET', '**/organisation/sms-budget')
  await page.getByRole('link', { name: 'SMS budget' }).click()
  await page.locator('main[aria-busy=true]').waitFor()
  slow.letGo()
  await heading(page, 'SMS budget')
  assert.equal(await page.locator('main[aria-busy]').count(), 0)
})

for (const [path, call, title] of [
  ['/admin', '**/organisation/people*', 'People'],
  ['/admin/settings', '**/organisation', 'Settings'],
  ['/admin/budget', '**/organisation/sms-ledger*', 'SMS budget'],
  ['/admin/audit', '**/organisation/audit*', 'Audit'],
] as const)
  test(`${title}: what could not be loaded is said, and is there after trying again`, async () => {
    const page = await adaAt('/account')
    await page.route(call, (route) => route.abort())
    await page.goto(`${it.origin}${path}`)
    await heading(page, 'This page could not be loaded')
    assert.equal(await page.getByText('What you entered is still here').count(), 0)
    await assertClean(page, `${path} offline`)
    await page.unroute(call)
    await button(page, 'Try again').click()
    await heading(page, title)
    await page.route(call, (route) =>
      route.request().resourceType() === 'document' ? route.continue() : route.fulfill({ status: 502, body: 'bad' }),
    )
    await page.reload()
    await heading(page, 'This does not work at the moment')
    await page.unroute(call)
    await button(page, 'Try again').click()
    await heading(page, title)
  })

test('a form that got no answer says so above its button, keeps what was entered over a reload, and can be sent again', async () => {
  const page = await adaAt('/admin/invite')
  await page.route('**/organisation/people', (route) => route.abort())
  await page.getByLabel('Name').fill('Cleo Example')
  await page.getByLabel('E-mail address').fill('cleo@example.com')
  await button(page, 'Invite').click()
  await page.getByRole('alert').getByText('No answer').waitFor()
  await page.getByRole('alert').getByText('What you entered is still here.').waitFor()
  assert.equal(await page.locator('[aria-invalid=true]').count(), 0)
  await page.reload()
  await page.getByRole('alert').getByText('No answer').waitFor()
  assert.equal(await page.getByLabel('Name').inputValue(), 'Cleo Example')
  await page.unroute('**/organisation/people')
  await button(page, 'Invite').click()
  await page.getByText('Cleo Example has been invited.').waitFor()
  await page.getByRole('link', { name: 'Invite a person' }).click()
  await heading(page, 'Invite a person')
  assert.equal(await page.getByLabel('Name').inputValue(), '')
})

test('a deed that got no answer says so inside the dialog, and is done when it is tried again', async () => {
  const page = await adaAt('/admin')
  const ask = await apiOf(it, ada)
  await page.getByRole('link', { name: 'Mia Member' }).click()
  await page.route('**/end-sessions', (route) => route.abort())
  await button(page, 'End all sessions').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'End all sessions' }).click()
  await dialog.getByRole('alert').getByText('No answer').waitFor()
  await assertClean(page, 'a dialog without an answer')
  await page.unroute('**/end-sessions')
  await dialog.getByRole('button', { name: 'End all sessions' }).click()
  await page.getByText('Every session and trusted device has ended.').waitFor()
  const { items } = (await ask('GET /organisation/audit')).body
  assert.equal((items as readonly { readonly action: string }[])[0]?.action, 'sessions_ended')
})

test('a deed whose limit is reached says how long to wait, and an answer that was overtaken by the next search is not shown', async () => {
  const page = await adaAt('/admin')
  const ask = await apiOf(it, ada)
  const personId = await personIdOf(ask, 'Mia')
  for (let n = 0; n < 5; n += 1) await ask(`POST /organisation/people/${personId}/reset`)
  const slow = await held(page, 'GET', '**/organisation/people?search=Mia')
  await page.getByRole('searchbox').fill('Mia')
  await page.waitForTimeout(400)
  await page.getByRole('searchbox').fill('Eli')
  await page.getByRole('link', { name: 'Ada Admin' }).waitFor({ state: 'detached' })
  slow.letGo()
  await page.waitForTimeout(400)
  assert.equal(slow.calls(), 1)
  assert.deepEqual(await page.locator('tbody a').allTextContents(), ['Eli Email'])
  await page.goto(`${it.origin}/admin/people/${personId}`)
  await button(page, 'Ask to choose a new PIN or password').click()
  await page.getByText('Too many tries').waitFor()
  await page.getByText(/Please wait .*(hours|minutes)/).waitFor()
})
