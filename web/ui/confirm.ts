import { Problem } from '../client/problem.ts'
import { el, freshId } from './element.ts'
import { faultLine } from './fault-line.ts'
import { busyWith, faultOf } from './form.ts'

export type Question = {
  readonly title: string
  /** What it will do, so that somebody can decide. */
  readonly detail: string
  readonly yes: string
  readonly no: string
  readonly tone?: 'danger'
  readonly run: () => Promise<void>
  /** What follows once it is done and the dialog is gone. */
  readonly done: () => Promise<void> | void
}

/**
 * Asks before something that is hard to take back. The dialog keeps the keyboard and gives it back where it was; Escape and the ground around it
 * mean no. What went wrong is said inside it, where it can be tried again.
 */
export const confirm = ({ title, detail, yes, no, tone, run, done }: Question): void => {
  const [titleId, detailId] = [freshId('question'), freshId('detail')]
  const fault = faultLine()
  let busy = false
  const act = async () => {
    if (busy) return
    busy = true
    fault.clear()
    busyWith(agree, true)
    try {
      await run()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return fault.say(faultOf(error.facts))
    } finally {
      busy = false
      busyWith(agree, false)
    }
    dialog.close()
    await done()
  }
  const leave = () => {
    if (!busy) dialog.close()
  }
  const agree = el(
    'button',
    { type: 'button', class: `button ${tone ?? ''}`, onclick: () => void act() },
    el('span', {}, yes),
  )
  const refuse = el('button', { type: 'button', class: 'button quiet', onclick: leave }, no)
  const dialog = el(
    'dialog',
    { class: 'question', 'aria-labelledby': titleId, 'aria-describedby': detailId, onclose: () => dialog.remove() },
    el(
      'div',
      { class: 'question-inside' },
      el('h2', { id: titleId }, title),
      el('p', { id: detailId }, detail),
      fault.element,
      el('div', { class: 'answers' }, refuse, agree),
    ),
  )
  dialog.addEventListener('cancel', (event) => {
    if (busy) event.preventDefault()
  })
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) leave()
  })
  document.body.append(dialog)
  dialog.showModal()
}
