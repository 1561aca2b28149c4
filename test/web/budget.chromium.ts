import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { ada, apiOf, assertClean, fill, heading, mia, type Pages, signIn, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

type Ask = Awaited<ReturnType<typeof apiOf>>

/** What the operator does for an organisation: its budget is never in its own hands. */
const setLimit = async (ask: Ask, limit: string): Promise<void> => {
  const { organisationId } = (await ask('GET /organisation')).body
  const reply = await fetch(`${it.origin}/operator/organisations/${String(organisationId)}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ smsBudget: { limit } }),
  })
  assert.equal(reply.status, 200)
}

const dollars = (amount: unknown): string => `$${Number(amount).toFixed(2)}`

const adaAtBudget = async () => {
  const page = await it.open()
  await signIn(it, page, ada)
  const ask = await apiOf(it, ada)
  const look = async () => {
    await page.goto(`${it.origin}/admin/budget`)
    await heading(page, 'SMS budget')
    return (await ask('GET /organisation/sms-budget')).body
  }
  const tile = (name: string) => page.locator('.tiles > div', { hasText: name }).locator('dd').textContent()
  return { page, ask, look, tile }
}

test('left, used, kept for resets and days left stand there as the API has them, and a top-up by the operator shows at once', async () => {
  const { page, ask, look, tile } = await adaAtBudget()
  const it1 = await look()
  assert.ok(Number(it1.used) > 0)
  assert.equal(await page.locator('.figure').textContent(), `${dollars(it1.left)} of ${dollars(it1.limit)}`)
  assert.equal(await tile('Used'), dollars(it1.used))
  assert.equal(await tile('Kept for resets'), dollars(it1.keptForResets))
  assert.equal(await tile('Enough for'), `${String(it1.daysLeft)} days`)
  assert.equal(
    await page.getByRole('link', { name: 'Contact support' }).getAttribute('href'),
    'https://dev.example.com/help',
  )
  await setLimit(ask, '80.00')
  const it2 = await look()
  assert.equal(it2.limit, '80.00')
  assert.equal(await page.locator('.figure').textContent(), `${dollars(it2.left)} of $80.00`)
})

test('the warnings that were reached are marked, at the bar and in words, and the bar says it to a screen reader', async () => {
  const { page, ask, look } = await adaAtBudget()
  const { used } = await look()
  assert.deepEqual(await page.locator('.warnings .badge').allTextContents(), [
    '50 %: Not reached',
    '80 %: Not reached',
    '100 %: Not reached',
  ])
  await setLimit(ask, (Number(used) / 0.85).toFixed(2))
  const { limit } = await look()
  assert.deepEqual(await page.locator('.warnings .badge').allTextContents(), [
    '50 %: Reached',
    '80 %: Reached',
    '100 %: Not reached',
  ])
  await page.getByRole('img', { name: `Used: ${dollars(used)} of ${dollars(limit)}` }).waitFor()
  assert.equal(await page.locator('.used-place .bar-drawn.bad').count(), 1)
  await setLimit(ask, '0')
  await look()
  // What was used beyond the limit is said beside it; nothing left is never less than nothing.
  assert.equal(await page.locator('.figure').textContent(), '$0.00 of $0.00')
  await page.getByRole('img', { name: `Used: ${dollars(used)} of $0.00` }).waitFor()
  await assertClean(page, 'an empty budget')
})

test('the figures below the bar stand apart on a telephone, too', async () => {
  const { page, look } = await adaAtBudget()
  await page.setViewportSize({ width: 320, height: 640 })
  await look()
  const places: readonly { readonly left: number; readonly right: number }[] = await page.evaluate(
    `[...document.querySelectorAll('.used-place .tick-text')].map((text) => {
      const { left, right } = text.getBoundingClientRect()
      return { left, right }
    })`,
  )
  assert.equal(places.length, 3)
  for (const [at, { left }] of places.entries())
    assert.ok(left > (places[at - 1]?.right ?? 0) + 4, JSON.stringify(places))
})

test('the chart has a bar for each day on which money went, with the same figures for a screen reader', async () => {
  const { page, look } = await adaAtBudget()
  const { days } = (await look()) as unknown as {
    readonly days: readonly { readonly day: string; readonly used: string }[]
  }
  const spent = days.filter(({ used }) => Number(used) > 0)
  assert.ok(spent.length >= 2, 'two days ago the demo, and today')
  await page.locator('.chart .bar-drawn').last().waitFor()
  const drawn = await page
    .locator('.chart .bar-drawn')
    .evaluateAll((bars) => bars.filter((bar) => Number(bar.getAttribute('height')) > 0).map((bar) => bar.textContent))
  const spoken = await page.locator('figure .unseen li').allTextContents()
  assert.deepEqual(drawn, spoken)
  assert.equal(spoken.length, spent.length)
  assert.ok(spoken.at(-1)?.endsWith(dollars(spent.at(-1)?.used)), spoken.join())
})

test('each message has its line with whom, what for, price and outcome; what failed says why, and older ones come on request', async () => {
  const { page, ask, look } = await adaAtBudget()
  it.laptop.faults.add('sms', 'provider_down')
  const hers = await it.open()
  await hers.goto(`${it.origin}/sign-in`)
  await fill(hers, 'phone', mia.typed)
  await heading(hers, 'Enter your code')
  await it.laptop.settled()
  for (let n = 0; n < 13; n += 1) {
    const email = `guest${n}@example.com`
    await ask('POST /organisation/people', { name: `Guest ${n}`, email, phone: `+4477009003${10 + n}` })
  }
  await it.laptop.settled()
  await look()
  const rows = page.locator('tbody tr')
  assert.equal(await rows.count(), 25)
  await page.getByRole('button', { name: 'Show more' }).click()
  await rows.nth(25).waitFor()
  const failed = page.locator('tr', { hasText: 'Mia Member' }).filter({ hasText: 'Failed' })
  await failed.getByText('Code to sign in').waitFor()
  await failed.getByText('It could not be sent').waitFor()
  const invited = page.locator('tr', { hasText: 'Guest 3' }).filter({ hasText: 'Text message' })
  await invited.getByText('Invitation').waitFor()
  await invited.getByText('United Kingdom').waitFor()
  await invited.getByText('$0.10').waitFor()
  await assertClean(page, 'a long ledger')
})

test('where nothing was sent, spent or done yet, a sentence says so', async () => {
  const { page, ask } = await adaAtBudget()
  const { body } = await ask('GET /organisation/sms-budget')
  const days = (body.days as readonly { readonly day: string }[]).map(({ day }) => ({ day, used: '0.00' }))
  const nothing = { json: { items: [] } }
  await page.route('**/organisation/sms-ledger*', (route) => route.fulfill(nothing))
  await page.route('**/organisation/audit*', (route) => route.fulfill(nothing))
  await page.route('**/organisation/sms-budget', (route) =>
    route.fulfill({ json: { ...body, used: '0.00', daysLeft: null, days } }),
  )
  await page.goto(`${it.origin}/admin/budget`)
  await page.getByText('No message has been sent yet.').waitFor()
  await page.getByText('Nothing was spent on these days.').waitFor()
  await page.getByText('Nothing was used lately').waitFor()
  await assertClean(page, 'nothing sent')
  await page.goto(`${it.origin}/admin/audit`)
  await page.getByText('Nobody has changed anything yet.').waitFor()
  await assertClean(page, 'nothing done')
})

test('the audit tells who did what to whom and why, in words, with the values before and after', async () => {
  const { page, ask } = await adaAtBudget()
  const { items } = (await ask('GET /organisation/people?search=Mia')).body
  const [{ personId = '' } = {}] = items as readonly { readonly personId?: string }[]
  await ask(`PATCH /organisation/people/${personId}`, { phone: '07700 900555', reason: 'She has a new phone' })
  await ask('PATCH /organisation', { twoFactor: { method: 'email' } })
  await page.goto(`${it.origin}/admin/audit`)
  const corrected = page.locator('tr', { hasText: 'Corrected a number' })
  await corrected.getByText('She has a new phone').waitFor()
  await corrected.getByText('Ada Admin').waitFor()
  await corrected.getByText('+44 •••• •••222 → +44 •••• •••555').waitFor()
  await page.locator('tr', { hasText: 'Changed the settings' }).getByText('Text message → E-mail').waitFor()
  await corrected.getByRole('link', { name: 'Mia Member' }).click()
  await heading(page, 'Mia Member')
})
