import { dynamodb, type TableStore } from '#laptop/aws/dynamodb'
import { type EventLog, events } from '#laptop/aws/events'
import type { KeyRing } from '#laptop/aws/key-ring'
import { kms } from '#laptop/aws/kms'
import { lambda } from '#laptop/aws/lambda'
import { ses, sns } from '#laptop/aws/messages'
import { type Secrets, secretsManager } from '#laptop/aws/secrets'
import type { Service } from '#laptop/aws/service'
import { states } from '#laptop/aws/states'
import type { Functions } from '#laptop/functions'
import { machineDirectory, type PlannedMachine } from '#laptop/machines'
import type { Outbox } from '#laptop/outbox'
import { type PlannedTable, tableDirectory } from '#laptop/table-shapes'
import type { Place } from '#laptop/template'
import type { WorkflowEngine } from '#laptop/workflow/engine'

export type Parts = {
  readonly place: Place
  readonly plannedTables: readonly PlannedTable[]
  readonly plannedMachines: readonly PlannedMachine[]
  readonly store: TableStore
  readonly ring: KeyRing
  readonly secrets: Secrets
  readonly outbox: Outbox
  readonly events: EventLog
  readonly functions: Functions
  readonly workflow: WorkflowEngine
}

/** Every AWS service that the laptop serves. */
export const servicesOf = (parts: Parts): readonly Service[] => [
  dynamodb(tableDirectory(parts.plannedTables), parts.store),
  events(parts.events, parts.place),
  kms(parts.ring),
  lambda(parts.functions),
  secretsManager(parts.secrets),
  ses(parts.outbox, parts.place),
  sns(parts.outbox),
  states(parts.workflow, machineDirectory(parts.plannedMachines)),
]
