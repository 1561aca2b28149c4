import { createServer } from 'node:net'
import { listen } from '#laptop/listening'
import { isRecord } from '#laptop/reading'

/** The stage's public origin, as the template tells it to whoever deploys. */
const originIn = (template: unknown): string => {
  const outputs = isRecord(template) && isRecord(template.Outputs) ? template.Outputs : {}
  const issuer = isRecord(outputs.Issuer) ? outputs.Issuer.Value : undefined
  return typeof issuer === 'string' ? issuer : ''
}

/** The template as it would be if this machine's address were the stage's: issuer, key set and messages name where they can be found. */
export const atOwnAddress = (template: unknown, address: string): unknown => {
  const origin = originIn(template)
  return origin === '' ? template : JSON.parse(JSON.stringify(template).replaceAll(origin, address))
}

/** Says at once that a port is taken, before anything is made for it. */
export const untaken = async (port: number): Promise<number> => {
  await (await listen(port, () => undefined)).close()
  return port
}

/** A port that nobody uses now; for tests, which do not care which one. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
