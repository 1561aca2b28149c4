import { isRecord } from '#laptop/reading'

export type Matches = (value: unknown) => boolean

const leaf = (wanted: unknown): Matches => {
  if (isRecord(wanted) && typeof wanted.prefix === 'string' && Object.keys(wanted).length === 1) {
    const { prefix } = wanted
    return (value) => typeof value === 'string' && value.startsWith(prefix)
  }
  if (isRecord(wanted) && wanted.exists === true && Object.keys(wanted).length === 1)
    return (value) => value !== undefined
  if (isRecord(wanted)) throw new Error(`the laptop does not know event matcher ${JSON.stringify(wanted)}`)
  return (value) => value === wanted
}

/** A pattern of EventBridge rules: every field it names must hold one of the values it lists, begin as one of them says, or be there at all. Other matchers throw. */
export const eventPattern = (pattern: unknown): Matches => {
  if (Array.isArray(pattern)) {
    const leaves = pattern.map(leaf)
    return (value) => (Array.isArray(value) ? value : [value]).some((one) => leaves.some((matches) => matches(one)))
  }
  if (!isRecord(pattern)) throw new Error(`the laptop does not know event pattern ${JSON.stringify(pattern)}`)
  const fields = Object.entries(pattern).map(([name, inner]) => [name, eventPattern(inner)] as const)
  return (value) => isRecord(value) && fields.every(([name, matches]) => matches(value[name]))
}
