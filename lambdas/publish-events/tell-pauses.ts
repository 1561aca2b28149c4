import type { News } from '#core/news'
import type { Ports } from '#core/ports'
import { DAY, secondsUntil } from '#core/time'
import { allOf } from './all-of.ts'

export type TellPorts = Pick<Ports, 'members' | 'messages' | 'limits' | 'stage'>

const tellPause = async (news: News, { members, messages, limits, stage }: TellPorts): Promise<void> => {
  const { organisationId, at, why, until } = news
  const facts = {
    ...(why === undefined ? {} : { why }),
    pauseSeconds: String(secondsUntil(until ?? at, at)),
    longestSeconds: String(limits.breakerLongestPauseMs / 1_000),
    page: `${stage.publicOrigin}/admin/budget`,
  }
  const job = { kind: 'notice', notice: 'messages_paused', channel: 'email', organisationId, facts } as const
  const admins = await members.admins(organisationId)
  const told = admins.flatMap(({ personId, sealedEmail: sealed, locale }) => {
    const noticeId = `paused.${at}.${personId}`
    const when = { sentAt: at, notAfter: at + DAY }
    return sealed === undefined ? [] : [messages.dispatch({ ...job, noticeId, ...when, personId, sealed, locale })]
  })
  await allOf(told)
}

/** Tells every admin of each pause by e-mail. A pause that the stream tells again is the same message, which is sent once. */
export const tellPauses = async (pauses: readonly News[], ports: TellPorts): Promise<void> => {
  await allOf(pauses.map((news) => tellPause(news, ports)))
}
