import type { IncomingMessage } from 'node:http'

const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/
const loopbackOrigin = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Whether a request was made on this machine by its own people, and not by some web page they have open. */
export const cameFromThisMachine = ({ headers, socket }: IncomingMessage): boolean =>
  loopbackAddress.test(socket.remoteAddress ?? '') &&
  loopbackHost.test(headers.host ?? '') &&
  (headers.origin === undefined || loopbackOrigin.test(headers.origin))
