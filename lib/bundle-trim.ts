import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
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

// An imported built-in module is read whole, with all that it would load only when asked for: `node:http` brings the whole of fetch. Asked
// of the process it brings what is used: every name is an export that goes when nobody imports it.
const asked = (name: string): string => {
  const names = Object.keys(process.getBuiltinModule(name) ?? {}).filter((each) => /^[A-Za-z_$][\w$]*$/.test(each))
  return [
    `const whole = process.getBuiltinModule(${JSON.stringify(name)})`,
    'export default whole',
    ...names
      .filter((each) => each !== 'default')
      .map((each) => `export const ${each} = /* @__PURE__ */ (() => whole.${each})()`),
  ].join('\n')
}
const askedWhole = (name: string): string => `module.exports = process.getBuiltinModule(${JSON.stringify(name)})`

// From its name at the beginning of a line to the next of the contract's properties, as the formatter lays them out.
const REPLY = /^ {2}reply: [\s\S]*?,\n(?= {2}\w+: |\}\))/m

/**
 * A contract as its function needs it: that there is a reply, and not its shape, which documents, clients and tests read. Shapes that nothing uses go
 * with it: making one is a call, and calls stay in a bundle unless they are said to do nothing else.
 */
export const withoutReplies = (source: string): string =>
  source.replace(REPLY, '  reply: true,\n').replace(/(?<![\w.])z\.(?=[a-z])/g, '/* @__PURE__ */ z.')

/** What bundles leave out of their dependencies, beyond what nothing refers to. */
export const trim = (): Plugin => ({
  name: 'trim',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      isBuiltin(path) ? { path, namespace: kind === 'require-call' ? 'built-in-whole' : 'built-in' } : undefined,
    )
    onLoad({ filter: /./, namespace: 'built-in' }, ({ path }) => ({ contents: asked(path), loader: 'js' }))
    onLoad({ filter: /./, namespace: 'built-in-whole' }, ({ path }) => ({ contents: askedWhole(path), loader: 'js' }))
    onLoad({ filter: /[/\\]lambdas[/\\].*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      return source.includes("from 'zod/mini'") ? { contents: withoutReplies(source), loader: 'ts' } : undefined
    })
    onLoad({ filter: /libphonenumber-js[/\\]metadata\.mobile\.json\.js$/ }, ({ path }) => {
      const json = withoutFormats(readFileSync(path.replace(/\.js$/, ''), 'utf8'))
      // Parsed as JSON it costs half of what it costs as a literal.
      return { contents: `export default JSON.parse(${JSON.stringify(json)})`, loader: 'js' }
    })
  },
})
