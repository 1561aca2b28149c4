export type Extras = Readonly<Record<string, unknown>>

/** A refusal as DynamoDB words it: `type` without its namespace, `extras` beside the message in the body. */
export class TableFault extends Error {
  readonly type: string
  readonly extras: Record<string, unknown>
  readonly status: number

  constructor(type: string, message: string, extras: Extras = {}, status = 400) {
    super(message)
    this.name = type
    this.type = type
    this.extras = { ...extras }
    this.status = status
  }
}

export const invalid = (message: string): TableFault => new TableFault('ValidationException', message)
