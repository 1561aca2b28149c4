import { Worker } from 'node:worker_threads'

const beatMs = 500
const patientSeconds = 10
const longestName = 128

type Shared = { readonly beats: Int32Array; readonly name: Uint8Array }

// Runs in a thread of its own, written into it as it stands. It only looks: a program that was held by a debugger goes on afterwards.
const look = ({ beats, name }: Shared, seconds: number, say: (name: string) => void): void => {
  let [seen, still] = [-1, 0]
  for (;;) {
    Atomics.wait(beats, 1, 0, 1_000)
    const now = Atomics.load(beats, 0)
    still = now === seen ? still + 1 : 0
    seen = now
    if (still === seconds) say(Buffer.from(name.slice()).toString().replaceAll('\0', ''))
  }
}

const source = `
import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
const look = ${look}
const { shared, seconds } = workerData
look(shared, seconds, (name) => writeSync(2, '[laptop] nothing has moved for ' + seconds + ' seconds. The last function to be called was ' +
  name + ': does it loop? kill -9 ' + process.pid + ' ends all.\\n'))`

/** All functions share the laptop's thread: one that computes without end stops everything, and only another thread can say so. */
export class StuckWatch {
  readonly #shared: Shared = {
    beats: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
    name: new Uint8Array(new SharedArrayBuffer(longestName)),
  }
  readonly #encoder = new TextEncoder()
  readonly #timer: NodeJS.Timeout
  readonly #worker: Worker

  constructor(seconds = patientSeconds) {
    this.#timer = setInterval(() => Atomics.add(this.#shared.beats, 0, 1), beatMs)
    this.#timer.unref()
    this.#worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
      workerData: { shared: this.#shared, seconds },
      execArgv: [],
    })
    this.#worker.unref()
  }

  /** `name` is about to take an event. */
  called(name: string): void {
    this.#shared.name.fill(0)
    this.#shared.name.set(this.#encoder.encode(name).subarray(0, longestName))
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#worker.terminate()
  }
}
