import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'

const FORMATS = 4

type Countries = Record<string, unknown[]>

/** Phone metadata without the rules for writing numbers prettily: Latchkey reads numbers and never formats them. Half of it. */
export const withoutFormats = (metadata: string): string => {
  const parsed = JSON.parse(metadata) as { countries: Countries; nonGeographic?: Countries }
  for (const country of [...Object.values(parsed.countries), ...Object.values(parsed.nonGeographic ?? {})]) {
    if (country.length > FORMATS) country[FORMATS] = 0
  }
  return JSON.stringify(parsed)
}

/** The SDK registers a class for every error a service knows. Only those that an adapter names are told apart; the rest keep their name without a class. */
export const withoutUnnamedErrors = (schemas: string, named: ReadonlySet<string>): string =>
  schemas.replace(/^(n0_registry\.registerError\(\w+\$, (\w+)\);)$/gm, (line, _all, name) =>
    named.has(name) ? line : '',
  )

/** A key that is computed from a constant could have an effect, so the bundler keeps its shape and all that it names. Written out it cannot. */
export const withPlainKeys = (schemas: string): string => {
  const constants = new Map(
    [...schemas.matchAll(/^const (_\w+) = ("[^"\n]*");$/gm)].map(([, name = '', text = '']) => [name, text]),
  )
  return schemas.replace(/\[(_\w+)\]:/g, (computed, name) =>
    constants.has(name) ? `${constants.get(name)}:` : computed,
  )
}

const wordsOfAdapters = (root: string): ReadonlySet<string> =>
  new Set(
    globSync('lambdas/adapters/*.ts', { cwd: root }).flatMap(
      (file) => readFileSync(join(root, file), 'utf8').match(/\w+/g) ?? [],
    ),
  )

// An imported built-in module is read whole, with all that it would load only when asked for: `node:http` brings the whole of fetch. Asked
// of the process it brings what is used.
const asked = (name: string): string => `module.exports = process.getBuiltinModule(${JSON.stringify(name)})`

/** What bundles leave out of their dependencies, beyond what nothing refers to. */
export const trim = (root: string): Plugin => ({
  name: 'trim',
  setup({ onLoad, onResolve }) {
    const named = wordsOfAdapters(root)
    onResolve({ filter: /./ }, ({ path }) => (isBuiltin(path) ? { path, namespace: 'built-in' } : undefined))
    onLoad({ filter: /./, namespace: 'built-in' }, ({ path }) => ({ contents: asked(path), loader: 'js' }))
    onLoad({ filter: /libphonenumber-js[/\\]metadata\.mobile\.json\.js$/ }, ({ path }) => {
      const json = withoutFormats(readFileSync(path.replace(/\.js$/, ''), 'utf8'))
      // Parsed as JSON it costs half of what it costs as a literal.
      return { contents: `export default JSON.parse(${JSON.stringify(json)})`, loader: 'js' }
    })
    // A client reads its own version out of its whole manifest.
    onLoad({ filter: /@aws-sdk[/\\]client-[\w-]+[/\\]package\.json$/ }, ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(path, 'utf8'))
      return { contents: JSON.stringify({ name, version }), loader: 'json' }
    })
    onLoad({ filter: /@aws-sdk[/\\]client-[\w-]+[/\\]dist-es[/\\]schemas[/\\]schemas_0\.js$/ }, ({ path }) => ({
      contents: withPlainKeys(withoutUnnamedErrors(readFileSync(path, 'utf8'), named)),
      loader: 'js',
    }))
  },
})
