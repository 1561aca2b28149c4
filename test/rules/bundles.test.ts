import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, dirname } from 'node:path'
import { test } from 'node:test'
import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import examples from 'libphonenumber-js/mobile/examples'
import { routes } from '#lambdas/routes'
import { tasks } from '#lambdas/tasks'
import { withoutFormats, withoutReplies } from '#lib/bundle-trim'
import { bundleSteps } from '#lib/bundles'
import { doorOf, taskOf } from '#lib/entries'

const KB = 1_024

/** What a person waits for when they sign in, and everything else. */
const LIMIT_BYTES = { signIn: 400 * KB, other: 430 * KB }
const SIGN_IN = /^(login-(start|read|verify-code|resend-code|verify-pin|leave|phone-number)|session-|me-read)/

const FORBIDDEN = [
  /zod\/v4\/locales\/(?!en\b)/,
  /zod\/v4\/classic/,
  /@aws-lambda-powertools\/tracer|aws-xray/,
  /libphonenumber-js\/metadata\.(min|max|full)/,
  /@aws-sdk\/|@smithy\//,
  /^(lib|test|bin|web)\//,
]

const built = bundleSteps([...tasks.map(taskOf), ...routes.map(doorOf)])
const bundles = Object.entries(built.metafile.outputs)
  .filter(([path]) => path.endsWith('index.mjs'))
  .map(([path, output]) => ({ step: basename(dirname(path)), ...output }))

test('no bundle is larger than a cold start can bear', () => {
  assert.equal(bundles.length, routes.length + tasks.length)
  for (const { step, bytes } of bundles) {
    const limit = SIGN_IN.test(step) ? LIMIT_BYTES.signIn : LIMIT_BYTES.other
    assert.ok(bytes <= limit, `${step} is ${Math.ceil(bytes / KB)} KB, allowed are ${limit / KB}`)
  }
})

test('no bundle carries what a sign-in never needs', () => {
  for (const { step, inputs } of bundles) {
    const wrong = Object.keys(inputs).filter((input) => FORBIDDEN.some((forbidden) => forbidden.test(input)))
    assert.deepEqual(wrong, [], step)
  }
})

test('a bundle carries the clients it needs and no other', () => {
  const has = (step: string, file: string) =>
    Object.keys(bundles.find((bundle) => bundle.step === step)?.inputs ?? {}).includes(`lambdas/adapters/${file}.ts`)
  assert.equal(has('health', 'aws-client'), false)
  assert.deepEqual(
    ['dynamo', 'kms', 'invoke', 'sms'].map((file) => has('login-leave', file)),
    [true, false, false, false],
  )
  assert.deepEqual(
    ['dynamo', 'kms', 'invoke', 'sms'].map((file) => has('send-message', file)),
    [true, false, true, true],
  )
})

test('no bundle imports a module of Node whole: it would load fetch and web crypto before the first caller', () => {
  for (const { step, imports } of bundles) {
    assert.deepEqual(
      imports.filter(({ path }) => isBuiltin(path)).map(({ path }) => path),
      [],
      step,
    )
  }
})

test('a bundle knows that its step has a reply and not what the reply looks like, and nothing else of its contract goes', () => {
  for (const { step, reply } of routes) {
    const source = readFileSync(new URL(`../../lambdas/${step}/contract.ts`, import.meta.url), 'utf8')
    const trimmed = withoutReplies(source).replaceAll('/* @__PURE__ */ ', '')
    assert.equal(trimmed.includes('  reply: true,\n'), reply !== undefined, step)
    const names = (text: string) => [...text.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)
    assert.deepEqual(names(trimmed), names(source), step)
    const rest = (text: string) => text.split('\n').filter((line) => !/^ {2}reply: | {4}|^ {2}[)}\]]/.test(line))
    assert.deepEqual(rest(trimmed), rest(source), step)
  }
})

test('numbers are read alike with the trimmed metadata, in every country', () => {
  const whole = readFileSync(
    new URL('../../node_modules/libphonenumber-js/metadata.mobile.json', import.meta.url),
    'utf8',
  )
  const [full, trimmed] = [JSON.parse(whole), JSON.parse(withoutFormats(whole))]
  assert.ok(withoutFormats(whole).length < whole.length * 0.6)
  for (const [country, national] of Object.entries(examples)) {
    for (const text of [national, `0${national}`, `1${national}`, `${national}0`, national.slice(1), `00${national}`]) {
      const read = (metadata: typeof full) => {
        const number = parsePhoneNumberFromString(text, { defaultCountry: country as never, extract: false }, metadata)
        return [number?.number, number?.country, number?.isValid(), number?.ext]
      }
      assert.deepEqual(read(trimmed), read(full), `${country} ${text}`)
    }
  }
})
