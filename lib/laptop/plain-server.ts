import { createServer, type Server, type Socket } from 'node:net'
import { type Answer, Exchanges } from '#laptop/exchanges'
import { type Listening, openedAt } from '#laptop/listening'

const serve = (socket: Socket, answer: Answer, most: number): void => {
  const exchanges = new Exchanges(
    {
      isOver: () => socket.destroyed,
      write: (text) => void socket.write(text),
      end: (text) => void socket.end(text),
    },
    answer,
    most,
  )
  socket.on('data', (bytes: Buffer) => exchanges.hear(bytes))
  socket.on('error', () => socket.destroy())
}

/**
 * An HTTP/1.1 server on loopback for programs which call it all the time: what SDK clients speak and no more, at a third of the cost of
 * Node's own. Pages and people are not served by it. A body has at most `most` bytes.
 */
export const listenPlainly = async (port: number, answer: Answer, most: number): Promise<Listening> => {
  const sockets = new Set<Socket>()
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(socket, answer, most)
  })
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed())
      for (const socket of sockets) socket.destroy()
    })
  return { ...(await openedAt(server, port)), close }
}
