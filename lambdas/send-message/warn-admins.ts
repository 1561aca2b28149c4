import type { NoticeWord } from '#core/message-job'
import { formatMoney } from '#core/money'
import type { Ports } from '#core/ports'
import type { Threshold } from '#core/thresholds'
import { DAY } from '#core/time'

const NOTICE: Readonly<Record<Threshold, NoticeWord>> = { 50: 'budget_50', 80: 'budget_80', 100: 'budget_100' }

/** Tells every admin that a share of the month's money is used. Whoever marked it as told calls this, so it is told once. */
export const warnAdmins = async (
  organisationId: string,
  reached: readonly Threshold[],
  { members, messages, budget, clock }: Pick<Ports, 'members' | 'messages' | 'budget' | 'clock'>,
): Promise<void> => {
  if (reached.length === 0) return
  const [admins, figures] = await Promise.all([members.admins(organisationId), budget.figures(organisationId)])
  if (figures === undefined) return
  const now = clock.now()
  const money = (micros: number) => `${formatMoney(micros)} ${figures.currency}`
  const facts = { used: money(figures.limitMicros - figures.leftMicros), limit: money(figures.limitMicros) }
  const told = admins.flatMap(({ personId, sealedEmail: sealed, locale }) =>
    sealed === undefined
      ? []
      : reached.map((percent) =>
          messages.dispatch({
            kind: 'notice',
            notice: NOTICE[percent],
            noticeId: `budget.${figures.budgetMonth}.${percent}.${personId}`,
            sentAt: now,
            notAfter: now + DAY,
            channel: 'email',
            organisationId,
            personId,
            sealed,
            locale,
            facts,
          }),
        ),
  )
  await Promise.all(told)
}
