import { type ResetPurpose, ROADS, type WaitStep } from './reset.ts'

/** What a task of the workflow answers about a reset: the step it waits in, or how it ended. */
export type Whereabouts = WaitStep | 'done' | 'expired' | 'cancelled' | 'too_many_tries' | 'not_sent'

/** Errors that the workflow's tasks throw by these names, and its states catch. */
export const RESET_CLOSED = 'ResetClosed'
/** The provider could not take it now: worth another try. */
export const MESSAGE_NOT_SENT = 'MessageNotSent'
/** It will not be sent however often it is tried: no money left, or the country is not allowed. */
export const MESSAGE_REFUSED = 'MessageRefused'

export type FlowState =
  /** Sends the step's code, if it has one, and waits for the answer's callback. */
  | {
      readonly kind: 'wait'
      readonly says: string
      readonly step: WaitStep
      readonly next: string
      readonly ended: string
      readonly unsent: string
    }
  /** Looks where the reset stands, closing it when its time is over or its message cannot be sent. */
  | { readonly kind: 'look'; readonly says: string; readonly because: 'wait_ended' | 'not_sent'; readonly next: string }
  | { readonly kind: 'tell'; readonly says: string; readonly next: string; readonly failed: string }
  | {
      readonly kind: 'fork'
      readonly says: string
      readonly ways: readonly { readonly at: Whereabouts; readonly to: string }[]
      readonly otherwise: string
    }
  /** An end. `bad` ends want an engineer's look; the others are what people do. */
  | { readonly kind: 'end'; readonly says: string; readonly bad: boolean }

export type Flow = { readonly startsAt: string; readonly states: Readonly<Record<string, FlowState>> }

/** Seconds of the workflow. A wait that hears nothing for `listen` looks for itself: a lost callback costs no more than that. */
export const FLOW_SECONDS = { wait: 600, listen: 150, task: 60, whole: 3_600 } as const

/** Transient failures: four tries in all, at random times within 2, 4 and 8 seconds. */
export const FLOW_RETRY = { times: 3, firstSeconds: 2, growth: 2, mostSeconds: 20 } as const

const NAMES = {
  sms_code: 'SmsCode',
  email_code: 'EmailCode',
  new_pin: 'NewPin',
  new_password: 'NewPassword',
} as const satisfies Record<WaitStep, string>

const SAYS = {
  sms_code: 'Send the code by SMS and wait for it',
  email_code: 'Send the code by e-mail and wait for it',
  new_pin: 'Wait for the new PIN; whoever takes it in applies it',
  new_password: 'Wait for the new password; whoever takes it in applies it',
} as const satisfies Record<WaitStep, string>

const ends = {
  Done: { kind: 'end', says: 'The new secret holds and its owner was told', bad: false },
  Expired: { kind: 'end', says: 'Not finished in time', bad: false },
  TooManyTries: { kind: 'end', says: 'Too many wrong tries', bad: false },
  Cancelled: { kind: 'end', says: 'Given up, or overtaken by another change', bad: false },
  NotSent: { kind: 'end', says: 'The message could not be sent', bad: true },
  NotTold: { kind: 'end', says: 'The new secret holds, but its owner could not be told', bad: true },
  Broken: { kind: 'end', says: 'A task failed again and again', bad: true },
} as const satisfies Record<string, FlowState>

/** The reset as a value: what one reads here is what the state machine runs. It waits and sends; every decision is made elsewhere. */
export const resetFlow = (purpose: ResetPurpose): Flow => {
  const road = ROADS[purpose]
  const waits = road.map((step, place): [string, FlowState] => {
    const after = road[place + 1]
    const next = after === undefined ? 'TellBoth' : NAMES[after]
    return [NAMES[step], { kind: 'wait', says: SAYS[step], step, next, ended: 'Look', unsent: 'GiveUp' }]
  })
  return {
    startsAt: waits[0]?.[0] ?? '',
    states: {
      ...Object.fromEntries(waits),
      TellBoth: { kind: 'tell', says: 'Tell both the number and the address', next: 'Done', failed: 'NotTold' },
      Look: {
        kind: 'look',
        says: 'The wait ended: look where the reset stands',
        because: 'wait_ended',
        next: 'WhereNow',
      },
      GiveUp: {
        kind: 'look',
        says: 'The message cannot be sent: end the reset',
        because: 'not_sent',
        next: 'WhereNow',
      },
      WhereNow: {
        kind: 'fork',
        says: 'Where does the reset stand?',
        ways: [
          ...road.map((step) => ({ at: step, to: NAMES[step] })),
          { at: 'done', to: 'TellBoth' },
          { at: 'expired', to: 'Expired' },
          { at: 'too_many_tries', to: 'TooManyTries' },
          { at: 'cancelled', to: 'Cancelled' },
          { at: 'not_sent', to: 'NotSent' },
        ],
        otherwise: 'Broken',
      },
      ...ends,
    },
  }
}
