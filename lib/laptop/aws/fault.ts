/** An error of an AWS service, as its SDK client will name it. */
export class AwsFault extends Error {
  readonly type: string
  readonly status: number
  readonly extras: Readonly<Record<string, unknown>>

  constructor(type: string, message: string, status = 400, extras: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.type = type
    this.status = status
    this.extras = extras
  }
}

/** An operation or member that the laptop does not serve: told apart from AWS's own refusals by its name. */
export const unserved = (what: string): AwsFault =>
  new AwsFault('NotOnTheLaptopException', `the laptop does not serve ${what}`, 501)
