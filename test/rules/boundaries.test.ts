import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { routes } from '#lambdas/routes'
import { tasks } from '#lambdas/tasks'

const root = resolve(import.meta.dirname, '../..')
const imports = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports as Record<string, string>

/** The file an import means, from the root; a package keeps its name. */
const target = (file: string, name: string): string => {
  if (name.startsWith('.')) return relative(root, resolve(root, dirname(file), name))
  const alias = Object.keys(imports).find((pattern) => name.startsWith(pattern.replace('*', '')))
  if (alias === undefined) return name
  return (imports[alias] ?? '').replace('./', '').replace('*', name.slice(alias.length - 1))
}

const importsOf = (file: string): readonly { readonly to: string; readonly typeOnly: boolean }[] => {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  return [...found].map(([, type, name = '']) => ({ to: target(file, name), typeOnly: type !== undefined }))
}

type Line = { readonly from: string; readonly may: (to: string) => boolean; readonly why: string }

const within =
  (...folders: readonly string[]) =>
  (to: string) =>
    folders.some((folder) => to.startsWith(`${folder}/`))
const isPackage = (to: string) => !/^(lambdas|lib|bin|test|web|docs)\//.test(to)
const isStep = (to: string) => /^lambdas\/(?!core\/|adapters\/|runtime\/)[^/]+\//.test(to)

const lines: readonly Line[] = [
  { from: 'lambdas/core/**/*.ts', may: within('lambdas/core'), why: 'the rules import nothing' },
  {
    from: 'lambdas/adapters/*.ts',
    may: (to) =>
      isPackage(to) ||
      within('lambdas/core', 'lambdas/adapters')(to) ||
      /^lambdas\/runtime\/(environment|log)\.ts$/.test(to),
    why: 'an adapter translates for core, reads its variables, and knows no step',
  },
  {
    from: 'lambdas/runtime/*.ts',
    may: (to) => isPackage(to) || within('lambdas/core', 'lambdas/runtime')(to),
    why: 'the runtime serves steps and knows none',
  },
  {
    from: 'lambdas/!(core|adapters|runtime)/*.ts',
    may: (to) => !/^lambdas\/adapters\/|^lib\/|^@aws-sdk\//.test(to),
    why: 'a step reaches the world through its ports',
  },
  {
    from: 'lib/*.ts',
    may: (to) => !/handler\.ts$|^lib\/laptop\//.test(to) && !(isStep(to) && !/(contract|task)\.ts$/.test(to)),
    why: 'infrastructure reads the route table and never a handler',
  },
  {
    from: 'lambdas/**/*.ts',
    may: (to) => !within('lib', 'test', 'bin', 'web')(to),
    why: 'Lambda code knows no laptop',
  },
]

for (const { from, may, why } of lines) {
  test(`imports flow one way: ${why} (${from})`, () => {
    const files = globSync(from, { cwd: root })
    assert.ok(files.length > 0, `no file matches ${from}`)
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(({ to }) => !may(to))
        .map(({ to }) => `${file} → ${to}`),
    )
    assert.deepEqual(wrong, [])
  })
}

test('every step folder has a handler, and a contract with a route or a task', () => {
  const folders = globSync('lambdas/*/', { cwd: root }).map((folder) => folder.replace(/^lambdas\/|\/$/g, ''))
  const steps = folders.filter((folder) => !['core', 'adapters', 'runtime'].includes(folder))
  const known = new Set([...routes, ...tasks].map(({ step }) => step))
  for (const step of steps) {
    assert.ok(existsSync(join(root, 'lambdas', step, 'handler.ts')), `${step} has no handler`)
    assert.ok(known.has(step), `${step} is in no table`)
  }
  for (const step of known) assert.ok(steps.includes(step), `${step} has no folder`)
})

test('every step is knocked at by a test through its own door', () => {
  const tests = globSync('test/**/*.ts', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  for (const { route, step } of routes) {
    const [method = '', path = ''] = route.split(' ')
    const pattern = path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^\'"`\\s]+')
    assert.match(tests, new RegExp(`['"\`]${method} ${pattern}['"\`]`), `${step} (${route}) has no test`)
  }
})

test('no step says whether it runs on a laptop', () => {
  for (const file of globSync('lambdas/**/*.ts', { cwd: root })) {
    const source = readFileSync(join(root, file), 'utf8')
    assert.doesNotMatch(source, /AWS_SAM_LOCAL|isLocal|IS_LOCAL|NODE_ENV/, file)
    // One file reads AWS's own variable for another address, as every client of Amazon's does.
    assert.equal(/AWS_ENDPOINT_URL/.test(source), file === 'lambdas/adapters/aws-address.ts', file)
  }
})

test('two routes never mean the same call', () => {
  const shapes = routes.map(({ route }) => route.replace(/\{\w+\}/g, '{}'))
  assert.deepEqual(
    shapes.filter((shape, i) => shapes.indexOf(shape) !== i),
    [],
  )
})
