import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { assemblyOf } from '#laptop/assembly'
import { isRecord, type Json, recordOf } from '#laptop/reading'
import { readStack } from '#laptop/stack-plan'
import { samTemplate } from '#lib/sam/template'

const { template, assetsDir } = await assemblyOf('dev')
const environments = new Map(readStack(template).functions.map(({ id, environment }) => [id, environment]))
const written = samTemplate(template, { assets: assetsDir, environmentOf: (id) => environments.get(id) ?? {} })

const resourcesOf = (whole: unknown): readonly (readonly [string, Json])[] =>
  Object.entries(recordOf(recordOf(whole, 'template').Resources, 'Resources')).map(([id, one]) => [
    id,
    recordOf(one, id),
  ])
const isFunction = ([, { Type }]: readonly [string, Json]): boolean => Type === 'AWS::Lambda::Function'
const functions = resourcesOf(written).filter(isFunction)

test('under SAM every function finds plain names in its environment, none left for CloudFormation to fill in', () => {
  assert.ok(functions.length > 40)
  for (const [id, { Properties }] of functions) {
    const { Environment } = recordOf(Properties, id)
    const variables = Object.entries(recordOf(recordOf(Environment, id).Variables, id))
    assert.ok(variables.length > 0, id)
    for (const [name, value] of variables) {
      assert.equal(typeof value, 'string', `${id} ${name}`)
      assert.doesNotMatch(String(value), /\$\{|"Ref"|Fn::/, `${id} ${name}`)
    }
  }
})

test('under SAM every function runs on the processor of this machine, from the bundle that deploys', () => {
  for (const [id, { Properties, Metadata }] of functions) {
    const own = process.arch === 'arm64' ? 'arm64' : 'x86_64'
    assert.deepEqual(recordOf(Properties, id).Architectures, [own], id)
    const bundle = recordOf(Metadata, id)['aws:asset:path']
    assert.ok(typeof bundle === 'string' && existsSync(join(bundle, 'index.mjs')), id)
  }
})

test('SAM is told of the same resources that deploy, and only functions differ', () => {
  const before = resourcesOf(template)
  assert.deepEqual(
    resourcesOf(written).map(([id]) => id),
    before.map(([id]) => id),
  )
  for (const [id, resource] of before) {
    if (isFunction([id, resource])) continue
    const { DependsOn: _, ...same } = resource
    const after = recordOf(recordOf(written.Resources, 'Resources')[id], id)
    assert.ok(isRecord(after))
    assert.deepEqual(after, same, id)
  }
})

test('without an engine for containers `npm run sam` says so, names what needs none, and ends', () => {
  const root = resolve(import.meta.dirname, '../..')
  const env = { ...process.env, PATH: '', DOCKER_HOST: 'unix:///nowhere/docker.sock' }
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin/sam.ts')], { env, encoding: 'utf8' })
  assert.equal(status, 1)
  assert.match(stderr, /no Docker \(or Finch behind it\) answers on this machine/)
  assert.match(stderr, /npm start/)
})
