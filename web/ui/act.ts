import { Problem } from '../client/problem.ts'
import { el } from './element.ts'
import { busyWith, faultOf } from './form.ts'
import { notice } from './notices.ts'

/** Does something and says at the top right when it was refused. */
export const attempt = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    notice({ tone: 'bad', ...faultOf(error.facts) })
  }
}

export type ActOptions = {
  readonly label: string
  /** What a screen reader says, where the label alone does not tell which. */
  readonly name?: string
  readonly tone?: 'danger'
  readonly run: () => Promise<void>
}

/** A button that does one thing once at a time. */
export const actButton = ({ label, name, tone, run }: ActOptions): HTMLButtonElement => {
  let busy = false
  const act = async () => {
    if (busy) return
    busy = true
    busyWith(button, true)
    await attempt(run)
    busy = false
    busyWith(button, false)
  }
  const button = el(
    'button',
    { type: 'button', class: `button quiet ${tone ?? ''}`, 'aria-label': name, onclick: () => void act() },
    el('span', {}, label),
  )
  return button
}
