import { isRecord } from './admit.ts'
import { invalid, TableFault } from './fault.ts'

const misshapen = (member: string, wanted: string): TableFault =>
  new TableFault('SerializationException', `${member} must be ${wanted}`)

/** The members of one request. A member it was not told of is refused, never ignored. */
export class Input {
  readonly #members: Readonly<Record<string, unknown>>

  constructor(input: unknown, known: readonly string[], of: string) {
    if (!isRecord(input)) throw misshapen(of, 'an object')
    for (const name of Object.keys(input))
      if (input[name] !== undefined && !known.includes(name))
        throw invalid(`${of}: the laptop's tables do not know the member ${name}`)
    this.#members = input
  }

  get(member: string): unknown {
    return this.#members[member] ?? undefined
  }

  text(member: string): string {
    const text = this.optionalText(member)
    if (text === undefined) throw invalid(`The parameter '${member}' is required but was not present in the request`)
    return text
  }

  optionalText(member: string): string | undefined {
    const text = this.get(member)
    if (text !== undefined && typeof text !== 'string') throw misshapen(member, 'a string')
    return text
  }

  flag(member: string, otherwise: boolean): boolean {
    const flag = this.get(member) ?? otherwise
    if (typeof flag !== 'boolean') throw misshapen(member, 'a boolean')
    return flag
  }

  positive(member: string): number | undefined {
    const number = this.get(member)
    if (number === undefined) return undefined
    if (typeof number !== 'number' || !Number.isInteger(number)) throw misshapen(member, 'an integer')
    if (number < 1) throw invalid(`${member} must be greater than or equal to 1`)
    return number
  }

  /** One of a closed list of words; the first is the default. */
  choice<const W extends string>(member: string, words: readonly [W, ...W[]]): W {
    const given = this.optionalText(member)
    const found = given === undefined ? words[0] : words.find((word) => word === given)
    if (found === undefined) throw invalid(`${member} set to invalid value: ${given}`)
    return found
  }

  list(member: string): readonly unknown[] {
    const list = this.get(member)
    if (list === undefined) throw invalid(`The parameter '${member}' is required but was not present in the request`)
    if (!Array.isArray(list)) throw misshapen(member, 'an array')
    return list
  }

  record(member: string): Readonly<Record<string, unknown>> {
    const record = this.get(member)
    if (record === undefined) throw invalid(`The parameter '${member}' is required but was not present in the request`)
    if (!isRecord(record)) throw misshapen(member, 'an object')
    return record
  }
}
