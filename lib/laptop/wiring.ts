import { AwsPort, mostBytes } from '#laptop/aws-port'
import { Callers } from '#laptop/callers'
import { EventRules } from '#laptop/event-rules'
import type { FunctionPlan } from '#laptop/function-plan'
import { Functions, type FunctionsOptions } from '#laptop/functions'
import type { Gateway } from '#laptop/gateway'
import { gatewayOf } from '#laptop/gateway-of'
import type { Denial, LaptopOptions } from '#laptop/laptop'
import type { LaptopState } from '#laptop/laptop-state'
import { NearSocket } from '#laptop/near-socket'
import { DeliveryReceipts } from '#laptop/receipts'
import { withSecrets } from '#laptop/secret-reference'
import { servicesOf } from '#laptop/services'
import type { StackPlan } from '#laptop/stack-plan'
import { StreamReaders } from '#laptop/stream-readers'
import type { WorkflowEngine } from '#laptop/workflow/engine'

/** The parts of a laptop that know each other only through here. */
export type Wired = {
  readonly functions: Functions
  readonly aws: AwsPort
  readonly gateway: Gateway
  readonly receipts: DeliveryReceipts
  readonly streams: StreamReaders
}

export type Wiring = {
  readonly options: LaptopOptions
  readonly plan: StackPlan
  readonly state: LaptopState
  readonly workflow: WorkflowEngine
  readonly awsUrl: string
  readonly codeDirectory: (plan: FunctionPlan) => string
  readonly denied: (denial: Denial) => void
}

const functionsOf = (wiring: Wiring, callers: Callers, dial: FunctionsOptions['dial']): Functions => {
  const { options, plan, state, awsUrl, codeDirectory } = wiring
  const print = (id: string, line: string): void => console.log(`[${id}] ${line}`)
  return new Functions({
    plans: plan.functions,
    roles: plan.roles,
    callers,
    clock: state.clock,
    awsUrl,
    dial,
    region: plan.place.region,
    codeDirectory,
    complete: (value) => withSecrets(value, state.secrets),
    onCalled: options.onCalled,
    onLine: options.onLine ?? (options.quiet ? undefined : print),
    onDead: ({ functionId, error }) => console.error(`[laptop] ${functionId} gave up on an event: ${error}`),
  })
}

type Messengers = { readonly rules: EventRules; readonly receipts: DeliveryReceipts }

const awsPortOf = (wiring: Wiring, callers: Callers, functions: Functions, messengers: Messengers): AwsPort => {
  const { options, plan, state, workflow, denied } = wiring
  const store = options.tableStore ?? state.tables
  return new AwsPort({
    services: servicesOf({ plan, state, store, functions, workflow, ...messengers }),
    callers,
    faults: state.faults,
    now: () => state.clock.now(),
    onCall: (call) => {
      state.touch()
      options.onCall?.(call)
    },
    onDenied: (caller, action, resource) => {
      denied({ caller, action, resource })
      console.error(`[laptop] NOT GRANTED: ${caller} may not ${action} on ${resource}`)
    },
  })
}

/** Connects functions, services, messages and the gateway of one laptop. */
export const wire = (wiring: Wiring): Wired => {
  const { plan, state } = wiring
  const callers = new Callers()
  const awsPort = Number(new URL(wiring.awsUrl).port)
  const dial: FunctionsOptions['dial'] = (port) =>
    port === awsPort ? new NearSocket((request) => aws.answer(request), mostBytes) : undefined
  const functions = functionsOf(wiring, callers, dial)
  const rules = new EventRules(plan.rules, functions)
  const receipts = new DeliveryReceipts({ subscriptions: plan.subscriptions, functions, rules })
  state.outbox.listen((message) => receipts.arrived(message))
  state.outbox.listenForLost((message) => receipts.lost(message))
  const aws = awsPortOf(wiring, callers, functions, { rules, receipts })
  const { tables, clock } = state
  const streams = new StreamReaders({ plans: plan.streams, functions, tables, clock, region: plan.place.region })
  return { functions, aws, receipts, streams, gateway: gatewayOf(plan, functions, () => state.clock.now()) }
}
