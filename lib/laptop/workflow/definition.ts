import { type Branch, type Machine, readMachine, type State } from './state.ts'

/** Reads a whole definition; throws for every member, path, rule or arrow that the laptop would not follow as AWS does. */
export function readDefinition(definition: unknown): Machine {
  const machine = readMachine(definition)
  checkArrows(machine)
  return machine
}

function checkArrows({ StartAt, States }: Branch): void {
  const known = (name: string) => Object.hasOwn(States, name)
  if (!known(StartAt)) throw new Error(`state machine: StartAt names no state: ${StartAt}`)
  for (const [name, each] of Object.entries(States)) {
    const unknown = arrowsOf(each).find((target) => !known(target))
    if (unknown !== undefined) throw new Error(`state machine: ${name} leads to no state: ${unknown}`)
    if ('End' in each || 'Next' in each || ['Task', 'Pass', 'Wait', 'Parallel'].includes(each.Type))
      checkOnward(name, each)
    if (each.Type === 'Parallel') for (const inner of each.Branches) checkArrows(inner)
  }
}

/** Every state that this one may lead to. */
export function arrowsOf(each: State): readonly string[] {
  if (each.Type === 'Choice')
    return [...each.Choices.map(({ Next }) => Next), ...(each.Default === undefined ? [] : [each.Default])]
  const caught = 'Catch' in each ? each.Catch.map(({ Next }) => Next) : []
  return 'Next' in each && each.Next !== undefined ? [each.Next, ...caught] : caught
}

function checkOnward(name: string, each: State): void {
  const next = 'Next' in each ? each.Next : undefined
  const end = 'End' in each ? each.End : undefined
  if ((next === undefined) === (end === undefined)) throw new Error(`state machine: ${name} needs either Next or End`)
  if (each.Type !== 'Wait') return
  const given = [each.Seconds, each.SecondsPath, each.Timestamp, each.TimestampPath].filter(
    (value) => value !== undefined,
  )
  if (given.length !== 1) throw new Error(`state machine: ${name} needs one time to wait for`)
}
