import { dynamodb, type TableStore } from '#laptop/aws/dynamodb'
import { events } from '#laptop/aws/events'
import { kms } from '#laptop/aws/kms'
import { lambda } from '#laptop/aws/lambda'
import { ses, sns } from '#laptop/aws/messages'
import { secretsManager } from '#laptop/aws/secrets'
import type { Service } from '#laptop/aws/service'
import { states } from '#laptop/aws/states'
import type { EventRules } from '#laptop/event-rules'
import type { Functions } from '#laptop/functions'
import type { LaptopState } from '#laptop/laptop-state'
import { machineDirectory } from '#laptop/machines'
import type { DeliveryReceipts } from '#laptop/receipts'
import type { StackPlan } from '#laptop/stack-plan'
import { tableDirectory } from '#laptop/table-shapes'
import type { WorkflowEngine } from '#laptop/workflow/engine'

export type Parts = {
  readonly plan: StackPlan
  readonly state: LaptopState
  /** Where items are kept: the state's own tables, or another DynamoDB. */
  readonly store: TableStore
  readonly functions: Functions
  readonly rules: EventRules
  readonly receipts: DeliveryReceipts
  readonly workflow: WorkflowEngine
}

/** Every AWS service that the laptop serves. */
export const servicesOf = ({ plan, state, store, functions, rules, receipts, workflow }: Parts): readonly Service[] => [
  dynamodb(tableDirectory(plan.tables), store),
  events(state.events, rules, plan.place),
  kms(state.ring),
  lambda(functions),
  secretsManager(state.secrets),
  ses(state.outbox, receipts, plan.place),
  sns(state.outbox),
  states(workflow, machineDirectory(plan.machines)),
]
