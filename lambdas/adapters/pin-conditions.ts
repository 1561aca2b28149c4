import { wrongOn } from '#core/charge'
import type { Limits } from '#core/limits'

const NONE = { set: '', condition: '', back: '', names: {}, values: {} } as const

/**
 * The part of a PIN's charge that counts on the device which stood in for the code, in the write that charges the person:
 *   on = on + 1    if    on is absent or < 5
 * So a wrong PIN is no request more, and no sixth in a row is compared however many logins the device has begun.
 */
export const onDevice = (device: string | undefined, { deviceFailuresUntilUntrusted }: Limits) =>
  device === undefined
    ? NONE
    : {
        set: ', #on = if_not_exists(#on, :noneOn) + :one',
        condition: ' AND (attribute_not_exists(#on) OR #on < :mostOn)',
        back: ', #on = if_not_exists(#on, :one) - :one',
        names: { '#on': wrongOn(device) },
        values: { ':noneOn': 0, ':mostOn': deviceFailuresUntilUntrusted },
      }

/** Nobody was signed in by this person's PIN since then: what the try is for cannot be used up. */
export const quiet = (since: number | undefined) =>
  since === undefined
    ? { condition: '', values: {} }
    : {
        condition: ' AND (attribute_not_exists(pinRightAt) OR pinRightAt <= :since)',
        values: { ':since': since },
      }
