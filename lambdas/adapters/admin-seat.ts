import type { Seat, Written } from '#core/audit'
import type { Item, Obstacle, Write } from './dynamo.ts'
import { keys } from './keys.ts'

const holds = 'epoch = :seatEpoch AND #seatRole = :seatRole AND disabled = :seatNo'
const names = { '#seatRole': 'role' }
const valuesOf = ({ epoch }: Seat) => ({ ':seatEpoch': epoch, ':seatRole': 'admin', ':seatNo': false })

const keyOf = (write: Write): Item => (write.op === 'put' ? write.item : write.key)
const isOwn = (write: Write, { personId }: Seat): boolean => keyOf(write).pk === keys.person(personId).pk

/**
 * Whoever does it must be an admin in the moment it is written, or nothing is. So the admin of the last deed of any number at once has a seat
 * left: admins who demote each other never leave none. One transaction names an item once, so an admin's own item carries the condition itself.
 */
export const seated = (writes: readonly Write[], seat: Seat | undefined): readonly Write[] => {
  if (seat === undefined) return writes
  const key = keys.person(seat.personId)
  const values = valuesOf(seat)
  if (!writes.some((write) => isOwn(write, seat)))
    return [{ op: 'check', table: 'people', key, condition: holds, names, values }, ...writes]
  return writes.map((write) =>
    isOwn(write, seat)
      ? {
          ...write,
          condition: `${write.condition} AND ${holds}`,
          names: { ...write.names, ...names },
          values: { ...write.values, ...values },
        }
      : write,
  )
}

const lostSeat = (item: Item | undefined, seat: Seat): boolean =>
  item?.role !== 'admin' || item.disabled === true || item.epoch !== seat.epoch

/** The first thing that stood in the way. `money_moved`: somebody paid for a message between reading the figures and writing them. */
export const whyNot = (
  writes: readonly Write[],
  obstacles: readonly Obstacle[],
  seat: Seat | undefined,
): Exclude<Written, 'done'> | 'money_moved' => {
  const at = obstacles.findIndex(({ code }) => code === 'ConditionalCheckFailed')
  const write = writes[at]
  if (write === undefined) return 'changed'
  if (seat !== undefined && isOwn(write, seat) && lostSeat(obstacles[at]?.item, seat)) return 'no_admin'
  if (write.table === 'ledger') return 'money_moved'
  const [kind] = String(keyOf(write).pk).split('#')
  if (kind === 'PHONE') return 'phone_taken'
  return kind === 'EMAIL' ? 'email_taken' : 'changed'
}
