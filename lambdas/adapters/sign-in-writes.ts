import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import type { Device, Session } from '#core/session'
import type { Sessions, SignIn } from '#core/session-ports'
import type { Dynamo, Item, Write } from './dynamo.ts'
import { keys } from './keys.ts'
import { clearFailures, restore } from './right-secret.ts'
import { trustIsAllowed, trustRuleHolds } from './trust-rule.ts'

const ttlOf = (at: number) => Math.ceil(at / 1_000)

const sessionItem = (session: Session): Item => ({
  ...keys.session(session.personId, session.sessionId),
  ...session,
  ttl: ttlOf(session.expiresAt),
})

const deviceItem = (device: Device): Item => ({
  ...keys.device(device.personId, device.deviceId),
  ...device,
  ttl: ttlOf(device.expiresAt),
})

const stillStandsIn = {
  code: 'attribute_exists(pk) AND epoch = :epoch AND trustedUntil > :now',
  two_factor: 'attribute_exists(pk) AND epoch = :epoch AND attribute_exists(twoFactorAt)',
  nothing: 'attribute_exists(pk) AND epoch = :epoch',
} as const

/** Trust that was ended between the start and the last proof ends the login too: the device's own, or the organisation's rule for all. */
const usedDevice = (person: Person, used: NonNullable<SignIn['used']>, now: number): readonly Write[] => {
  const device: Write = {
    op: 'update',
    table: 'trust',
    key: keys.device(person.personId, used.deviceId),
    update: 'SET lastUsedAt = :now',
    condition: stillStandsIn[used.insteadOf],
    values: { ':now': now, ':epoch': person.epoch },
  }
  return used.insteadOf === 'code' ? [device, trustRuleHolds(person, used.begunAt)] : [device]
}

// A session lies under its login's id. Whoever puts it there has used the login up; ended, its place stays taken for as long as the login lives.
const NOT_USED_UP = 'attribute_not_exists(pk)'

/** The writes that make a session of a login. */
export const signInWrites = (
  db: Dynamo,
  { clock, chance, limits }: Pick<Ports, 'clock' | 'chance' | 'limits'>,
): Pick<Sessions, 'forgive' | 'commit' | 'remember'> => ({
  async forgive({ person, factor, charged }) {
    const right = { person, factor, at: clock.now() }
    const clear = clearFailures({ ...right, charged }, limits)
    if (charged === undefined) return (await db.update('people', clear.key, clear)).done
    const bySize = async () => (await db.transact([clear])).done
    return restore(db, { ...right, charged, failures: 0 }, limits, bySize)
  },

  async commit(sign) {
    const { person, factor, charged, session, used } = sign
    const now = clock.now()
    if (used === undefined) {
      // Our own first write may have been applied and its answer lost: the mark tells it from another's.
      const mark = chance.id()
      const outcome = await db.put('trust', { ...sessionItem(session), mark }, NOT_USED_UP)
      return outcome.done || outcome.item?.mark === mark
    }
    const put: Write = { op: 'put', table: 'trust', item: sessionItem(session), condition: NOT_USED_UP }
    const device = used.insteadOf === 'code' ? used.deviceId : undefined
    const clear = clearFailures({ person, factor, charged, device, at: now }, limits)
    return (await db.transact([clear, put, ...usedDevice(person, used, now)])).done
  },

  async remember(device) {
    const put: Write = { op: 'put', table: 'trust', item: deviceItem(device), condition: 'attribute_not_exists(pk)' }
    const asksTrust = device.trustedUntil !== undefined || device.twoFactorAt !== undefined
    if (asksTrust) return (await db.transact([put, trustIsAllowed(device)])).done
    // Our own first write may have been applied and its answer lost.
    const outcome = await db.put('trust', put.item, put.condition)
    return outcome.done || outcome.item?.secretHash === device.secretHash
  },
})
