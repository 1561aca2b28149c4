import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#core/limits'
import { DAY, HOUR, MINUTE } from '#core/time'
import { withAdmin } from '#support/admin'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { EMAIL, newestMailCode, PASSWORD, startByEmail, withBen } from '#support/ben'
import { type Answer, knock } from '#support/door'
import { forgot, giveSmsCode, later, MAIL, resetAt, settle, smsCode } from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

const NIST_CEILING = 100
type Headers = Readonly<Record<string, string>>

const wrongIn = (answers: readonly Answer[]) => answers.filter(({ body }) => body?.code === 'wrong_code').length

/** Five wrong codes in each of so many logins and, if asked, resets: as fast as the starts allow. Answers how many were compared. */
const guess = async (w: World, rounds: number, { headers = {} as Headers, resets = false, phone = PHONE } = {}) => {
  let compared = 0
  for (let i = 0; i < rounds; i++) {
    await later(w, 3 * 60 * 60)
    const { loginId } = (await start(w, phone, headers)).body
    const { resetId } = resets ? (await forgot(w, phone)).body : { resetId: undefined }
    for (let by = 1; by <= 5; by++) {
      const typed = phone === PHONE ? otherThan(newestCode(w, phone), by) : `00000${by}`
      if (loginId !== undefined) compared += wrongIn([await giveCode(w, loginId, typed)])
      if (resetId !== undefined)
        compared += wrongIn([await giveSmsCode(w, resetId, phone === PHONE ? otherThan(smsCode(w), by) : typed)])
    }
  }
  await later(w, 3 * 60 * 60)
  return compared
}

const knownDevice = async (w: World): Promise<Headers> => {
  const { organisationId, personId } = await withAnna(w)
  assert.ok(organisationId && personId)
  const { body } = await signIn(w, { trustDevice: true })
  // Trust ends, the device stays known: it asks for the code, on allowances of its own.
  w.passes(31 * DAY)
  return { 'Latchkey-Device': body.deviceToken }
}

test('no factor has more than a hundred wrong tries in a row', () => {
  assert.ok(LIMITS.codeFailuresUntilDisabled + LIMITS.codeFailuresUntilDisabledOfKnown <= NIST_CEILING)
  assert.ok(LIMITS.pinFailuresUntilDisabled <= NIST_CEILING)
  assert.ok(LIMITS.passwordFailuresUntilDisabled <= NIST_CEILING)
  assert.ok(LIMITS.passwordFailuresUntilDisabledOfKnown <= NIST_CEILING)
})

test('after at most seventy wrong codes in a row, in sign-ins and resets, a number opens nothing for strangers; and nobody’s neither', async () => {
  const w = world()
  await withAnna(w)
  const seen = async (phone: string) => {
    const compared = await guess(w, 22, { resets: true, phone })
    const answers = [await start(w, phone), await forgot(w, phone)]
    return [compared <= 70 && compared >= 40, ...answers.map(({ status, body }) => [status, body.code])]
  }
  const barred = [true, [403, 'step_up_required'], [403, 'step_up_required']]
  assert.deepEqual(await seen(PHONE), barred)
  assert.deepEqual(await seen('+447700900999'), barred)
  w.passes(120 * DAY)
  assert.equal((await start(w)).body.code, 'step_up_required', 'time alone opens nothing')
})

test('everything that is under way at once when the row is nearly full compares no more than fits', async () => {
  const w = world({ limits: { codeFailuresUntilDisabled: 60, startsPerSourceAndHour: 999 } })
  await withAnna(w)
  // Three sign-ins and three resets at a time, as many as ever run side by side.
  let compared = 0
  for (let round = 0; round < 8; round++) {
    await later(w, 3 * 60 * 60)
    const from = [1, 2, 3]
    const logins = await Promise.all(from.map((i) => start(w, PHONE, {}, `203.0.${i}.1`)))
    const resets: Answer[] = []
    for (const i of from)
      resets.push(await knock(w, 'POST /pin-reset', { body: { phone: PHONE }, source: `203.0.${i}.1` }))
    await settle(w)
    const guesses = [1, 2, 3, 4, 5].flatMap(() => [
      ...logins.map(({ body }) => giveCode(w, body.loginId ?? 'none', '000000')),
      ...resets.map(({ body }) =>
        knock(w, `POST /pin-reset/${body.resetId ?? 'none'}/sms-code`, { body: { code: '000000' } }),
      ),
    ])
    compared += wrongIn(await Promise.all(guesses))
  }
  assert.ok(compared <= 60 && compared >= 40, `${compared}`)
})

test("the owner's own device is not barred by strangers, has thirty of its own, and a right code there opens the number to all", async () => {
  const w = world()
  const headers = await knownDevice(w)
  await guess(w, 16)
  assert.equal((await start(w)).body.code, 'step_up_required')
  const compared = await guess(w, 5, { headers })
  assert.ok(compared === 25, `${compared}`)
  const { loginId } = (await start(w, PHONE, headers)).body
  const first = await giveCode(w, loginId, newestCode(w, PHONE), headers)
  assert.equal(first.body.next, 'email_code')
  await giveCode(w, loginId, newestMailCode(w, MAIL), headers)
  assert.equal((await enterPin(w, loginId, PIN, {}, headers)).status, 200)
  assert.equal((await start(w)).body.next, 'sms_code')
})

test('a stolen device guesses thirty codes in a row and no more', async () => {
  const w = world()
  const headers = await knownDevice(w)
  const compared = await guess(w, 12, { headers })
  assert.ok(compared <= 30 && compared >= 25, `${compared}`)
  assert.equal((await start(w, PHONE, headers)).body.code, 'step_up_required')
  assert.equal((await start(w)).body.next, 'sms_code')
})

const barred = async (w: World) => {
  await guess(w, 16)
  assert.equal((await start(w)).body.code, 'step_up_required')
}

test('whoever proves the mailbox and then the number, for a new password, is let in by the number again', async () => {
  const w = world()
  await withAnna(w)
  await barred(w)
  const { resetId } = (await knock(w, 'POST /password-reset', { body: { email: MAIL } })).body
  await settle(w)
  const give = async (door: string, body: unknown) => {
    const answer = await knock(w, `POST /password-reset/${resetId}/${door}`, { body })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    await settle(w)
  }
  await give('email-code', { code: newestMailCode(w, MAIL) })
  await give('sms-code', { code: smsCode(w) })
  await give('password', { password: 'a teapot full of rain' })
  assert.equal((await start(w)).body.next, 'sms_code')
})

test('an admin unlocks it, and so does proving the number anew in an open session', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  await barred(w)
  const trusted = { 'Latchkey-Device': deviceToken }
  const { accessToken: token } = (await signIn(w, {}, trusted)).body
  const begun = await knock(w, 'POST /me/phone', { token, body: { phone: PHONE, currentPin: PIN } })
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  const proved = await knock(w, `POST /me/phone/${begun.body.changeId}/code`, { token, body: { code: smsCode(w) } })
  assert.equal(proved.status, 200)
  w.passes(HOUR)
  assert.equal((await start(w)).body.next, 'sms_code')
  await barred(w)
  const { ask } = await withAdmin(w, organisationId)
  assert.equal((await ask(`POST /organisation/people/${personId}/unlock`)).status, 204)
  assert.equal((await start(w)).body.next, 'sms_code')
})

test('one person’s wrong second factors are counted in one place, by text message and by e-mail', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const method = async (by: 'sms' | 'email') => {
    const organisation = await w.ports.organisations.read(organisationId)
    assert.ok(organisation)
    const twoFactor = { required: true, method: by, exemptNetworks: [] }
    await w.db.put('people', { pk: `ORG#${organisationId}`, sk: 'ORG', ...organisation, twoFactor })
  }
  let compared = 0
  for (let i = 0; i < 8; i++) {
    await method(i % 2 === 0 ? 'sms' : 'email')
    w.passes(3 * HOUR)
    const { loginId, code } = (await startByEmail(w)).body
    assert.ok(
      i < 3 || code?.followedBy === 'email' || loginId === undefined,
      'fifteen of both, then both are asked for',
    )
    if (loginId === undefined) continue
    for (let by = 1; by <= 5; by++) compared += wrongIn([await giveCode(w, loginId, '000000')])
  }
  assert.ok(compared <= 30, `${compared}`)
})

test('a password ends after so many wrong ones in a row on the owner’s own device, too, and a reset opens it', async () => {
  const w = world({
    limits: { passwordBucketOfKnown: { most: 500, refillMs: MINUTE }, passwordFailuresUntilDisabledOfKnown: 14 },
  })
  await withBen(w)
  const begun = (await startByEmail(w)).body
  const { deviceToken } = (await giveCode(w, begun.loginId, newestCode(w, '+447700900456'))).body
  const headers = { 'Latchkey-Device': deviceToken }
  const answers: Answer[] = []
  for (let i = 0; i < 18; i++) answers.push(await startByEmail(w, { headers, password: `not ${i} of them` }))
  assert.equal(answers.filter(({ body }) => body.code === 'wrong_password').length, 14)
  const right = await startByEmail(w, { headers, password: PASSWORD })
  assert.deepEqual([right.status, right.body.code], [423, 'password_disabled'])
  assert.ok((await knock(w, 'POST /password-reset', { body: { email: EMAIL } })).body.resetId)
})

test('a reset that is begun from the number ends the row as well', async () => {
  const w = world()
  await withAnna(w)
  await guess(w, 10)
  const item = async () =>
    Number((await w.db.get('logins', { pk: `NUMBER#${w.ports.lookup.phone(PHONE)}` }))?.wrongInRow ?? 0)
  assert.ok((await item()) >= 50)
  const id = await resetAt(w, 'new_pin')
  assert.equal((await knock(w, `POST /pin-reset/${id}/pin`, { body: { pin: '590283' } })).status, 200)
  assert.equal(await item(), 0)
})
