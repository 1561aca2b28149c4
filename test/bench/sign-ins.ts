import assert from 'node:assert/strict'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { DAY, HOUR } from '#core/time'
import { chance as realChance } from '#runtime/basics'
import { PHONE, withAnna } from '#support/anna'
import { world } from '#support/world'
import { atWorkMs, tape } from './at-work.ts'
import { threeSteps } from './doors.ts'
import { RIVAL_DOORS, rival } from './rival.ts'

const DAYS = 60

/** How long this thread was at work for a sign-in, and apart from it for sending the code. Milliseconds. */
export type Took = { readonly steps: number; readonly sender: number }
export type SignIn = () => Promise<Took>

/** Where tables and keys are handed over: as better-auth's tables are, or as the requests that they are on AWS. */
export type HandedOver = 'objects' | 'requests'

/** Ours: the three steps, and apart from them what sends the code. */
export const ours = async (as: HandedOver): Promise<SignIn> => {
  const { carried, between, chance, rewind } = tape(realChance)
  const w = world({ chance, ...(as === 'objects' ? { between } : { carried }) })
  await withAnna(w)
  w.provider.hold = true
  const sent = { ms: 0 }
  const send = async () => {
    const before = performance.now()
    for (const job of w.jobs.splice(0)) await w.send(job)
    sent.ms = performance.now() - before
  }
  const steps = threeSteps(w, send)
  // A number that has been used for months has all its slots filled, which is the most there is to read.
  for (let day = 0; day < DAYS; day++) {
    w.passes(DAY)
    await steps()
  }
  const signIn = async (how: 'record' | 'play') => {
    w.sms.length = 0
    w.forget()
    rewind(how)
    const whole = await atWorkMs(steps)
    return { steps: whole - sent.ms, sender: sent.ms }
  }
  // The same day, so that what the sender knows of its budget is still true.
  w.passes(HOUR)
  await signIn('record')
  return () => signIn('play')
}

/** better-auth's two steps. */
export const theirs = (): SignIn => {
  const codes = new Map<string, string>()
  const tables = { user: [], session: [], account: [], verification: [] }
  const auth = rival(memoryAdapter(tables), (to, code) => {
    codes.set(to, code)
  })
  const ask = async (path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json', origin: 'http://127.0.0.1' }
    const request = new Request(`http://127.0.0.1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const answer = await auth.handler(request)
    assert.equal(answer.status, 200, await answer.text())
  }
  const signIn = async () => {
    // Its tables are lists that are searched from the first to the last: kept short, they cost nothing.
    tables.session.length = 0
    tables.verification.length = 0
    await ask(RIVAL_DOORS.send, { phoneNumber: PHONE })
    await ask(RIVAL_DOORS.verify, { phoneNumber: PHONE, code: codes.get(PHONE) })
  }
  return async () => ({ steps: await atWorkMs(signIn), sender: 0 })
}
