// The native part of Amazon's runtime interface client, in JavaScript: the same three calls of the runtime API. Loaded before the client, inside the
// image that test/support/lambda-runtime.ts makes.
import { request } from 'node:http'
import Module from 'node:module'

const [hostname, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':')

const call = (method, path, body, headers) =>
  new Promise((answered, failed) => {
    const at = { hostname, port, method, headers, path: `/2018-06-01/runtime/invocation/${path}` }
    const asked = request(at, (reply) => {
      const parts = []
      reply.on('data', (part) => parts.push(part))
      reply.on('end', () => answered({ bodyJson: Buffer.concat(parts).toString('utf8'), headers: reply.headers }))
    })
    asked.on('error', failed).end(body)
  })

// The native client tells an outcome before it returns; here the next event waits until it was told.
let told = Promise.resolve()
const json = { 'content-type': 'application/json' }

const client = {
  next: async () => {
    await told
    return call('GET', 'next')
  },
  done: (id, body) => {
    told = call('POST', `${id}/response`, body, json)
  },
  error: (id, body, cause) => {
    told = call('POST', `${id}/error`, body, { ...json, 'lambda-runtime-function-xray-error-cause': cause })
  },
}

Module._extensions['.node'] = (loaded) => {
  loaded.exports = client
}
