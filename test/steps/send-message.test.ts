import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, MINUTE } from '#core/time'
import { senderWorld } from '#support/sender'

test('a code goes to the number on file, in the words of its purpose, with the code that the person will type', async () => {
  const world = await senderWorld()
  const job = world.job('login', { purpose: 'pin_reset' })
  await world.run(job)
  const [code] = await world.ports.codes.of(job, 1)
  assert.equal(world.sms.length, 1)
  assert.equal(world.sms[0]?.to, '+447700900123')
  assert.match(world.sms[0]?.text ?? '', new RegExp(`^${code} .*Example PIN.*@auth\\.example\\.com #${code}$`, 's'))
})

test('a code by e-mail says the same as text and as HTML, and why it comes by e-mail', async () => {
  const world = await senderWorld()
  const job = world.job('login', {
    channel: 'email',
    sealed: world.anna.sealedEmail,
    purpose: 'two_factor',
    smsSpent: true,
  })
  await world.run(job)
  const [code] = await world.ports.codes.of(job, 1)
  const [mail] = world.mail
  assert.equal(mail?.to, 'anna@example.com')
  assert.ok(mail?.text.includes(String(code)) && mail.html.includes(String(code)))
  assert.match(mail.text, /budget for text messages is used up/)
  assert.equal(world.sms.length, 0)
})

test('a message costs two requests to the tables once its sender is warm', async () => {
  const world = await senderWorld()
  await world.send('first')
  world.forget()
  await world.send('second')
  assert.deepEqual(
    world.asked.map(({ operation }) => operation),
    ['TransactWriteItems', 'TransactWriteItems'],
  )
})

test('an event that arrives twice, at once or one after the other, is one text message', async () => {
  const world = await senderWorld()
  await world.send('warm')
  const job = world.job('login')
  await Promise.all([world.run(job), world.run(job)])
  await world.run(job)
  assert.equal(world.sms.length, 2)
  assert.equal((await world.stored()).usedMicros, 200_000)
})

test('an event that arrives three hours late sends nothing and writes nothing', async () => {
  const world = await senderWorld()
  const job = world.job('login')
  world.passes(3 * HOUR)
  world.forget()
  await world.run(job)
  assert.deepEqual([world.sms.length, world.asked.length], [0, 0])
  assert.equal((await world.view(job)).delivery, 'sending')
})

test('a code that ends this very instant is not sent any more', async () => {
  const world = await senderWorld()
  const job = world.job('login')
  world.at(job.notAfter)
  await world.run(job)
  assert.equal(world.sms.length, 0)
})

test('a number that leads to nobody gets no message and costs nothing, and its waiting page reads like any other', async () => {
  const world = await senderWorld()
  const [real, decoy] = [world.job('real'), world.job('decoy', { sealed: undefined, personId: undefined })]
  await world.run(real)
  assert.equal((await world.view(decoy)).delivery, 'sending')
  await world.run(decoy)
  assert.deepEqual(await world.view(decoy), await world.view(real))
  assert.equal(world.sms.length, 1)
  assert.equal((await world.stored()).usedMicros, 100_000)
})

test('what the provider refuses for certain is given back, and the other channel is offered where it is allowed', async () => {
  const world = await senderWorld({ emailCodesWhenSmsSpent: true })
  world.provider.answer = async () => ({ outcome: 'refused' })
  const job = world.job('login')
  await world.run(job)
  const { usedMicros, reservedMicros, leftMicros } = await world.stored()
  assert.deepEqual(
    { usedMicros, reservedMicros, leftMicros },
    { usedMicros: 0, reservedMicros: 0, leftMicros: 10_000_000 },
  )
  assert.deepEqual(await world.view(job), { delivery: 'failed', alternatives: ['email'], why: 'message_not_sent' })
  assert.equal((await world.line(job))?.priceMicros, 0)
})

test('a provider that never answers has perhaps sent: it counts as sent and is paid', async () => {
  const world = await senderWorld()
  world.provider.answer = async () => ({ outcome: 'unknown' })
  const job = world.job('login')
  await world.run(job)
  assert.equal((await world.stored()).usedMicros, 100_000)
  assert.equal((await world.view(job)).delivery, 'sent')
})

test('without money nothing is sent, and the waiting page says so and what else there is', async () => {
  const world = await senderWorld({ smsBudget: { limit: '0.05', currency: 'EUR' }, emailCodesWhenSmsSpent: true })
  const job = world.job('login')
  await world.run(job)
  assert.equal(world.sms.length, 0)
  assert.deepEqual(await world.view(job), { delivery: 'failed', alternatives: ['email'], why: 'sms_budget_spent' })
})

test('where the organisation wants no codes by e-mail, none is offered', async () => {
  const world = await senderWorld({ smsBudget: { limit: '0.05', currency: 'EUR' } })
  const job = world.job('login')
  await world.run(job)
  assert.deepEqual((await world.view(job)).alternatives, [])
})

test('a country the organisation does not allow is refused before anything is spent', async () => {
  const world = await senderWorld()
  const job = world.job('login', { country: 'FI' })
  await world.run(job)
  assert.equal(world.sms.length, 0)
  assert.equal((await world.view(job)).why, 'country_not_allowed')
  assert.equal((await world.stored()).leftMicros, 10_000_000)
})

test('a price that changed is learnt from the write it stopped, and the new one is paid', async () => {
  const world = await senderWorld()
  await world.send('first')
  await world.db.update(
    'ledger',
    { pk: 'ORG#org', sk: 'BUDGET' },
    { update: 'SET prices.#gb = :price', names: { '#gb': 'GB' }, values: { ':price': 250_000 } },
  )
  await world.send('second')
  assert.equal((await world.stored()).usedMicros, 350_000)
})

test('the last tenth is kept for resets and admins', async () => {
  const world = await senderWorld({ smsBudget: { limit: '2.00', currency: 'EUR' } })
  for (let i = 0; i < 20; i++) await world.send(`login${i}`, { mayUseReserve: false })
  assert.equal(world.sms.length, 18)
  for (let i = 0; i < 3; i++) await world.send(`reset${i}`, { purpose: 'pin_reset', mayUseReserve: true })
  assert.equal(world.sms.length, 20)
  assert.equal((await world.stored()).leftMicros, 0)
})

test('every admin is told once at 50, 80 and 100 per cent', async () => {
  const world = await senderWorld({ smsBudget: { limit: '1.00', currency: 'EUR' } }, 2)
  const told = () => world.dispatched.map((job) => job.kind === 'notice' && `${job.notice} ${job.personId}`).sort()
  for (let i = 0; i < 4; i++) await world.send(world.name())
  assert.deepEqual(told(), [])
  await world.send(world.name())
  assert.deepEqual(told(), ['budget_50 admin1', 'budget_50 admin2'])
  for (let i = 0; i < 8; i++) await world.send(world.name())
  assert.deepEqual(told(), [
    'budget_100 admin1',
    'budget_100 admin2',
    'budget_50 admin1',
    'budget_50 admin2',
    'budget_80 admin1',
    'budget_80 admin2',
  ])
})

test('admins are told that the money is gone when the first sign-in is refused for it, although the reserve is left', async () => {
  const world = await senderWorld({ smsBudget: { limit: '2.00', currency: 'EUR' } })
  for (let i = 0; i < 18; i++) await world.send(world.name(), { mayUseReserve: false })
  assert.equal(world.dispatched.length, 2)
  for (let i = 0; i < 3; i++) await world.send(world.name(), { mayUseReserve: false })
  assert.deepEqual(
    world.dispatched.map((job) => job.kind === 'notice' && job.notice),
    ['budget_50', 'budget_80', 'budget_100'],
  )
})

test('a warning to an admin reads as a sentence with the money in it', async () => {
  const world = await senderWorld({ smsBudget: { limit: '1.00', currency: 'EUR' } })
  for (let i = 0; i < 5; i++) await world.send(world.name())
  const [warning] = world.dispatched
  if (warning !== undefined) await world.run(warning)
  assert.equal(world.mail[0]?.to, 'admin1@example.com')
  assert.match(world.mail[0]?.text ?? '', /0\.50 EUR of 1\.00 EUR/)
})

test('a new month begins with all of its money, and what was under way is settled where it was reserved', async () => {
  const world = await senderWorld({ smsBudget: { limit: '1.00', currency: 'EUR' } })
  world.at(Date.UTC(2026, 10, 30, 23, 59, 59, 999))
  for (let i = 0; i < 9; i++) await world.send(world.name())
  const late = world.job('late')
  const { promise, resolve } = Promise.withResolvers<void>()
  world.provider.answer = async () => {
    await promise
    return { outcome: 'accepted', providerId: 'late' }
  }
  const underWay = world.run(late)
  await new Promise((wait) => setTimeout(wait, 20))
  world.provider.answer = async () => ({ outcome: 'accepted', providerId: 'new' })
  world.passes(1)
  await world.send(world.name())
  resolve()
  await underWay
  const stored = await world.stored()
  assert.deepEqual(
    [stored.budgetMonth, stored.usedMicros, stored.reservedMicros, stored.leftMicros],
    ['2026-12', 100_000, 0, 900_000],
  )
  assert.deepEqual(
    [stored.previousMonth, stored.previousUsedMicros, stored.previousReservedMicros],
    ['2026-11', 1_000_000, 0],
  )
})

test('a clock that lags behind does not open a month twice', async () => {
  const world = await senderWorld({ smsBudget: { limit: '1.00', currency: 'EUR' } })
  world.at(Date.UTC(2026, 11, 1))
  for (let i = 0; i < 10; i++) await world.send(world.name())
  world.at(Date.UTC(2026, 10, 30, 23, 59))
  await world.send(world.name())
  assert.equal(world.sms.length, 10)
  assert.equal((await world.stored()).budgetMonth, '2026-12')
})

test('a message of an organisation that nobody knows is not sent', async () => {
  const world = await senderWorld()
  const job = world.job('login', { organisationId: 'nobody' })
  await world.run(job)
  assert.equal(world.sms.length, 0)
})

test('what a crashed sender left reserved is counted as used once somebody looks, and never comes back twice', async () => {
  const world = await senderWorld()
  await world.send('first')
  const job = world.job('crashed')
  world.provider.answer = () => Promise.reject(new Error('the function was ended'))
  await assert.rejects(world.run(job))
  assert.equal((await world.figures())?.reservedMicros, 100_000)
  world.passes(11 * MINUTE)
  const figures = await world.figures()
  assert.deepEqual([figures?.reservedMicros, figures?.usedMicros, figures?.leftMicros], [0, 200_000, 9_800_000])
  world.passes(11 * MINUTE)
  assert.equal((await world.figures())?.usedMicros, 200_000)
})

test('a notice to a number is priced by the country of the number itself', async () => {
  const world = await senderWorld()
  await world.run({
    kind: 'notice',
    notice: 'pin_changed',
    noticeId: 'notice',
    sentAt: world.now(),
    notAfter: world.now() + HOUR,
    channel: 'sms',
    organisationId: 'org',
    personId: 'anna',
    sealed: world.anna.sealedPhone ?? '',
    locale: 'fi',
    facts: {},
  })
  assert.equal(world.sms.length, 1)
  assert.equal((await world.stored()).usedMicros, 100_000)
})
