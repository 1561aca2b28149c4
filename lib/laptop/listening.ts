import { createServer, type RequestListener } from 'node:http'
import type { Server } from 'node:net'

export type Listening = { readonly url: string; readonly port: number; readonly close: () => Promise<void> }

/** Opens a server on loopback; port 0 takes any free one. */
export const openedAt = (server: Server, port: number): Promise<Omit<Listening, 'close'>> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken; choose another with --port`) : error),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      resolve({ url: `http://127.0.0.1:${taken}`, port: taken })
    })
  })

/** Opens an HTTP server on loopback; requests go to `serve`. */
export const listen = async (port: number, serve: RequestListener): Promise<Listening> => {
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, serve)
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return { ...(await openedAt(server, port)), close }
}
