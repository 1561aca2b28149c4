import type { ProblemFacts } from '../client/problem.ts'
import type { CodeView } from '../sign-in/flow.ts'
import { codeField } from './code-field.ts'
import { el } from './element.ts'
import { form } from './form.ts'
import { backButton, heading } from './heading.ts'
import { resendPanel } from './resend-panel.ts'
import type { Screen } from './router.ts'
import { site } from './site.ts'
import { fillFromMessage } from './web-otp.ts'
import { words } from './words.ts'

/** A step in which somebody enters a code that was sent, whatever it is for. */
export type CodeStep = {
  readonly title: string
  readonly above?: Node | undefined
  readonly code: CodeView
  readonly submit: string
  readonly back: { readonly label: string; readonly run: () => void }
  readonly answer: (code: string) => Promise<void>
  readonly resend: (channel?: CodeView['channel']) => Promise<CodeView>
  /** Asks anew how the message is doing; undefined when nobody tells. */
  readonly read: () => Promise<CodeView | undefined>
  readonly extra?: readonly Node[]
  readonly leave: (problem: ProblemFacts) => boolean
}

const { code: say } = words

const sentTo = ({ channel, sentTo: to }: CodeView): string => (channel === 'sms' ? say.sms(to) : say.email(to))

/** The screen of a code: six boxes, where it went, the way back, and what to do when it does not come. */
export const codeScreen = (step: CodeStep): Screen => {
  const field = codeField({ label: say.label, name: 'code', missing: say.missing, autocomplete: 'one-time-code' })
  const submitIt = (digits: string) => {
    field.fill(digits)
    element.requestSubmit()
  }
  // Each request hands over one message: after a further send it is made anew.
  const listen = ({ channel }: CodeView) => (channel === 'sms' ? fillFromMessage(submitIt) : () => {})
  let stopWaiting = listen(step.code)
  const where = el('span', {}, sentTo(step.code))
  const panel = resendPanel({
    code: step.code,
    resend: step.resend,
    read: step.read,
    leave: step.leave,
    changed: (code) => {
      where.textContent = sentTo(code)
      stopWaiting()
      stopWaiting = listen(code)
      field.clear()
      field.fill('')
    },
  })
  const element = form({
    fields: [field],
    body: [field.element, ...(step.extra ?? [])],
    submit: step.submit,
    run: () => step.answer(field.value()),
    leave: step.leave,
  })
  const { channel, followedBy } = step.code
  const spam = channel === 'email' ? say.spam(site.mailFrom) : undefined
  const second = followedBy && say.second[followedBy]
  return {
    title: step.title,
    content: [
      backButton(step.back.label, step.back.run),
      ...(step.above ? [step.above] : []),
      heading(step.title, where, spam, second),
      element,
      panel.element,
    ],
    focus: field.input,
    leave: () => {
      stopWaiting()
      panel.stop()
    },
  }
}
