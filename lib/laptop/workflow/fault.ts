/** A refusal of the Step Functions API; `type` is the exception's name on the wire. */
export class WorkflowFault extends Error {
  readonly type: string

  constructor(type: string, message: string) {
    super(message)
    this.name = 'WorkflowFault'
    this.type = type
  }
}

/** What a state failed with inside a run; `error` is the name that Retry and Catch match. */
export class StateError extends Error {
  readonly error: string
  readonly details: string

  constructor(error: string, details = '') {
    super(`${error}: ${details}`)
    this.name = 'StateError'
    this.error = error
    this.details = details
  }
}

/** Unwinds a branch whose run is over; never seen outside this folder. */
export class Abandoned extends Error {}
