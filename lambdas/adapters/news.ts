import type { News } from '#core/news'
import { DAY } from '#core/time'
import type { Write } from './dynamo.ts'
import { keys } from './keys.ts'

const NEWS_LIFE_MS = 7 * DAY

/** Written once: the table's stream tells it on the bus. `period` is the instant it is named after, where one is told once a period. */
export const putNews = (news: News, period = news.at): Write & { readonly op: 'put' } => ({
  op: 'put',
  table: 'ledger',
  item: {
    ...keys.news(news.organisationId, period, `${news.word}${news.country === undefined ? '' : `.${news.country}`}`),
    ...news,
    ttl: Math.ceil((news.at + NEWS_LIFE_MS) / 1_000),
  },
  condition: 'attribute_not_exists(pk)',
})
