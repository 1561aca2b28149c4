import type { Organisation, Person } from '#core/person'
import type { Ports } from '#core/ports'
import type { Device, Session } from '#core/session'
import type { Sessions } from '#core/session-ports'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { keys } from './keys.ts'
import { KEEP_ENDED_MS } from './session-places.ts'
import { signInWrites } from './sign-in-writes.ts'

/** What an ended session leaves behind says that its login was used up, and nothing else. */
const asSession = (item: Item | undefined) =>
  item === undefined || item.endedAt !== undefined ? undefined : (item as unknown as Session)
const isAlive = 'attribute_exists(pk) AND attribute_not_exists(endedAt)'

/** Every one of them: what somebody is not shown they cannot end. */
const allOf = async (db: Dynamo, pk: string, prefix: string): Promise<readonly Item[]> => {
  const items: Item[] = []
  let after: Item | undefined
  do {
    const page = await db.query('trust', pk, prefix, { limit: 100, ...(after === undefined ? {} : { after }) })
    items.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return items
}

export const sessions = (db: Dynamo, basics: Pick<Ports, 'clock' | 'chance' | 'limits'>): Sessions => ({
  ...signInWrites(db, basics),

  async facts(personId, sessionId, organisationId) {
    const [session, person, organisation] = await db.batchGet([
      { table: 'trust', key: keys.session(personId, sessionId) },
      { table: 'people', key: keys.person(personId) },
      { table: 'people', key: keys.organisation(organisationId) },
    ])
    return {
      session: asSession(session),
      person: person as unknown as Person | undefined,
      organisation: organisation as unknown as Organisation | undefined,
    }
  },

  async rotate(session, next) {
    const outcome = await db.transact([
      {
        op: 'update',
        table: 'trust',
        key: keys.session(session.personId, session.sessionId),
        update:
          'SET secretHash = :next, previousHash = :presented, rotatedAt = :now, idleUntil = :idle, generation = generation + :one',
        condition: 'secretHash = :presented AND generation = :generation AND expiresAt > :now AND idleUntil > :now',
        values: {
          ':presented': session.secretHash,
          ':generation': session.generation,
          ':next': next.secretHash,
          ':idle': next.idleUntil,
          ':now': basics.clock.now(),
          ':one': 1,
        },
      },
      {
        op: 'check',
        table: 'people',
        key: keys.person(session.personId),
        condition: 'epoch = :epoch AND disabled = :no',
        values: { ':epoch': session.epoch, ':no': false },
      },
    ])
    return outcome.done
  },

  async end(personId, sessionId, why) {
    const now = basics.clock.now()
    const mark = basics.chance.id()
    const outcome = await db.update('trust', keys.session(personId, sessionId), {
      update: `SET endedAt = :now, endMark = :mark, #ttl = :ttl${why === undefined ? '' : ', reused = :yes'} REMOVE secretHash, previousHash, binding, label`,
      condition: isAlive,
      names: { '#ttl': 'ttl' },
      values: {
        ':now': now,
        ':mark': mark,
        ':ttl': Math.ceil((now + KEEP_ENDED_MS) / 1_000),
        ...(why === undefined ? {} : { ':yes': true }),
      },
    })
    // Our own first write may have been applied and its answer lost: the mark tells.
    return outcome.done || outcome.item?.endMark === mark
  },

  async endDevice(personId, deviceId) {
    // A transaction carries a token: repeated because its answer was lost, it still says that the device was there.
    const key = keys.device(personId, deviceId)
    return (await db.transact([{ op: 'delete', table: 'trust', key, condition: 'attribute_exists(pk)' }])).done
  },

  async sessionsOf(personId) {
    const items = await allOf(db, keys.session(personId, '').pk, 'SESSION#')
    return items.map(asSession).filter((session) => session !== undefined)
  },

  async devicesOf(personId) {
    return (await allOf(db, keys.device(personId, '').pk, 'DEVICE#')) as unknown as readonly Device[]
  },
})

export const make = (basics: Pick<Ports, 'clock' | 'chance' | 'limits'>): Sessions =>
  sessions(dynamoFromEnvironment(), basics)
