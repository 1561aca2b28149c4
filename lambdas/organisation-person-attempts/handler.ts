import { storyOf } from '#core/attempt-story'
import type { Attempt } from '#core/attempts'
import { chooseLanguage } from '#core/message'
import type { Language } from '#core/texts/language'
import { iso } from '#core/time'
import type { PortsOf, Run } from '#runtime/contract'
import { cursorOf, pageOf } from '#runtime/paging'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'
import { outcomeOf, withDelivery } from './outcome.ts'

const view = async (attempt: Attempt, organisationId: string, language: Language, ports: PortsOf<typeof contract>) => {
  const { attemptId, kind, journey, startedAt, sentTo } = attempt
  const trail = await withDelivery(attempt, organisationId, ports)
  const steps = storyOf(trail, language).map(({ at, word, sentence }) => ({ at: iso(at), word, text: sentence }))
  return {
    attemptId,
    kind,
    journey,
    startedAt: iso(startedAt),
    outcome: outcomeOf(attempt, ports.clock.now()),
    ...(sentTo === undefined ? {} : { sentTo }),
    steps,
  }
}

/** There are so few that they are read together, and one is the cursor of those after it. */
const part = (attempts: readonly Attempt[], { after, limit }: ReturnType<typeof pageOf>) => {
  const before = after === undefined ? -1 : attempts.findIndex(({ attemptId }) => attemptId === after)
  const from = after !== undefined && before < 0 ? attempts.length : before + 1
  const shown = attempts.slice(from, from + limit)
  return { shown, ...(from + limit < attempts.length ? { next: shown.at(-1)?.attemptId } : {}) }
}

export const run: Run<typeof contract> = async ({ params, query, caller }, ports, refuse) => {
  const { person: admin, organisation } = await signedInAdmin(caller, ports)
  const { organisationId } = organisation
  const person = await ports.members.find(organisationId, params.personId)
  if (person === undefined) throw refuse('not_found')
  const indexes = [person.phoneIndex, person.emailIndex].filter((index) => index !== undefined)
  const attempts = await ports.attempts.of(indexes, organisationId)
  const language = chooseLanguage(caller.acceptLanguage, chooseLanguage(admin.locale, 'en'))
  const list = { of: 'attempts', whose: person.personId } as const
  const { shown, next } = part(attempts, pageOf({ limit: '50', ...query }, list))
  const items = await Promise.all(shown.map((attempt) => view(attempt, organisationId, language, ports)))
  return next === undefined ? { items } : { items, next: cursorOf(list, next) }
}
