import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Pending } from './activity.ts'
import { WorkflowFault } from './fault.ts'

type Task = { readonly pending: Pending<unknown>; readonly beat: () => void }

const idBytes = 96

/** Task tokens: opaque, a new one for every attempt, and good for one answer while that attempt lasts. */
export class TaskTokens {
  readonly #key = randomBytes(32)
  readonly #open = new Map<string, Task>()

  issue(task: Task): string {
    const id = randomBytes(idBytes)
    const token = Buffer.concat([id, this.#seal(id)]).toString('base64')
    this.#open.set(token, task)
    task.pending.onClose(() => this.#open.delete(token))
    return token
  }

  /** The open task of this token; throws InvalidToken for what was never a token and TaskTimedOut for a task that is over. */
  find(token: string): Task {
    const task = this.#open.get(token)
    if (task !== undefined) return task
    if (!this.#isOurs(token)) throw new WorkflowFault('InvalidToken', "Invalid Token: 'Invalid token'")
    throw new WorkflowFault('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
  }

  #isOurs(token: string): boolean {
    const bytes = Buffer.from(token, 'base64')
    if (bytes.length !== idBytes + 32 || bytes.toString('base64') !== token) return false
    return timingSafeEqual(bytes.subarray(idBytes), this.#seal(bytes.subarray(0, idBytes)))
  }

  #seal(id: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(id).digest()
  }
}
