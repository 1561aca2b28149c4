import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { assertClean, codeFor, fill, heading, otherThan, type Pages, withPages } from './pages.ts'

let it: Pages
before(async () => {
  it = await withPages()
})
beforeEach(() => it.laptop.reset())
after(() => it.close())

const ben = { phone: '+447700900333', email: 'ben@example.com', password: 'a long walk by the quiet river' } as const

const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(it.laptop.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await reply.json()) as Record<string, unknown>
}

/** Ben has a number, an address and a password. */
const benIsThere = async (): Promise<void> => {
  const { organisationId } = await post('/operator/organisations', {
    ...{ name: 'North Clinic', defaultCountry: 'GB', smsBudget: { limit: '25.00', currency: 'USD' } },
  })
  const { phone, email, password } = ben
  await post(`/operator/organisations/${organisationId}/people`, { name: 'Ben', role: 'member', phone, email })
  const { resetId } = await post('/password-reset', { email })
  await post(`/password-reset/${resetId}/email-code`, { code: await codeFor(it.laptop, email) })
  await post(`/password-reset/${resetId}/sms-code`, { code: await codeFor(it.laptop, phone) })
  assert.equal((await post(`/password-reset/${resetId}/password`, { password })).next, 'sign_in')
}

/** Somebody who has Ben's password uses up the wrong codes of his number. */
const wrongCodesAreUsedUp = async (): Promise<void> => {
  for (let login = 0; login < 3; login++) {
    await it.laptop.clock.advance(3 * 3_600)
    const { loginId } = await post('/login/email', { email: ben.email, password: ben.password })
    const wrong = otherThan(await codeFor(it.laptop, ben.phone))
    for (let tries = 0; tries < 5; tries++)
      assert.equal((await post(`/login/${loginId}/code`, { code: wrong })).code, 'wrong_code')
  }
  await it.laptop.clock.advance(3 * 3_600)
}

test('where both codes are asked for, the first button goes on and only the second signs in; a reload resumes either', async () => {
  await benIsThere()
  await wrongCodesAreUsedUp()
  const page = await it.open()
  await page.goto(`${it.origin}/sign-in/email`)
  await page.locator('input[name=email]').fill(ben.email)
  await fill(page, 'password', ben.password)
  await page.getByText('After this code we send you a second one by e-mail.').waitFor()
  await page.reload()
  await page.getByText('After this code we send you a second one by e-mail.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Sign in' }).count(), 0)
  assert.equal(await page.getByLabel('Trust this device').count(), 0)
  await assertClean(page, 'the first of two codes')
  await page.locator('input[name=code]').fill(await codeFor(it.laptop, ben.phone))
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'Check your e-mail')
  await page.reload()
  await heading(page, 'Check your e-mail')
  assert.equal(await page.getByText('After this code').count(), 0)
  await page.locator('input[name=code]').fill(await codeFor(it.laptop, ben.email))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/account')
  await heading(page, 'Hello, Ben')
})
