import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Verifier } from '#core/person'
import { withAnna } from '#support/anna'
import {
  choosePin,
  forgot,
  giveEmailCode,
  giveSmsCode,
  later,
  leaveReset,
  NEW_PIN,
  resendCode,
  runOf,
} from '#support/resetting'
import { type World, world } from '#support/world'

type Step = 'sms_code' | 'left' | 'email_code' | 'new_pin' | 'done' | 'closed'
type Call = 'sms' | 'email' | 'pin' | 'leave'

/** The whole journey as one table: which call moves which step on. Every other call changes nothing and is refused. */
const moves: Readonly<Partial<Record<`${Step} ${Call}`, Step>>> = {
  'sms_code sms': 'email_code',
  'email_code email': 'new_pin',
  'new_pin pin': 'done',
  'sms_code leave': 'left',
  'email_code leave': 'closed',
  'new_pin leave': 'closed',
}

const verifier: Verifier = { v: 1, kdf: 'argon2id', m: 1, t: 1, p: 1, salt: '', keyId: '', tag: '', setAt: 0 }

/** A world with a reset begun. What the orders of calls are about needs no slow hash. */
const begin = async () => {
  const w = world()
  const { personId } = await withAnna(w)
  Object.assign(w.ports.pinSeal, { make: async () => verifier })
  Object.assign(w.ports.pinCheck, { verify: async () => false })
  const begun = await forgot(w)
  return { w, personId, id: String(begun.body.resetId) }
}

const stored = async (w: World, id: string) => {
  const reset = await w.ports.resetWaits.find(id.slice(0, 22))
  assert.ok(reset)
  return reset
}

// The caller knows every right code, also of steps that are not reached: only the order may stop him.
const codeOf = async (w: World, id: string, channel: 'sms' | 'email') => {
  const { seed, sends, resetId } = await stored(w, id)
  const wait = { about: `${resetId}.${channel}`, purpose: 'pin_reset' as const, seed, channel }
  return (await w.ports.codes.of(wait, sends)).at(-1) ?? ''
}

const calls: Readonly<Record<Call, (w: World, id: string) => Promise<{ readonly status: number }>>> = {
  sms: async (w, id) => giveSmsCode(w, id, await codeOf(w, id, 'sms')),
  email: async (w, id) => giveEmailCode(w, id, await codeOf(w, id, 'email')),
  pin: (w, id) => choosePin(w, id, NEW_PIN),
  leave: (w, id) => leaveReset(w, id),
}

const LONGEST = 6

test('in every order, with every repetition and omission of up to six calls, only SMS, then e-mail, then PIN opens', async () => {
  const { w, personId, id } = await begin()
  w.workflow.engine.clear()
  let walked = 0
  const walk = async (step: Step, path: readonly Call[]): Promise<void> => {
    if (path.length === LONGEST) return
    const here = w.tables.engine.snapshot()
    const before = await stored(w, id)
    for (const call of Object.keys(calls) as Call[]) {
      const next = moves[`${step} ${call}`]
      const said = `${[...path, call].join(' ')} from ${step}`
      const { status } = await calls[call](w, id)
      assert.equal(status, call === 'leave' ? 204 : next === undefined ? 410 : 200, said)
      const after = await stored(w, id)
      if (next === undefined) assert.deepEqual(after, before, said)
      else assert.equal(after.step, next === 'left' ? 'sms_code' : next, said)
      // Whoever left before the first code has no way back to it.
      if (next === 'left') assert.deepEqual(after.handles, {}, said)
      walked += 1
      if (next !== undefined)
        assert.equal((await w.ports.people.read(personId))?.pinEpoch, next === 'done' ? 2 : 1, said)
      // After the end an item that no call moves answers the same for ever: each call is tried there once.
      if (next !== undefined || !['done', 'closed', 'left'].includes(step)) await walk(next ?? step, [...path, call])
      if (next !== undefined) w.tables.engine.restore(here)
    }
  }
  await walk('sms_code', [])
  assert.ok(walked > 1_000, `${walked} calls`)
})

const commands = ['sms', 'email', 'pin', 'wrong', 'resend', 'lose', 'heal', 'wait31', 'wait150', 'redrive'] as const

/** One thing that happens; answers what the person was told, if it was a call. */
const happen = async (w: World, id: string, command: (typeof commands)[number]) => {
  if (command === 'sms' || command === 'email' || command === 'pin') return calls[command](w, id)
  if (command === 'wrong') return giveSmsCode(w, id, await codeOf(w, id, 'email'))
  if (command === 'resend') return resendCode(w, id)
  if (command === 'wait31' || command === 'wait150') await later(w, command === 'wait31' ? 31 : 150)
  if (command === 'lose' || command === 'heal') {
    w.workflow.faults.onCall = (operation) => {
      if (command === 'lose' && operation === 'SendTaskSuccess') throw new Error('lost')
    }
  }
  const newest = w.workflow.engine.list()[0]
  if (command === 'redrive' && newest !== undefined) {
    if (newest.status === 'RUNNING') w.workflow.engine.stop(newest.arn)
    if (w.workflow.engine.describe(newest.arn).status !== 'SUCCEEDED') w.workflow.engine.redrive(newest.arn)
    await w.workflow.engine.idle()
  }
  return undefined
}

/** Whether the workflow was begun again while nothing could be told to it. */
const wasDeaf = (happened: readonly string[]): boolean =>
  happened.some((command, i) => {
    const before = happened.slice(0, i)
    return command === 'redrive' && before.lastIndexOf('lose') > before.lastIndexOf('heal')
  })

const ENDS = { done: 'Done', expired: 'Expired', too_many_tries: 'TooManyTries' } as const

test('whatever is called, lost, repeated or waited for, the workflow ends where the reset ended, and no message went twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...commands), { maxLength: 14 }), async (happened) => {
      const { w, personId, id } = await begin()
      let [resends, finished] = [0, 0]
      for (const command of happened) {
        const told = await happen(w, id, command)
        if (command === 'resend' && told?.status === 200) resends += 1
        if (command === 'pin' && told?.status === 200) finished += 1
      }
      await happen(w, id, 'heal')
      for (let beat = 0; beat < 18; beat += 1) await later(w, 150)
      const person = await w.ports.people.read(personId)
      assert.deepEqual([person?.pinEpoch, finished <= 1], [1 + finished, true])
      // Redriven while it cannot be told anything, it gives up and rings; the reset ends by its own clock.
      if (wasDeaf(happened) && runOf(w)[1] === 'Broken') {
        assert.ok(Number((await stored(w, id)).expiresAt) <= w.now())
        return
      }
      const { step, end } = await stored(w, id)
      const truth = step === 'done' ? 'done' : end
      assert.ok(truth === 'done' || truth === 'expired' || truth === 'too_many_tries', `${step} ${end}`)
      assert.deepEqual(runOf(w), ['SUCCEEDED', ENDS[truth]])
      const codes = [...w.sms, ...w.mail].filter(({ text }) => /(?<!\d)\d{6}(?!\d)/.test(text)).map(({ text }) => text)
      const passed = (await stored(w, id)).trail.filter(({ word }) => word === 'sms_code_right').length
      assert.ok(codes.length >= 1 && codes.length <= 1 + passed + resends, `${codes.length} codes`)
      assert.equal(new Set(codes).size, codes.length)
      assert.equal(w.sms.length + w.mail.length - codes.length, 2 * finished)
    }),
    {
      numRuns: Number(process.env.MODEL_RUNS ?? 30),
      examples: [[['lose', 'sms', 'redrive', 'wait31', 'wait31', 'wait31']]],
    },
  )
})
