import type { TableStore } from '#laptop/aws/dynamodb'
import type { EventLog } from '#laptop/aws/events'
import type { SeenCall } from '#laptop/aws-port'
import type { LaptopClock } from '#laptop/clock'
import type { Faults } from '#laptop/faults'
import type { Functions } from '#laptop/functions'
import type { Outbox } from '#laptop/outbox'
import { atOwnAddress, freePort, untaken } from '#laptop/own-address'
import { RunningLaptop } from '#laptop/running-laptop'
import type { ServeSite } from '#laptop/site'
import type { TableEngine } from '#laptop/tables/engine'
import type { WorkflowEngine } from '#laptop/workflow/engine'

export type LaptopOptions = {
  /** The synthesized template, parsed. */
  readonly template: unknown
  /** The folder of the assembly, where `asset.<hash>` folders lie. */
  readonly assetsDir: string
  /** 0 takes any free port. */
  readonly port: number
  /** Where people meet it, when that is not its own port: something else serves its doors. */
  readonly address?: string
  readonly awsPort?: number
  /** Keeps keys, secrets and tables here between starts. */
  readonly dataDir?: string
  /** Function logs are not printed. Refused permissions and dead letters are, always. */
  readonly quiet?: boolean
  /** Fills an empty laptop: at the first start and after every reset. */
  readonly seed?: (laptop: Laptop) => Promise<void>
  /** A file that remembers what `seed` made, keys and secrets with it, so that the next start reads it instead. Not used with a data folder. */
  readonly seedMemory?: string
  /** Serves the pages at the same address as the API. */
  readonly site?: ServeSite
  /** Another DynamoDB in place of the laptop's own tables. What is in it is neither kept, nor swept, nor emptied by a reset. */
  readonly tableStore?: TableStore
  readonly onCall?: (call: SeenCall) => void
  /** Hears which function is about to take an event. */
  readonly onCalled?: (functionId: string) => void
  /** Hears what functions print, instead of the console. */
  readonly onLine?: (functionId: string, line: string) => void
}

/** A call that a function's role did not grant. */
export type Denial = { readonly caller: string; readonly action: string; readonly resource: string }

export type Laptop = {
  readonly url: string
  readonly awsUrl: string
  readonly outbox: Outbox
  readonly clock: LaptopClock
  readonly tables: TableEngine
  readonly faults: Faults
  readonly workflow: WorkflowEngine
  readonly events: EventLog
  readonly functions: Functions
  readonly outputs: Readonly<Record<string, string>>
  readonly denials: readonly Denial[]
  /** Takes one step's new bundle; data stays. False when the template has no function for it. */
  readonly renew: (step: string, directory: string) => Promise<boolean>
  /** Deletes what its time to live has outlived; nothing else ever does. Answers how many items went. */
  readonly sweep: () => number
  /** Resolves when no background event and no workflow step is running. */
  readonly settled: () => Promise<void>
  readonly reset: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Runs a synthesized template on this machine, on loopback only. Several may run at once. */
export const startLaptop = async (options: LaptopOptions): Promise<Laptop> => {
  const port = options.port === 0 ? await freePort() : await untaken(options.port)
  const template = atOwnAddress(options.template, options.address ?? `http://localhost:${port}`)
  const laptop = new RunningLaptop({ ...options, port, template })
  try {
    await laptop.start()
    return laptop
  } catch (error) {
    await laptop.stop()
    throw error
  }
}
