import { type Answer, agree } from './differential-answers.ts'

type Consumed = {
  readonly CapacityUnits: number
  readonly Table?: { readonly CapacityUnits: number }
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits: number }>>
}

const withoutCapacity = (answer: Answer): Answer =>
  answer.kind === 'refused'
    ? answer
    : { kind: 'done', pages: answer.pages.map(({ ConsumedCapacity: _, ...page }) => page) }

/** Whether all the rest is the same; `ordered` as for `agree`. */
export const agreeBesidesCapacity = (ours: Answer, theirs: Answer, ordered = true): boolean =>
  agree(withoutCapacity(ours), withoutCapacity(theirs), ordered)

const consumedBy = (answer: Answer): Consumed | undefined => {
  const [page] = answer.kind === 'done' ? answer.pages : []
  return [page?.ConsumedCapacity].flat()[0] as Consumed | undefined
}

/** The same but for indexes that only one side charged for. */
export const chargeTheSameTable = (ours: Answer, theirs: Answer): boolean => {
  const [mine, yours] = [consumedBy(ours), consumedBy(theirs)]
  const agreed = Object.entries(mine?.GlobalSecondaryIndexes ?? {}).every(([name, { CapacityUnits }]) => {
    const other = yours?.GlobalSecondaryIndexes?.[name]
    return other === undefined || other.CapacityUnits === CapacityUnits
  })
  return agreed && mine?.Table?.CapacityUnits === yours?.Table?.CapacityUnits && agreeBesidesCapacity(ours, theirs)
}
