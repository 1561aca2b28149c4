import '#support/loud'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withAdmin } from '#support/admin'
import { giveCode, otherThan } from '#support/anna'
import { BENS_PHONE, EMAIL, newestMailCode, PASSWORD, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'
import { written } from '#support/written'

const NEW_PASSWORD = 'seven orange bicycles'

/** By e-mail without a number on file, then everything an account and an admin can do. Answers every secret that came up. */
const walk = async (w: World): Promise<readonly string[]> => {
  const { organisationId, personId } = await withBen(w, { phone: undefined })
  await startByEmail(w, { password: 'not this one' })
  const { loginId } = (await startByEmail(w)).body
  await knock(w, `POST /login/${loginId}/phone-number`, { body: { phone: BENS_PHONE } })
  const byMail = newestMailCode(w)
  await giveCode(w, loginId, otherThan(byMail))
  await giveCode(w, loginId, byMail)
  const bySms = newestCode(w, BENS_PHONE)
  const { accessToken: token, refreshToken, deviceToken } = (await giveCode(w, loginId, bySms)).body
  const mine = (route: string, body: object) => knock(w, route, { token, body })
  await mine('POST /me/password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD })
  const { changeId } = (await mine('POST /me/phone', { phone: BENS_PHONE, currentPassword: NEW_PASSWORD })).body
  const forNumber = newestCode(w, BENS_PHONE)
  assert.equal((await mine(`POST /me/phone/${changeId}/code`, { code: forNumber })).status, 200)
  const admin = await withAdmin(w, organisationId)
  const body = { phone: '+447700900789', reason: 'It was wrong' }
  assert.equal((await admin.ask(`PATCH /organisation/people/${personId}`, { body })).status, 200)
  for (const act of ['unlock', 'reset', 'end-sessions']) await admin.ask(`POST /organisation/people/${personId}/${act}`)
  for (const list of ['people', 'sms-ledger', 'audit', 'sms-budget', `people/${personId}/attempts`])
    assert.equal((await admin.ask(`GET /organisation/${list}`)).status, 200)
  const handles = [loginId.slice(22), changeId.slice(22)]
  return [byMail, bySms, forNumber, token, refreshToken, deviceToken, ...handles, admin.token, admin.email]
}

const ALWAYS = [
  PASSWORD,
  NEW_PASSWORD,
  EMAIL,
  BENS_PHONE,
  BENS_PHONE.slice(3),
  '7700900789',
  'Ben Example',
  'Ada Admin',
]

test('no log line of the e-mail journey, of an account or of an organisation holds a code, a password, a number, an address or a token', async () => {
  const w = world()
  let secrets: readonly string[] = []
  const log = await written(async () => {
    secrets = await walk(w)
    w.tables.onAsk = () => {
      throw new Error(`the table broke over ${EMAIL}`)
    }
    assert.equal((await startByEmail(w)).status, 503)
  })
  assert.match(log, /"started"/)
  assert.match(log, /"failed"/)
  for (const secret of [...ALWAYS, ...secrets]) assert.ok(!log.includes(secret), `the log holds ${secret}`)
})

test('no table and no message on its way holds a code, a password, a number or an address', async () => {
  const w = world()
  const secrets = await walk(w)
  const kept = JSON.stringify([w.engine.snapshot(), w.jobs])
  const clear = [...ALWAYS.filter((secret) => !/Example|Admin/.test(secret)), ...secrets]
  for (const secret of clear)
    assert.ok(
      !new RegExp(`(?<![0-9A-Za-z])${secret.replace('+', '\\+')}(?![0-9A-Za-z])`).test(kept),
      `a table holds ${secret}`,
    )
})
