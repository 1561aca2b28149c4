import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '#lib/bundles'

const root = resolve(import.meta.dirname, '../..')

// Its modules wait for one another at the top level; bundled, the adapter is there only once it is imported while running.
const SOURCE = `
import { betterAuth } from 'better-auth'
import { phoneNumber } from 'better-auth/plugins'
const { memoryAdapter } = await import('better-auth/adapters/memory')
const auth = betterAuth({
  secret: 'a secret that is at least thirty-two letters long',
  baseURL: 'http://localhost',
  database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
  plugins: [phoneNumber({ sendOTP: async () => {} })],
})
export const handler = async (event) => auth.handler(event)
`

/** better-auth's phone sign-in as one file, by the options of our own bundles, tables in memory: no client of a database, no logger, no AWS. Answers its bytes. */
export const bundleRival = async (folder: string): Promise<{ readonly file: string; readonly bytes: number }> => {
  const file = join(folder, 'rival.mjs')
  const { metafile } = await build({
    ...bundleOptions,
    stdin: { contents: SOURCE, resolveDir: root, loader: 'js' },
    absWorkingDir: root,
    outfile: file,
    metafile: true,
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module';const require=createRequire(import.meta.url);" },
  })
  return { file, bytes: Object.values(metafile.outputs)[0]?.bytes ?? 0 }
}
