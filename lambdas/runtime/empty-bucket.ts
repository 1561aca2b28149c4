import { type Bucket, isEmpty, roomAt } from '#core/bucket'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { waitSeconds } from '#core/time'

/** After too many wrong codes nothing is compared for a while, and so nothing sent. Signing in goes on as ever. */
export const refuseWhileEmpty = (fullAt: number | undefined, bucket: Bucket, { clock }: Pick<Ports, 'clock'>): void => {
  const now = clock.now()
  if (!isEmpty(fullAt, bucket, now)) return
  throw new Refused('too_many_requests', { retryAfterSeconds: waitSeconds(roomAt(fullAt, bucket), now) })
}
