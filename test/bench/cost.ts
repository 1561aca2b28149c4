import { countMessage } from '../counts/message.ts'
import { costOf, countAll, total, withoutMessage } from './costs.ts'
import type { Row } from './table.ts'

const MOST_DOLLARS = 26

const row = (what: string, dollars: number): Row => ({
  budget: '9',
  what: `list cost of a million: ${what}`,
  limit: `≤ $${MOST_DOLLARS}`,
  measured: `$${dollars.toFixed(2)}`,
  ratio: dollars / MOST_DOLLARS,
  met: dollars <= MOST_DOLLARS,
})

/** What sign-ins cost at AWS without the price of text messages, from calls counted now. */
export const cost = async (): Promise<readonly Row[]> => {
  const [counts, message] = [await countAll(), await countMessage()]
  const rows: Row[] = []
  for (const name of ['phone sign-in on a trusted device', 'phone sign-in on a new device'] as const) {
    const count = counts.get(name)
    if (count === undefined) throw new Error(`${name} was not counted`)
    const bare = count.sms === 0 ? count : withoutMessage(count, message)
    rows.push(row(count.sms === 0 ? name : `${name}, its code's sending apart`, total(costOf(bare))))
  }
  const sending = total(costOf(message)).toFixed(2)
  return [...rows, { budget: '9', what: 'sending a million codes, their price apart', measured: `$${sending}` }]
}
