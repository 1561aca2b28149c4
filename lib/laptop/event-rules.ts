import { eventPattern, type Matches } from '#laptop/event-pattern'
import type { Functions, RunningFunction } from '#laptop/functions'
import { isRecord, type Json, listOf, optionalText, recordOf, textOf } from '#laptop/reading'
import type { Resource } from '#laptop/template'

/** A rule of the template: which events of which bus go to which functions. */
export type PlannedRule = { readonly bus: string; readonly matches: Matches; readonly targets: readonly string[] }

const busName = (given: unknown): string => (optionalText(given) ?? 'default').replace(/^.*event-bus\//, '')

const ruleOf = ({ id, properties }: Resource): PlannedRule => {
  const targets = listOf(properties.Targets, `${id}.Targets`).map((raw) => recordOf(raw, `${id}.Targets`))
  const changed = targets.find((target) => target.InputTransformer ?? target.InputPath ?? target.Input)
  if (changed) throw new Error(`the laptop hands on events as they are (${id})`)
  return {
    bus: busName(properties.EventBusName),
    matches: eventPattern(properties.EventPattern),
    targets: targets.map((target) => textOf(target.Arn, `${id}.Targets`)),
  }
}

// Nothing runs by a schedule here: whoever moves the clock by a month would start a month of runs. Tests invoke what is due.
const isTimed = ({ ScheduleExpression, EventPattern }: Json): boolean =>
  ScheduleExpression !== undefined && EventPattern === undefined

/** The template's rules, but those that only follow a clock. A matcher or a transformation that the laptop does not know stops the start. */
export const readRules = (resources: readonly Resource[]): readonly PlannedRule[] =>
  resources
    .filter(({ type, properties }) => type === 'AWS::Events::Rule' && properties.State !== 'DISABLED')
    .filter(({ properties }) => !isTimed(properties))
    .map(ruleOf)

/** Hands events to the functions whose rules they match, asynchronously as EventBridge does. */
export class EventRules {
  readonly #rules: readonly { readonly rule: PlannedRule; readonly targets: readonly RunningFunction[] }[]
  readonly #functions: Functions

  constructor(rules: readonly PlannedRule[], functions: Functions) {
    this.#functions = functions
    this.#rules = rules.map((rule) => ({ rule, targets: rule.targets.map((arn) => this.#target(arn)) }))
  }

  route(bus: string, event: unknown): void {
    if (!isRecord(event)) return
    for (const { rule, targets } of this.#rules) {
      if (rule.bus !== busName(bus) || !rule.matches(event)) continue
      for (const target of targets) void this.#functions.invokeLater(target, JSON.stringify(event))
    }
  }

  #target(arn: string): RunningFunction {
    const found = this.#functions.find(arn)
    if (!found) throw new Error(`a rule calls ${arn}, which is not a function of this template`)
    return found
  }
}
