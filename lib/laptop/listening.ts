import { createServer, type RequestListener } from 'node:http'

export type Listening = { readonly url: string; readonly port: number; readonly close: () => Promise<void> }

/** Opens an HTTP server on loopback; port 0 takes any free one. Requests go to `serve`. */
export const listen = (port: number, serve: RequestListener): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, serve)
    const close = (): Promise<void> =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      })
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken; choose another with --port`) : error),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      resolve({ url: `http://127.0.0.1:${taken}`, port: taken, close })
    })
  })
