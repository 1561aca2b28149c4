import { Problem, type ProblemFacts } from '../client/problem.ts'
import type { CodeView } from '../sign-in/flow.ts'
import { el, freshId } from './element.ts'
import { sentence } from './field.ts'
import { faultOf } from './form.ts'
import { icon } from './icons.ts'
import { words } from './words.ts'

export type ResendOptions = {
  readonly code: CodeView
  readonly resend: (channel?: CodeView['channel']) => Promise<CodeView>
  readonly read: () => Promise<CodeView | undefined>
  /** A newer code was sent, perhaps elsewhere. */
  readonly changed: (code: CodeView) => void
  readonly leave: (problem: ProblemFacts) => boolean
}

const { code: say } = words

const lookEveryMs = 3_000
/** A reset whose message did not go is over. */
const unsent: readonly string[] = ['message_not_sent', 'sms_budget_spent', 'country_not_allowed', 'too_many_requests']

const stateOf = ({ delivery, why }: CodeView): string =>
  why === undefined || delivery !== 'failed' ? say[delivery] : `${say.failed} ${say.why[why]}`

const otherOf = ({ alternatives, channel }: CodeView): CodeView['channel'] | undefined =>
  alternatives.find((other) => other !== channel)

/** "Didn't get a verification code?": how the message is doing, the wait until another may be sent, the other way to send it. */
export const resendPanel = (options: ResendOptions): { readonly element: HTMLElement; readonly stop: () => void } => {
  let code = options.code
  let readyAt = performance.now() + code.resendAfterSeconds * 1000
  const id = freshId('more')
  const state = el('p', { class: 'delivery', role: 'status' })
  const latest = el('p', { class: 'hint', role: 'status' }, say.latest)
  const wait = el('p', { class: 'hint wait' })
  const again = el('button', { type: 'button', class: 'button quiet', onclick: () => void send() }, say.again)
  const other = el('button', { type: 'button', class: 'button quiet', onclick: () => void send(otherOf(code)) })
  const fault = el('p', { class: 'error', role: 'alert', hidden: true })
  const inside = el(
    'div',
    { class: 'more', id, hidden: true },
    ...[state, latest, wait, el('div', { class: 'row' }, again, other), fault],
  )
  const opener = el(
    'button',
    { type: 'button', class: 'opener', 'aria-expanded': 'false', 'aria-controls': id, onclick: () => toggle() },
    say.more,
    icon('down'),
  )
  const show = (open: boolean) => {
    inside.hidden = !open
    opener.setAttribute('aria-expanded', String(open))
  }
  const toggle = () => {
    show(inside.hidden)
    if (!inside.hidden) void look()
  }
  /** Whoever waits for a message that will not come is told without having to ask; once, and then it is theirs to close. */
  let sawFailing = false
  const tellOfFailing = () => {
    if (code.delivery === 'failed' && !sawFailing) show(true)
    sawFailing = code.delivery === 'failed'
  }
  const draw = () => {
    const seconds = Math.max(0, Math.ceil((readyAt - performance.now()) / 1000))
    const ready = seconds === 0 && code.sendsLeft > 0
    tellOfFailing()
    if (state.textContent !== stateOf(code)) state.textContent = stateOf(code)
    state.dataset.delivery = code.delivery
    wait.textContent = code.sendsLeft === 0 ? say.noneLeft : ready ? '' : say.againIn(seconds)
    again.setAttribute('aria-disabled', String(!ready))
    other.hidden = otherOf(code) === undefined || code.sendsLeft === 0
    other.textContent = otherOf(code) === 'email' ? say.byEmail : say.bySms
    // What could not be sent by one way need not be waited for by the other.
    other.setAttribute('aria-disabled', String(!ready && code.delivery !== 'failed'))
  }
  const take = (fresh: CodeView) => {
    code = fresh
    readyAt = performance.now() + fresh.resendAfterSeconds * 1000
    draw()
  }
  const refused = (error: unknown) => {
    if (!(error instanceof Problem)) throw error
    if (options.leave(error.facts)) return
    const { title, detail } = faultOf(error.facts)
    fault.replaceChildren(icon('alert'), el('span', {}, el('strong', {}, sentence(title)), ` ${detail ?? ''}`))
    fault.hidden = false
  }
  const send = async (channel?: CodeView['channel']) => {
    if ((channel === undefined ? again : other).getAttribute('aria-disabled') === 'true') return
    for (const button of [again, other]) button.setAttribute('aria-disabled', 'true')
    fault.hidden = true
    try {
      take(await options.resend(channel))
      options.changed(code)
      // Apart from how the message is doing, which is said anew in a moment.
      latest.textContent = say.sentAgain
    } catch (error) {
      refused(error)
      draw()
    }
  }
  const look = async () => {
    if (document.hidden) return
    try {
      const fresh = await options.read()
      if (fresh) take(fresh)
    } catch (error) {
      // What only waiting or sending again can mend is left to them.
      if (error instanceof Problem && unsent.includes(error.code)) refused(error)
    }
  }
  const isSettled = () => code.delivery === 'delivered' || code.delivery === 'failed'
  const ticking = setInterval(draw, 1000)
  const looking = setInterval(() => void (isSettled() && inside.hidden ? undefined : look()), lookEveryMs)
  draw()
  const stop = () => {
    clearInterval(ticking)
    clearInterval(looking)
  }
  return { element: el('div', { class: 'resend' }, opener, inside), stop }
}
