import { type PlannedRule, readRules } from '#laptop/event-rules'
import { type FunctionPlan, readFunctions } from '#laptop/function-plan'
import { type Route, readRoutes } from '#laptop/gateway-routes'
import { checkMachineRoles, type PlannedMachine, readMachines } from '#laptop/machines'
import { type PlannedSubscription, readSubscriptions } from '#laptop/receipts'
import { type Role, readRoles } from '#laptop/roles'
import { type PlannedTable, readTables } from '#laptop/table-shapes'
import { type PlannedStream, readStreams } from '#laptop/table-streams'
import { type Place, type Resource, Template } from '#laptop/template'

/** All that a template says, read once. Whatever the laptop does not know has thrown by now. */
export type StackPlan = {
  readonly place: Place
  readonly resources: readonly Resource[]
  readonly outputs: Readonly<Record<string, string>>
  readonly functions: readonly FunctionPlan[]
  readonly roles: ReadonlyMap<string, Role>
  readonly routes: readonly Route[]
  readonly tables: readonly PlannedTable[]
  readonly machines: readonly PlannedMachine[]
  readonly rules: readonly PlannedRule[]
  readonly subscriptions: readonly PlannedSubscription[]
  readonly streams: readonly PlannedStream[]
}

export const laptopPlace: Place = { stack: 'Latchkey', region: 'us-east-1', account: '000000000000' }

export const readStack = (template: unknown, place: Place = laptopPlace): StackPlan => {
  const read = new Template(template, place)
  const resources = read.resources()
  const roles = readRoles(resources)
  const machines = readMachines(resources)
  checkMachineRoles(machines, roles)
  const tables = readTables(resources)
  return {
    place,
    resources,
    outputs: read.outputs(),
    functions: readFunctions(resources),
    roles,
    routes: readRoutes(resources),
    tables,
    machines,
    rules: readRules(resources),
    subscriptions: readSubscriptions(resources),
    streams: readStreams(resources, tables),
  }
}
