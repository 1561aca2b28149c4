import { withAccount } from './account-acts.ts'
import { changeSettings, correct, deal } from './admin-acts.ts'
import { readBelongings } from './belongings.ts'
import { beginByEmail } from './email-acts.ts'
import { readGate } from './gate.ts'
import { deliver, flow, resume } from './gate-acts.ts'
import { honest } from './honest.ts'
import { check, noSecretIsStored } from './invariants.ts'
import { countUp } from './memory.ts'
import { invite, setBudget } from './operator-acts.ts'
import { orFails } from './outcomes.ts'
import { withReset } from './reset-acts.ts'
import { withSession } from './session-acts.ts'
import { begin, withLogin } from './sign-in-acts.ts'
import type { Play, Prepared } from './stage.ts'
import { turns } from './turns.ts'
import type { Action, Batch } from './vocabulary.ts'

type Act = () => Promise<unknown>
const nothing: Act = async () => undefined

/** What a reset writes at its end; its own steps have a model of their own. */
const newPin = (play: Play): Act => {
  const { w, cast, memory } = play
  const { personId } = cast.anna
  for (const it of [...memory.families, ...memory.devices]) if (it.personId === personId) it.doubtful = true
  countUp(memory.forgiven, `${personId} pin`)
  const write = async () => {
    const before = await w.ports.people.read(personId)
    if (before === undefined || before.pin === undefined) return
    const cleared = { pinFailures: 0, pinFullAt: undefined, pinFullAtOfKnown: undefined }
    const after = { ...before, ...cleared, epoch: before.epoch + 1 }
    await w.ports.roster.change(before, after)
  }
  return () => orFails(play, write)
}

/** Everything an act needs to know is looked up before the turns begin; then it is one call like a client's. */
const actOf = async (play: Play, action: Action): Promise<Act> => {
  switch (action.do) {
    case 'start':
      return begin(play, action)
    case 'start_email':
      return beginByEmail(play, action)
    case 'own_secret':
    case 'own_phone':
    case 'own_code':
      return (await withAccount(play, action)) ?? nothing
    case 'reset_start':
    case 'reset_code':
    case 'reset_password':
    case 'reset_leave':
      return (await withReset(play, action)) ?? nothing
    case 'settings':
      return changeSettings(play, action)
    case 'person':
      return deal(play, action)
    case 'correct':
      return correct(play, action)
    case 'invite':
      return invite(play, action)
    case 'budget':
      return setBudget(play, action)
    case 'new_pin':
      return newPin(play)
    case 'deliver':
      return deliver(play, action)
    case 'flow':
      return flow(play, action)
    case 'resume':
      return resume(play)
    case 'refresh':
    case 'me':
    case 'sign_out':
    case 'end_session':
    case 'end_device':
      return withSession(play, action) ?? nothing
    default:
      return (await withLogin(play, action)) ?? nothing
  }
}

/** After a batch there is one rule again: what is stored. */
const readRules = async ({ w, organisationId, cast, memory }: Play): Promise<void> => {
  const organisation = await w.ports.organisations.read(organisationId)
  memory.rules.organisation = organisation === undefined ? [] : [organisation]
  for (const { personId } of Object.values(cast)) {
    const person = await w.ports.people.read(personId)
    memory.rules.people.set(personId, person === undefined ? [] : [person])
  }
}

/** Plays a history, and says where it broke what must be true. */
export const play = async ({ w, begin: raise }: Prepared, batches: readonly Batch[]): Promise<void> => {
  const { play: inTurns, turn } = turns(w)
  const it = raise(turn)
  const { memory } = it
  await readRules(it)
  await readBelongings(it)
  for (const { actions, order, mishaps, wait } of batches) {
    memory.calm = mishaps.length === 0
    memory.undisturbed = memory.calm && actions.length === 1
    const acts: Act[] = []
    for (const action of actions) acts.push(await actOf(it, action))
    await inTurns(acts, order, mishaps)
    memory.settle()
    await readRules(it)
    await readBelongings(it)
    await readGate(it)
    await check(it)
    w.passes(wait)
    memory.latest = Math.max(memory.latest, w.now())
  }
  noSecretIsStored(it)
  await honest(it)
}
