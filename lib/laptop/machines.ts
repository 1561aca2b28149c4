import { Directory, namesOf } from '#laptop/directory'
import { isRecord, recordOf, textOf } from '#laptop/reading'
import type { Role } from '#laptop/roles'
import type { Resource } from '#laptop/template'

export type PlannedMachine = {
  readonly arn: string
  readonly name: string
  readonly definition: unknown
  readonly resource: Resource
}

const definitionOf = ({ id, properties }: Resource): unknown => {
  if (isRecord(properties.Definition)) return properties.Definition
  const substitutes = isRecord(properties.DefinitionSubstitutions) ? properties.DefinitionSubstitutions : {}
  const text = textOf(properties.DefinitionString, `${id}.DefinitionString`).replace(
    /\$\{(\w+)\}/g,
    (whole, name: string) => (name in substitutes ? String(substitutes[name]) : whole),
  )
  return JSON.parse(text)
}

/** The state machines of the template, their definitions as the engine takes them. */
export const readMachines = (resources: readonly Resource[]): readonly PlannedMachine[] =>
  resources
    .filter(({ type }) => type === 'AWS::StepFunctions::StateMachine')
    .map((resource) => ({
      arn: resource.ref,
      name: resource.attribute('Name'),
      definition: definitionOf(resource),
      resource,
    }))

export const machineDirectory = (machines: readonly PlannedMachine[]): Directory<string> => {
  const directory = new Directory<string>()
  for (const { resource, name, arn } of machines) directory.add([...namesOf(resource), name], arn)
  return directory
}

const functionsIn = (node: unknown): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap(functionsIn)
  if (typeof node === 'string') return /^arn:aws:lambda:[^:]*:\d*:function:[^:]+$/.test(node) ? [node] : []
  return isRecord(node) ? Object.values(node).flatMap(functionsIn) : []
}

/** Stops the start when a machine's own role may not invoke a function that it names. */
export const checkMachineRoles = (machines: readonly PlannedMachine[], roles: ReadonlyMap<string, Role>): void => {
  for (const { resource, definition } of machines) {
    const role = roles.get(textOf(resource.properties.RoleArn, `${resource.id}.RoleArn`))
    for (const functionArn of functionsIn(recordOf(definition, resource.id))) {
      if (role?.may({ action: 'lambda:InvokeFunction', resource: functionArn })) continue
      throw new Error(`the role of state machine ${resource.id} does not grant lambda:InvokeFunction on ${functionArn}`)
    }
  }
}
