import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'

const der = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'der', type: 'spki' })

const ANSWERS: Readonly<Record<string, unknown>> = {
  'secretsmanager.GetSecretValue': {
    SecretString: 'a secret that is at least thirty-two letters long',
    VersionStages: ['AWSCURRENT'],
  },
  'TrentService.GetPublicKey': { PublicKey: der.toString('base64'), KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' },
}

/** What AWS would say. */
export const answerFor = (operation: string): string => JSON.stringify(ANSWERS[operation] ?? {})

/** What a function asks of AWS while it initialises, answered at once. */
export const stubAws = (): Promise<{ readonly url: string; readonly close: () => void }> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const body = answerFor(String(request.headers['x-amz-target']))
      response
        .writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': Buffer.byteLength(body) })
        .end(body)
    })
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      resolve({ url: `http://127.0.0.1:${port}`, close: () => server.close() })
    })
  })
