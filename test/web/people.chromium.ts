import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import {
  ada,
  apiOf,
  assertClean,
  codeFor,
  fill,
  heading,
  mia,
  otherThan,
  type Pages,
  personIdOf,
  signIn,
  withPages,
} from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

/** Ada at Mia's page, with the API at hand to see what became of what she did. */
const adaAtMia = async () => {
  const page = await it.open()
  await signIn(it, page, ada)
  const ask = await apiOf(it, ada)
  const personId = await personIdOf(ask, 'Mia Member')
  await page.goto(`${it.origin}/admin/people/${personId}`)
  await heading(page, 'Mia Member')
  const seen = async () => (await ask(`GET /organisation/people/${personId}`)).body
  const lastDeed = async () => {
    const { items } = (await ask('GET /organisation/audit')).body
    return (items as readonly { action: string; reason?: string; personId?: string }[])[0]
  }
  return { page, ask, personId, seen, lastDeed }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Presses, and says yes in the dialog that asks. */
const confirmed = async (page: Page, deed: string, question: string): Promise<void> => {
  await button(page, deed).click()
  const dialog = page.getByRole('dialog', { name: question })
  await dialog.getByRole('button', { name: deed, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

const messagesTo = (to: string) => it.laptop.outbox.list(to)

test('a person is found by name, number and e-mail address, and nobody is found with a sentence', async () => {
  const page = await it.open()
  await signIn(it, page, ada)
  await page.goto(`${it.origin}/admin`)
  const search = page.getByRole('searchbox', { name: 'Search by name, number or e-mail' })
  for (const sought of ['mia m', '07700 900222', 'mia@example']) {
    await search.fill(sought)
    await page.getByRole('link', { name: 'Ada Admin' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Mia Member' }).waitFor()
    assert.equal(await page.locator('tbody tr').count(), 1, sought)
    await search.fill('')
    await page.getByRole('link', { name: 'Ada Admin' }).waitFor()
  }
  await search.fill('nobody of this name')
  await page.getByText('Nobody found.').waitFor()
  assert.equal(await page.locator('table').isVisible(), false)
  await assertClean(page, 'nobody found')
})

test('a long list is looked through of itself for a while, says that there is more, and goes on when asked', async () => {
  const page = await it.open()
  await signIn(it, page, ada)
  await page.goto(`${it.origin}/admin`)
  let asked = 0
  await page.route('**/organisation/people?*search=family*', async (route) => {
    asked += 1
    const items = asked < 13 ? [] : [{ personId: 'x', name: 'Zoe Family', role: 'member', hasPin: true }]
    await route.fulfill({ json: asked < 13 ? { items, next: `place${asked}` } : { items } })
  })
  await page.getByRole('searchbox', { name: 'Search by name, number or e-mail' }).fill('family')
  await page.getByText('Nobody found yet. There are more people to look through.').waitFor()
  assert.equal(asked, 10)
  await assertClean(page, 'nobody found yet')
  await button(page, 'Show more').click()
  await page.getByRole('link', { name: 'Zoe Family' }).waitFor()
  assert.equal(asked, 13)
})

test('Cleo is invited as an administrator with a number of another country: both messages come, and the list says she was invited', async () => {
  const { page, ask } = await adaAtMia()
  await ask('PATCH /organisation', { countries: ['GB', 'US'] })
  await page.goto(`${it.origin}/admin/invite`)
  await button(page, 'Invite').click()
  await page.getByText('Enter a name.').waitFor()
  await page.getByLabel('Name').fill('Cleo Example')
  await button(page, 'Invite').click()
  await page.getByText('Enter a phone number or an e-mail address').waitFor()
  await page.getByLabel('E-mail address').fill('mia@example.com')
  await button(page, 'Invite').click()
  await page.getByText('Enter an e-mail address that nobody has yet.').waitFor()
  assert.equal(await page.locator('input[name=email]').getAttribute('aria-invalid'), 'true')
  await page.getByLabel('E-mail address').fill('cleo@example.com')
  await page.locator('input[name=phone]').fill('212 555 0142')
  await page.locator('select[name=country]').selectOption('US')
  await page.getByLabel('Role').selectOption('admin')
  await button(page, 'Invite').click()
  await page.getByText('Cleo Example has been invited.').waitFor()
  const row = page.locator('tr', { hasText: 'Cleo Example' })
  await row.getByText('Invited').waitFor()
  await row.getByText('Administrator').waitFor()
  const cleo = (await ask(`GET /organisation/people/${await personIdOf(ask, 'Cleo')}`)).body
  assert.deepEqual([cleo.phone, cleo.email, cleo.role], ['+12125550142', 'cleo@example.com', 'admin'])
  await it.laptop.settled()
  assert.deepEqual([messagesTo('cleo@example.com').length, messagesTo('+12125550142').length], [1, 1])
})

test("Mia's number is corrected: both numbers are told, her browser is out, and the page says until when no reset goes", async () => {
  const hers = await it.open()
  await signIn(it, hers, mia, true)
  const { page, seen, lastDeed } = await adaAtMia()
  await page.getByRole('link', { name: 'Correct: Phone number' }).click()
  await heading(page, 'Correct the number')
  await page.getByText('These are told: +44 7700 900222, the new number, and mia@example.com.').waitFor()
  await page.getByText('cannot be reset for 24 hours').waitFor()
  await assertClean(page, 'correct the number')
  await button(page, 'Save').click()
  await page.getByText('Enter a reason.').waitFor()
  await page.locator('input[name=phone]').fill('07700 900111')
  await page.getByLabel('Why (kept in the audit)').fill('Digits swapped')
  await button(page, 'Save').click()
  await page.getByText('Enter a mobile number that nobody has yet.').waitFor()
  await page.reload()
  await page.getByText('Enter a mobile number that nobody has yet.').waitFor()
  assert.equal(await page.getByLabel('Why (kept in the audit)').inputValue(), 'Digits swapped')
  await page.locator('input[name=phone]').fill('07700 900555')
  await button(page, 'Save').click()
  await page.getByText('The number has been corrected.').waitFor()
  await page.getByText(/until .+, a forgotten PIN or password cannot be reset/).waitFor()
  assert.equal((await seen()).phone, '+447700900555')
  const { action, reason } = (await lastDeed()) ?? {}
  assert.deepEqual([action, reason], ['number_corrected', 'Digits swapped'])
  await it.laptop.settled()
  assert.match(messagesTo(mia.phone).at(-1)?.text ?? '', /no longer receives/)
  assert.match(messagesTo('+447700900555').at(-1)?.text ?? '', /your administrator changed the phone/)
  await hers.reload()
  await heading(hers, 'Sign in')
})

test("Mia's e-mail address is corrected: old and new are told, and her reset waits for a day and then goes to the new one", async () => {
  const { page, seen, lastDeed } = await adaAtMia()
  await page.getByRole('link', { name: 'Correct: E-mail address' }).click()
  await heading(page, 'Correct the e-mail address')
  await page.getByText('These are told: mia@example.com, the new address, and +44 7700 900222.').waitFor()
  await assertClean(page, 'correct the e-mail address')
  for (const [typed, why] of [
    ['no address', 'Enter an e-mail address that nobody has yet.'],
    ['ada@example.com', 'Enter an e-mail address that nobody has yet.'],
  ] as const) {
    await page.getByLabel('Correct e-mail address').fill(typed)
    await page.getByLabel('Why (kept in the audit)').fill('A typo')
    await button(page, 'Save').click()
    await page.locator('.field', { hasText: 'Correct e-mail address' }).getByText(why).waitFor()
  }
  await page.getByLabel('Correct e-mail address').fill('Mia.Right@example.com ')
  await button(page, 'Save').click()
  await page.getByText('The e-mail address has been changed.').waitFor()
  assert.equal((await seen()).email, 'mia.right@example.com')
  assert.equal((await lastDeed())?.action, 'email_corrected')
  await it.laptop.settled()
  assert.match(messagesTo(mia.email).at(-1)?.subject ?? '', /was changed/)
  assert.match(messagesTo('mia.right@example.com').at(-1)?.subject ?? '', /administrator changed/)
  const hers = await it.open()
  await hers.goto(`${it.origin}/reset-pin`)
  await fill(hers, 'phone', mia.typed)
  await heading(hers, 'Check your phone')
  await fill(hers, 'code', await codeFor(it.laptop, mia.phone))
  await hers.getByText('This has to wait a little').waitFor()
  await it.laptop.clock.advance(86_400)
  await hers.goto(`${it.origin}/reset-pin`)
  await fill(hers, 'phone', mia.typed)
  await heading(hers, 'Check your phone')
  await fill(hers, 'code', await codeFor(it.laptop, mia.phone))
  await heading(hers, 'Check your e-mail')
  assert.match(await codeFor(it.laptop, 'mia.right@example.com'), /^\d{6}$/)
})

test('somebody without an address is given one, and chooses a first PIN at once', async () => {
  const { page, ask } = await adaAtMia()
  const { personId } = (await ask('POST /organisation/people', { name: 'Dora Example', phone: '07700 900666' })).body
  await page.goto(`${it.origin}/admin/people/${String(personId)}`)
  await page.getByRole('link', { name: 'Add: E-mail address' }).click()
  await heading(page, 'Add an e-mail address')
  await page.getByText('These are told: the new address and +44 7700 900666.').waitFor()
  await page.getByText('The first PIN or password can be chosen at once.').waitFor()
  await page.getByLabel('E-mail address').fill('dora@example.com')
  await page.getByLabel('Why (kept in the audit)').fill('She gave it by phone')
  await button(page, 'Save').click()
  await page.getByText('The e-mail address has been changed.').waitFor()
  const hers = await it.open()
  await hers.goto(`${it.origin}/reset-pin`)
  await fill(hers, 'phone', '07700 900666')
  await heading(hers, 'Check your phone')
  await fill(hers, 'code', await codeFor(it.laptop, '+447700900666'))
  await heading(hers, 'Check your e-mail')
  await fill(hers, 'code', await codeFor(it.laptop, 'dora@example.com'))
  await heading(hers, 'Choose a new PIN')
})

test('a name is changed, and refused beside its field when it is empty', async () => {
  const { page, seen } = await adaAtMia()
  await page.getByRole('link', { name: 'Change: Name' }).click()
  await heading(page, 'Change the name')
  await page.getByLabel('Name').fill(' ')
  await button(page, 'Save').click()
  await page.getByText('Enter a name.').waitFor()
  await page.getByLabel('Name').fill('Mia Newname')
  await button(page, 'Save').click()
  await page.getByText('The name has been changed.').waitFor()
  await heading(page, 'Mia Newname')
  assert.equal((await seen()).name, 'Mia Newname')
})

test('a disabled person is out at once and gets in again when enabled; the dialog keeps the keyboard and gives it back', async () => {
  const hers = await it.open()
  await signIn(it, hers, mia)
  const { page, seen } = await adaAtMia()
  await button(page, 'Disable').focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Disable Mia Member?' })
  await dialog.getByText('They are signed out everywhere at once').waitFor()
  await page.waitForTimeout(300)
  await assertClean(page, 'the dialog')
  for (let turn = 0; turn < 5; turn += 1) {
    const inside = await page.evaluate(
      'document.querySelector("dialog").contains(document.activeElement) || document.activeElement === document.body',
    )
    assert.equal(inside, true, `after ${turn} tabs`)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Disable')
  assert.equal((await seen()).disabled, false)
  await confirmed(page, 'Disable', 'Disable Mia Member?')
  await page.getByText('This person can no longer sign in.').waitFor()
  assert.equal((await seen()).disabled, true)
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Enable')
  await hers.reload()
  await heading(hers, 'Sign in')
  await button(page, 'Enable').click()
  await page.getByText('This person can sign in again.').waitFor()
  assert.equal((await seen()).disabled, false)
  await it.laptop.clock.advance(3_600)
  await signIn(it, hers, mia)
})

test("all of Mia's sessions and trusted devices end", async () => {
  const hers = await it.open()
  await signIn(it, hers, mia, true)
  const { page, lastDeed } = await adaAtMia()
  await confirmed(page, 'End all sessions', 'End all sessions of Mia Member?')
  await page.getByText('Every session and trusted device has ended.').waitFor()
  assert.equal((await lastDeed())?.action, 'sessions_ended')
  await hers.reload()
  await heading(hers, 'Sign in')
  await it.laptop.clock.advance(3_600)
  await fill(hers, 'phone', mia.typed)
  await heading(hers, 'Enter your code')
})

/** Mia's program gives the right code and a wrong PIN. */
const wrongPin = async (): Promise<void> => {
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`${it.origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }
  const { loginId } = (await post('/login/phone', { phone: mia.phone })) as { loginId: string }
  await post(`/login/${loginId}/code`, { code: await codeFor(it.laptop, mia.phone) })
  await post(`/login/${loginId}/pin`, { pin: otherThan(mia.pin) })
}

test('a locked PIN is unlocked and lets Mia in again', async () => {
  for (let tries = 0; tries < 10; tries += 1) {
    await it.laptop.clock.advance(9_000)
    await wrongPin()
  }
  const { page, seen } = await adaAtMia()
  assert.equal((await seen()).pinLocked, true)
  await page.locator('.facts').getByText('Locked').waitFor()
  await button(page, 'Unlock').click()
  await page.getByText('PIN and password can be tried again.').waitFor()
  assert.equal((await seen()).pinLocked, false)
  await it.laptop.clock.advance(86_400)
  await signIn(it, await it.open(), mia)
})

test('Mia is asked to choose a new PIN: she alone is told', async () => {
  const { page, lastDeed, seen } = await adaAtMia()
  await button(page, 'Ask to choose a new PIN or password').click()
  await page.getByText('The person has been told how to choose a new one.').waitFor()
  await it.laptop.settled()
  assert.match(messagesTo(mia.email).at(-1)?.subject ?? '', /Choose a new PIN/)
  assert.match(messagesTo(mia.phone).at(-1)?.text ?? '', /asks you to choose a new PIN/)
  assert.equal((await lastDeed())?.action, 'reset_started')
  assert.equal((await seen()).hasPin, true)
})

test('Eli is exempt from two-factor and signs in by password alone, until it is asked for again', async () => {
  const { page, ask } = await adaAtMia()
  const personId = await personIdOf(ask, 'Eli')
  await ask('PATCH /organisation', { twoFactor: { required: true, method: 'email' } })
  const byPassword = async () => {
    const eli = await it.open()
    await eli.goto(`${it.origin}/sign-in/email`)
    await eli.locator('input[name=email]').fill('eli@example.com')
    await fill(eli, 'password', 'seven quiet otters')
    return eli
  }
  await page.goto(`${it.origin}/admin/people/${personId}`)
  await confirmed(page, 'Exempt from two-factor', 'Exempt Eli Email from two-factor?')
  await page.getByText('Two-factor is no longer asked for.').waitFor()
  await (await byPassword()).waitForURL('**/account')
  await button(page, 'Ask for two-factor again').click()
  await page.getByText('Two-factor is asked for again.').waitFor()
  await heading(await byPassword(), 'Check your e-mail')
})

test('Mia becomes an administrator and sees the pages, and sees them no longer as a member; Ada cannot demote or disable herself', async () => {
  const { page, seen, ask } = await adaAtMia()
  await confirmed(page, 'Make an administrator', 'Make Mia Member an administrator?')
  await page.getByText('This person now administers the organisation.').waitFor()
  assert.equal((await seen()).role, 'admin')
  const hers = await it.open()
  await signIn(it, hers, mia)
  await hers.goto(`${it.origin}/admin`)
  await hers.getByRole('link', { name: 'Ada Admin' }).waitFor()
  await confirmed(page, 'Make a member', 'Make Mia Member a member?')
  await page.getByText('This person no longer administers the organisation.').waitFor()
  assert.equal((await seen()).role, 'member')
  await hers.reload()
  await heading(hers, 'You are not allowed to do this')
  await page.goto(`${it.origin}/admin/people/${await personIdOf(ask, 'Ada')}`)
  await page.getByText('This is you.').waitFor()
  assert.equal(await button(page, 'Disable').count(), 0)
  assert.equal(await button(page, 'Make a member').count(), 0)
})

test('older attempts come on request', async () => {
  const { page, ask, personId } = await adaAtMia()
  const path = `/organisation/people/${personId}/attempts`
  for (let n = 0; n < 3; n += 1) {
    await it.laptop.clock.advance(100)
    await fetch(`${it.origin}/pin-reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ phone: mia.phone }),
    })
  }
  const all = (await ask(`GET ${path}`)).body.items as readonly unknown[]
  await page.route(/\/attempts(\?|$)/, (route) =>
    route.continue({ url: `${route.request().url()}${route.request().url().includes('?') ? '&' : '?'}limit=1` }),
  )
  await page.reload()
  const shown = page.locator('.attempt')
  await shown.first().waitFor()
  for (let n = 1; n < all.length; n += 1) {
    assert.equal(await shown.count(), n)
    await button(page, 'Show more').click()
    await shown.nth(n).waitFor()
  }
  assert.equal(await button(page, 'Show more').isVisible(), false)
})

test('"Why could Mia not get in?" tells the wrong code and the message that was lost, with neither code nor whole number', async () => {
  const hers = await it.open()
  await hers.goto(`${it.origin}/sign-in`)
  await fill(hers, 'phone', mia.typed)
  await heading(hers, 'Enter your code')
  const code = await codeFor(it.laptop, mia.phone)
  await fill(hers, 'code', otherThan(code))
  await hers.getByText('That code is not right').waitFor()
  const { page } = await adaAtMia()
  const told = page.getByRole('region', { name: 'Why could Mia Member not get in?' })
  await told.getByText('Entered a wrong code.').waitFor()
  await told.getByText('Under way').waitFor()
  const text = (await told.textContent()) ?? ''
  assert.ok(!text.includes(code) && !text.includes(otherThan(code)), text)
  assert.match(text, /•/)
  assert.ok(!text.replaceAll(/\s/g, '').includes('7700900222'), text)
})

test('what others may know of Mia’s ends after a question, cannot be unlocked, and she is told so', async () => {
  const { page, lastDeed, seen } = await adaAtMia()
  const question = 'End PIN and password of Mia Member?'
  await button(page, 'End PIN and password').click()
  const dialog = page.getByRole('dialog', { name: question })
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
  assert.notEqual((await lastDeed())?.action, 'secrets_ended')
  await confirmed(page, 'End PIN and password', question)
  await page.getByText('PIN and password open nothing any more.').waitFor()
  assert.equal((await lastDeed())?.action, 'secrets_ended')
  assert.deepEqual([(await seen()).pinLocked, (await seen()).mustChooseAnew], [true, true])
  assert.equal(await button(page, 'Unlock').count(), 0)
  await it.laptop.settled()
  assert.match(messagesTo(mia.email).at(-1)?.text ?? '', /opens nothing any more/)
})
