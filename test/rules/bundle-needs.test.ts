import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { describe, test } from 'node:test'
import { routes } from '#lambdas/routes'
import { tasks } from '#lambdas/tasks'
import { bundleSteps } from '#lib/bundles'
import { doorOf, entryOf, taskOf } from '#lib/entries'

const steps = [...routes.map(doorOf), ...tasks.map(taskOf)]
const { directoryOf, metafile } = bundleSteps(steps)
const bundleOf = (step: string) => metafile.outputs[`.bundles/${step}/index.mjs`]

describe('the bundles', () => {
  test('every step has one, in a directory of its own', () => {
    for (const { step } of steps) assert.ok(readdirSync(directoryOf(step)).includes('index.mjs'), step)
  })

  // Lambda has no node_modules beside a bundle: what is imported and not inside stops the function before its first call.
  test('none needs anything but Node to start', () => {
    for (const { step } of steps) {
      const outside = bundleOf(step)?.imports.filter((it) => it.external && !isBuiltin(it.path)) ?? [undefined]
      assert.deepEqual(outside, [], step)
    }
  })

  test('none carries the adapter of a port that its step does not need', () => {
    for (const { step, needs } of steps) {
      const inputs = Object.keys(bundleOf(step)?.inputs ?? {})
      assert.equal(inputs.includes('lambdas/adapters/pin-seal.ts'), needs.includes('pinSeal'), step)
      assert.equal(inputs.includes('lambdas/adapters/sms.ts'), needs.includes('sms'), step)
    }
  })

  test('an entry names its contract, its handler and the adapters of its needs, and nothing else', () => {
    const entry = entryOf({ kind: 'door', step: 'knock', needs: ['pinCheck', 'logins'] })
    assert.deepEqual(
      [...entry.matchAll(/from '([^']+)'/g)].map(([, from]) => from),
      [
        '#adapters/pin-check',
        '#adapters/logins',
        '../../lambdas/knock/handler.ts',
        '#runtime/serve',
        '../../lambdas/knock/contract.ts',
      ],
    )
  })
})
