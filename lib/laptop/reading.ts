/** How JSON from outside (templates, requests) is taken in: each reader says what it wanted and where. */
export type Json = Record<string, unknown>

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const recordOf = (value: unknown, where: string): Json => {
  if (!isRecord(value)) throw new Error(`${where}: expected an object`)
  return value
}

export const textOf = (value: unknown, where: string): string => {
  if (typeof value !== 'string') throw new Error(`${where}: expected a string`)
  return value
}

/** An absent list is an empty one, as everywhere in CloudFormation. */
export const listOf = (value: unknown, where: string): readonly unknown[] => {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Error(`${where}: expected a list`)
  return value
}

export const optionalText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const optionalNumber = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined
}

/** IAM and CloudFormation write one thing bare and several as a list. */
export const oneOrMany = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
