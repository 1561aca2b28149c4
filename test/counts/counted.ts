import { knocksOf } from '#support/door'
import type { World } from '#support/world'

/** All that one journey asks of AWS, from its first request to its last message. Exact, but for the units of a refused write: one each. */
export type Count = {
  readonly requests: number
  readonly dynamo: number
  /** How many of each kind of request, in the order of their names. */
  readonly kinds: string
  readonly readUnits: number
  readonly writeUnits: number
  readonly kms: readonly string[]
  /** Calls to Secrets Manager by functions that are warm; what they read before their first caller is counted apart. */
  readonly secrets: number
  readonly sms: number
  readonly mail: number
  /** Runs of functions that are no doors: the sender, and the tasks of a workflow. */
  readonly tasks: number
  /** States entered, and the end. */
  readonly transitions: number
}

const READS = /^(Get|Query|Scan|BatchGet|TransactGet)/

const unitsOf = (world: World, reads: boolean): number =>
  world.asked
    .filter(({ operation }) => READS.test(operation) === reads)
    .reduce((sum, { units }) => sum + (units ?? 1), 0)

const transitionsOf = (world: World): number =>
  world.workflow.engine
    .list()
    .map(({ history }) => history.filter(({ event }) => event.endsWith('StateEntered')).length + 1)
    .reduce((sum, count) => sum + count, 0)

const kindsOf = (world: World): string => {
  const kinds = world.asked.map(({ operation }) => operation.replace(/Items?$/, ''))
  const names = [...new Set(kinds)].sort()
  return names.map((name) => `${kinds.filter((kind) => kind === name).length} ${name}`).join(', ')
}

const standing = (world: World, tasks: readonly string[]) => ({
  requests: knocksOf(world),
  secrets: world.secrets.asked,
  sms: world.sms.length,
  mail: world.mail.length,
  tasks: world.jobs.length + tasks.length,
  transitions: transitionsOf(world),
})

/** Walks a journey and tells what it took. */
export const counted = async (world: World, journey: (world: World) => Promise<unknown>): Promise<Count> => {
  const tasks: string[] = []
  world.workflow.faults.onTask = (task) => void tasks.push(task)
  world.forget()
  world.keys.asked.length = 0
  const before = standing(world, tasks)
  await journey(world)
  const after = standing(world, tasks)
  return {
    requests: after.requests - before.requests,
    dynamo: world.asked.length,
    kinds: kindsOf(world),
    readUnits: unitsOf(world, true),
    writeUnits: unitsOf(world, false),
    kms: [...world.keys.asked],
    secrets: after.secrets - before.secrets,
    sms: after.sms - before.sms,
    mail: after.mail - before.mail,
    tasks: after.tasks - before.tasks,
    transitions: after.transitions - before.transitions,
  }
}
