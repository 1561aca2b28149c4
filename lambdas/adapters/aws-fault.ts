import type { WireAnswer } from './aws-transport.ts'

/** A service's refusal: its word for it as `name`, never its sentence, which may quote what it was sent. */
export class AwsFault extends Error {
  override readonly name: string
  readonly status: number
  /** What else the service said, such as the item that stood in the way of a write. */
  readonly facts: Readonly<Record<string, unknown>>

  constructor(name: string, status: number, facts: Readonly<Record<string, unknown>> = {}) {
    super(name)
    this.name = name
    this.status = status
    this.facts = facts
  }
}

export const isFault = (error: unknown, ...names: readonly string[]): error is AwsFault =>
  error instanceof AwsFault && names.includes(error.name)

const factsOf = (body: string): Readonly<Record<string, unknown>> => {
  try {
    return Object(JSON.parse(body))
  } catch {
    return {}
  }
}

/** A word may come with its namespace before it, `name#Word`, or an address behind it, `Word:http://…`. */
const bare = (word: string): string => word.replace(/^.*#/, '').replace(/:.*$/, '')

/** Reads a refusal in JSON or, of the services that still speak it, in XML. What names no word is named by its status. */
export const faultOf = ({ status, headers, body }: WireAnswer): AwsFault => {
  const facts = factsOf(body)
  const words = [headers['x-amzn-errortype'], facts.__type, facts.code, /<Code>([\w.]+)<\/Code>/.exec(body)?.[1]]
  const word = words.find((each) => typeof each === 'string' && each !== '')
  return new AwsFault(typeof word === 'string' ? bare(word) : `Http${status}`, status, facts)
}
