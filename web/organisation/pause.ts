import { signedIn } from '../account/session.ts'
import type { ReplyOf } from '../client/client.ts'
import { actButton } from '../ui/act.ts'
import { el } from '../ui/element.ts'
import { icon } from '../ui/icons.ts'
import { moment } from '../ui/moment.ts'
import { notice } from '../ui/notices.ts'
import { factList, panel } from '../ui/panel.ts'
import { again } from '../ui/router.ts'
import { organisationWords as say } from './words.ts'

type Pause = NonNullable<ReplyOf<'GET /organisation/sms-budget'>['paused']>

const { paused: tell } = say.budget

/** Since when and why people on new devices wait for their codes, and the way to end it. */
export const pausePanel = ({ since, until, why, onTrial }: Pause): HTMLElement => {
  const lift = async () => {
    await signedIn.call('POST /organisation/sms-budget/resume')
    await again()
    notice({ tone: 'good', title: tell.lifted })
  }
  const element = panel(
    onTrial ? tell.trial : tell.title,
    el('p', {}, tell.lead),
    factList([
      { name: tell.why, value: tell[why] },
      { name: tell.since, value: moment(since) },
      { name: tell.until, value: moment(until) },
    ]),
    el('div', { class: 'row loose' }, actButton({ label: tell.lift, run: lift })),
  )
  element.classList.add('paused')
  element.querySelector('h2')?.prepend(icon('alert'))
  return element
}
