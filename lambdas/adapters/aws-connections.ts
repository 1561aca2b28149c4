import type { Socket } from 'node:net'
import type { Patience } from './aws-transport.ts'

/** A connection for each request that wants one: one that is free, a new one while there may be more, or the next that gets free. */
export type Connections = {
  lease(): Promise<Socket>
  /** Gives it back; one that cannot serve again is ended. */
  free(socket: Socket, again: boolean): void
}

const KEEP_ALIVE_MS = 1_000

// Only the module that the address needs is loaded: TLS is a third of a cold start. A resumed session saves half of a handshake.
const dialer = (address: URL): (() => Socket) => {
  const host = address.hostname.replace(/^\[|\]$/g, '')
  if (address.protocol !== 'https:') {
    const { connect } = process.getBuiltinModule('node:net')
    const port = address.port === '' ? 80 : Number(address.port)
    return () => connect({ host, port })
  }
  const { connect } = process.getBuiltinModule('node:tls')
  const port = address.port === '' ? 443 : Number(address.port)
  let session: Buffer | undefined
  return () => {
    const resumed = session === undefined ? {} : { session }
    const socket = connect({ host, port, servername: host, ALPNProtocols: ['http/1.1'], ...resumed })
    return socket.on('session', (given: Buffer) => {
      session = given
    })
  }
}

export const connectionsTo = (address: URL, { reuse, connections }: Patience): Connections => {
  const dial = dialer(address)
  const idle: Socket[] = []
  const waiting: ((socket: Socket) => void)[] = []
  let open = 0
  const opened = (): Socket => {
    open++
    const socket = dial().setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS)
    // Whoever uses it listens as well. While nobody does an error must not end the function, and what comes unasked would be taken for the next answer.
    socket.on('error', () => {})
    socket.on('data', () => {
      if (idle.includes(socket)) socket.destroy()
    })
    socket.once('close', () => {
      open--
      const at = idle.indexOf(socket)
      if (at >= 0) idle.splice(at, 1)
      const next = open < connections ? waiting.shift() : undefined
      if (next !== undefined) next(opened())
    })
    return socket
  }
  return {
    async lease() {
      // The one used last is the likeliest to live.
      for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) if (kept.writable) return kept.ref()
      if (open < connections) return opened()
      return new Promise((resolve) => waiting.push(resolve))
    },
    free(socket, again) {
      if (!again || !reuse || !socket.writable) return void socket.destroy()
      const next = waiting.shift()
      if (next !== undefined) return next(socket)
      // An open connection that nobody uses keeps no process alive.
      idle.push(socket.unref())
    },
  }
}
