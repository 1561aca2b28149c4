import { resolve } from 'node:path'
import { buildSync } from 'esbuild'
import type { Contract } from '#runtime/contract'
import { clientTypes } from './client-types.ts'

const root = resolve(import.meta.dirname, '..')

const generated =
  '// biome-ignore-all format: generated\n// biome-ignore-all lint: generated\n// biome-ignore-all assist: generated\n'

/** The client as others install it: one module without dependencies, and its types. */
export const clientPackage = (contracts: readonly Contract[]): Readonly<Record<string, string>> => {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['web/client/client.ts'],
    ...{ bundle: true, format: 'esm', platform: 'neutral', target: 'es2022', charset: 'utf8', write: false },
    banner: { js: `${generated}// Made from web/client/client.ts by \`node bin/client.ts\`.` },
  })
  return {
    'web/client/latchkey-client.js': outputFiles[0]?.text ?? '',
    'web/client/latchkey-client.d.ts': `${generated}${clientTypes(contracts)}`,
  }
}
