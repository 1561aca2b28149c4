import type { Line } from '#core/ledger'
import { type Flood, hourOf } from '#core/message-pace'
import type { NewsWord } from '#core/news'
import type { Stage } from '#core/stage'
import { HOUR } from '#core/time'
import type { Dynamo } from './dynamo.ts'
import { putNews } from './news.ts'

const MOST_REMEMBERED = 1_000
// A pause is told by whoever begins it, not by the messages that meet it.
const WORDS: Partial<Readonly<Record<Flood['word'], NewsWord>>> = {
  sms_country: 'country_limited',
  sms_block: 'block_limited',
}

/** Tells that a limit was met, once an hour for each organisation, limit and country, whether messages are refused or only recorded. */
export const tellingFloods = (db: Dynamo, stage: Stage) => {
  const told = new Set<string>()
  return async ({ organisationId, reservedAt, country }: Line, { word: met, retryAt }: Flood): Promise<void> => {
    const word = WORDS[met]
    const hour = hourOf(reservedAt)
    const name = [organisationId, word, country, hour].join()
    if (word === undefined || told.has(name)) return
    const refused = stage.smsFloods === 'refuse'
    const where = country === undefined ? {} : { country }
    const news = { organisationId, at: reservedAt, word, refused, until: retryAt, ...where }
    const { item, condition } = putNews(news, hour * HOUR)
    await db.put('ledger', item, condition)
    if (told.size >= MOST_REMEMBERED) told.clear()
    told.add(name)
  }
}
