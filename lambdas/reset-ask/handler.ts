import type { Ports } from '#core/ports'
import { type CodeStep, isCodeStep, type Reset, standing, type WaitStep } from '#core/reset'
import { MESSAGE_NOT_SENT, MESSAGE_REFUSED, RESET_CLOSED } from '#core/reset-flow'
import { deliveryOf, resetJob } from '#runtime/reset-view'

type Asked = { readonly resetId: string; readonly step: WaitStep; readonly token: string }
export type AskPorts = Pick<Ports, 'resetWaits' | 'resetCallback' | 'sender' | 'deliveries' | 'clock' | 'limits'>

/** An error by the name that the state machine catches. */
const named = (name: string): Error => Object.assign(new Error(name), { name })

const send = async (reset: Reset, step: CodeStep, ports: AskPorts): Promise<void> => {
  await ports.sender.send(resetJob(reset, step, ports))
  const { delivery, why } = await deliveryOf(reset, step, ports)
  if (delivery !== 'failed') return
  if (why !== 'message_not_sent') throw named(MESSAGE_REFUSED)
  await ports.resetWaits.sendAnew(reset)
  throw named(MESSAGE_NOT_SENT)
}

/**
 * Remembers how to tell the workflow, then sends the step's code. Asked again, it sends nothing again: the message has its line. A step that was
 * answered before anybody could be told is told now; a reset that is over ends the wait.
 */
export const run = async ({ resetId, step, token }: Asked, ports: AskPorts): Promise<void> => {
  const heard = await ports.resetWaits.listen(resetId, step, token)
  if (heard.charged) {
    if (isCodeStep(step)) await send(heard.it, step, ports)
    return
  }
  if (heard.it === undefined || standing(heard.it, step) !== 'beyond') throw named(RESET_CLOSED)
  if ((await ports.resetCallback.answered(token)) === 'lost') throw named('CallbackLost')
}
