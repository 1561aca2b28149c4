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

/** A key, or an index's key, that does not fit the schema: a transaction is cancelled for it rather than refused. */
export class SchemaMismatch extends TableFault {
  constructor(message: string) {
    super('ValidationException', message)
  }
}

export const invalid = (message: string): TableFault => new TableFault('ValidationException', message)
