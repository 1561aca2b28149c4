import assert from 'node:assert/strict'
import { expect, refused } from './api.ts'
import { journey } from './journey.ts'
import { invited, newOrganisation, PIN, resetPin, type Someone, signIn } from './people.ts'
import { nextCode, otherThan } from './post.ts'

const PASSWORD = 'quiet otters draw maps 41'

/** The forgotten-password journey: a code by e-mail, one by SMS, a new password. The first password is chosen by it, too. */
const choosePassword = async ({ email, phone }: Someone, password = PASSWORD): Promise<void> => {
  const { resetId, next } = (await expect(200, 'POST /password-reset', { body: { email } })).body
  assert.equal(next, 'email_code')
  await expect(200, `POST /password-reset/${resetId}/email-code`, { body: { code: await nextCode(email) } })
  await expect(200, `POST /password-reset/${resetId}/sms-code`, { body: { code: await nextCode(phone) } })
  const weak = await refused('password_not_allowed', `POST /password-reset/${resetId}/password`, {
    body: { password: 'password1' },
  })
  assert.ok(weak.body.reasons.length > 0)
  await expect(200, `POST /password-reset/${resetId}/password`, { body: { password } })
}

journey(
  'e-mail, password and the code of the month sign a person in, and the device passes without a code the next time',
  async () => {
    const ben = await invited(await newOrganisation())
    await choosePassword(ben)
    const body = { email: ben.email, password: PASSWORD }
    const begun = await expect(200, 'POST /login/email', { body })
    assert.deepEqual([begun.body.next, begun.body.code.channel], ['code', 'sms'])
    const code = await nextCode(ben.phone)
    await refused('wrong_code', `POST /login/${begun.body.loginId}/code`, { body: { code: otherThan(code) } })
    const session = await expect(200, `POST /login/${begun.body.loginId}/code`, { body: { code } })
    assert.equal(session.body.person.personId, ben.personId)
    const headers = { 'Latchkey-Device': session.body.deviceToken }
    const again = await expect(200, 'POST /login/email', { body, headers })
    assert.equal(again.body.person.personId, ben.personId, 'no code within thirty days')
    await expect(200, 'GET /me', { token: again.body.accessToken })
  },
)

journey('a wrong password and an address that nobody has are refused alike', async () => {
  const ben = await invited(await newOrganisation())
  await choosePassword(ben)
  const wrong = await refused('wrong_password', 'POST /login/email', {
    body: { email: ben.email, password: 'quiet otters draw maps 42' },
  })
  const nobody = await refused('wrong_password', 'POST /login/email', {
    body: { email: `nobody.${ben.email}`, password: PASSWORD },
  })
  const said = ({ requestId: _, ...rest }: Readonly<Record<string, unknown>>) => rest
  assert.deepEqual(said(nobody.body), said(wrong.body))
})

journey('an admin invites a colleague and sees people and money; a member sees neither', async () => {
  const organisationId = await newOrganisation()
  const ada = await resetPin(await invited(organisationId, { role: 'admin' }), PIN)
  const { accessToken: token } = (await signIn(ada)).body
  const mia = await expect(201, 'POST /organisation/people', {
    token,
    body: { name: 'Mia Member', email: `mia${ada.phone.slice(-3)}@example.com` },
  })
  const { items } = (await expect(200, 'GET /organisation/people', { token })).body
  const ids = items.map(({ personId }) => personId).sort()
  assert.deepEqual(ids, [ada.personId, mia.body.personId].sort())
  const budget = (await expect(200, 'GET /organisation/sms-budget', { token })).body
  assert.deepEqual([Number(budget.limit), budget.currency], [100, 'EUR'])
  assert.ok(Number(budget.used) + Number(budget.reserved) > 0, 'the texts to Ada were paid from it')
  assert.equal(budget.paused, undefined)
  const resumed = (await expect(200, 'POST /organisation/sms-budget/resume', { token })).body
  assert.deepEqual([resumed.month, resumed.limit, resumed.paused], [budget.month, budget.limit, undefined])
  const member = await resetPin(await invited(organisationId), PIN)
  const { accessToken } = (await signIn(member)).body
  await refused('forbidden', 'POST /organisation/sms-budget/resume', { token: accessToken })
  for (const asked of ['GET /organisation/people', 'GET /organisation/sms-budget', 'GET /organisation/audit']) {
    await refused('forbidden', asked, { token: accessToken })
  }
})
