import { execFile } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { promisify } from 'node:util'

const docker = async (...args: readonly string[]): Promise<string | undefined> => {
  try {
    return (await promisify(execFile)('docker', args)).stdout.trim()
  } catch {
    return undefined
  }
}

/** Whether an engine answers that runs containers: Docker, or Finch behind its name. */
export const runsContainers = async (): Promise<boolean> =>
  (await docker('info', '--format', '{{.ServerVersion}}')) !== undefined

/** Whether an image lies on this machine already. */
export const hasImage = async (name: string): Promise<boolean> => (await docker('image', 'inspect', name)) !== undefined

// The first address of the containers' network is the machine they run on.
const bridge = async (): Promise<string | undefined> => {
  const told = await docker('network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Subnet}}')
  return /^(\d+\.\d+\.\d+\.)\d+\//.exec(told ?? '')?.[1]?.concat('1')
}

/** A port of loopback as containers see it, until it is closed. */
export type Passage = { readonly url: string; close(): void }

const passOn = (host: string, port: number): Promise<Passage> =>
  new Promise((open, reject) => {
    const server = createServer((from) => {
      const to = connect(port, '127.0.0.1')
      from.pipe(to).pipe(from)
      from.on('error', () => to.destroy())
      to.on('error', () => from.destroy())
    })
    server.once('error', reject)
    server.listen(0, host, () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : 0
      open({ url: `http://${host}:${taken}`, close: () => void server.close() })
    })
  })

/**
 * Lets containers of this machine, and nobody else, call a port that listens on loopback. An engine in a virtual machine of its own has its bridge
 * there, and passes calls to `host.docker.internal` on to our loopback; where the bridge is ours, nobody does, so calls are taken at it.
 */
export const openToContainers = async (port: number): Promise<Passage> => {
  const elsewhere = { url: `http://host.docker.internal:${port}`, close: () => {} }
  const host = await bridge()
  return host === undefined ? elsewhere : passOn(host, port).catch(() => elsewhere)
}
