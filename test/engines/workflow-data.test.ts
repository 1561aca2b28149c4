import assert from 'node:assert/strict'
import { test } from 'node:test'
import { functionArn, invokeTask, run, workflowWorld } from './workflow-world.ts'

const pass = (more: Record<string, unknown>) => ({ Only: { Type: 'Pass', End: true, ...more } })
const input = { a: { b: 7, list: [1, { c: 'x' }] }, text: '{"n":1}', 'odd name': true }

const flows: readonly [string, Record<string, unknown>, unknown][] = [
  ['no paths at all hand the input on', {}, input],
  ['InputPath picks a part', { InputPath: '$.a' }, input.a],
  ['InputPath null gives an empty object', { InputPath: null }, {}],
  ['OutputPath picks a part', { OutputPath: '$.a.b' }, 7],
  ['Result replaces the input', { Result: { made: 1 } }, { made: 1 }],
  [
    'ResultPath places the result and makes what lies between',
    { Result: 1, ResultPath: '$.x.y' },
    { ...input, x: { y: 1 } },
  ],
  ['ResultPath null drops the result', { Result: 1, ResultPath: null }, input],
  [
    'ResultPath works on the raw input, not the picked one',
    { InputPath: '$.a.b', ResultPath: '$.copy' },
    { ...input, copy: 7 },
  ],
  [
    'a list index and a quoted name are paths',
    { Parameters: { 'c.$': '$.a.list[1].c', 'o.$': "$['odd name']" } },
    { c: 'x', o: true },
  ],
  [
    'a template keeps what is plain',
    { Parameters: { deep: [{ 'b.$': '$.a.b' }, 'plain'] } },
    { deep: [{ b: 7 }, 'plain'] },
  ],
  ['the context names the run', { Parameters: { 'n.$': '$$.Execution.Name' } }, { n: 'one' }],
  [
    'the context knows the start',
    { Parameters: { 's.$': '$$.Execution.StartTime' } },
    { s: '2026-03-01T12:00:00.000Z' },
  ],
  [
    'Format fills in order, also with braces in a value',
    { Parameters: { 't.$': "States.Format('{}-{}', $.text, $.a.b)" } },
    { t: '{"n":1}-7' },
  ],
  ['a quote in a format is escaped', { Parameters: { 't.$': "States.Format('it\\'s {}', 2)" } }, { t: "it's 2" }],
  ['JSON becomes text', { Parameters: { 't.$': 'States.JsonToString($.a.list)' } }, { t: '[1,{"c":"x"}]' }],
  ['text becomes JSON', { Parameters: { 't.$': 'States.StringToJson($.text)' } }, { t: { n: 1 } }],
  [
    'one call stands in another',
    { Parameters: { 't.$': "States.Array(States.Format('{}', $.a.b), null)" } },
    { t: ['7', null] },
  ],
]

for (const [fact, state, output] of flows) {
  test(`data flow: ${fact}`, async () => {
    const view = await run(workflowWorld(), pass(state), input)
    assert.deepEqual({ status: view.status, output: view.output }, { status: 'SUCCEEDED', output })
  })
}

const rules: readonly [Record<string, unknown>, unknown, boolean][] = [
  [{ Variable: '$.v', StringEquals: 'a' }, 'a', true],
  [{ Variable: '$.v', StringEquals: '1' }, 1, false],
  [{ Variable: '$.v', StringLessThan: 'b' }, 'a', true],
  [{ Variable: '$.v', StringMatches: 'a*.z' }, 'abc.z', true],
  [{ Variable: '$.v', StringMatches: 'a*.z' }, 'abcxz', false],
  [{ Variable: '$.v', NumericEquals: 3 }, 3, true],
  [{ Variable: '$.v', NumericEquals: 3 }, '3', false],
  [{ Variable: '$.v', NumericLessThan: 3 }, 3, false],
  [{ Variable: '$.v', NumericLessThanEquals: 3 }, 3, true],
  [{ Variable: '$.v', NumericGreaterThan: 3 }, 4, true],
  [{ Variable: '$.v', NumericGreaterThanEquals: 3 }, 2, false],
  [{ Variable: '$.v', NumericEqualsPath: '$.three' }, 3, true],
  [{ Variable: '$.v', BooleanEquals: true }, true, true],
  [{ Variable: '$.v', BooleanEquals: true }, 'true', false],
  [{ Variable: '$.v', TimestampLessThan: '2026-01-01T00:00:00Z' }, '2025-12-31T23:59:59Z', true],
  [{ Variable: '$.v', IsNull: true }, null, true],
  [{ Variable: '$.v', IsPresent: true }, null, true],
  [{ Variable: '$.other', IsPresent: true }, null, false],
  [{ Variable: '$.other', IsPresent: false }, null, true],
  [{ Variable: '$.v', IsString: true }, 'a', true],
  [{ Variable: '$.v', IsNumeric: false }, 'a', true],
  [{ Not: { Variable: '$.v', StringEquals: 'a' } }, 'b', true],
  [
    {
      And: [
        { Variable: '$.v', IsNumeric: true },
        { Variable: '$.v', NumericGreaterThan: 1 },
      ],
    },
    2,
    true,
  ],
  [
    {
      And: [
        { Variable: '$.v', IsNumeric: true },
        { Variable: '$.v', NumericGreaterThan: 1 },
      ],
    },
    1,
    false,
  ],
  [
    {
      Or: [
        { Variable: '$.v', StringEquals: 'a' },
        { Variable: '$.v', StringEquals: 'b' },
      ],
    },
    'b',
    true,
  ],
]

for (const [rule, v, holds] of rules) {
  test(`choice: ${JSON.stringify(rule)} ${holds ? 'holds' : 'does not hold'} for ${JSON.stringify(v)}`, async () => {
    const states = {
      Ask: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: true, End: true },
      No: { Type: 'Pass', Result: false, End: true },
    }
    assert.equal((await run(workflowWorld(), states, { v, three: 3 })).output, holds)
  })
}

const broken: readonly [string, Record<string, unknown>, string][] = [
  ['a missing InputPath', pass({ InputPath: '$.none' }), 'States.Runtime'],
  ['a missing parameter', pass({ Parameters: { 'x.$': '$.none' } }), 'States.ParameterPathFailure'],
  [
    'a result in a place that is no object',
    pass({ Result: 1, ResultPath: '$.text.x' }),
    'States.ResultPathMatchFailure',
  ],
  ['text that is not JSON', pass({ Parameters: { 'x.$': "States.StringToJson('{')" } }), 'States.IntrinsicFailure'],
  [
    'no rule that holds and no Default',
    { C: { Type: 'Choice', Choices: [{ Variable: '$.text', StringEquals: '', Next: 'C' }] } },
    'States.NoChoiceMatched',
  ],
  [
    'a Choice about a missing variable',
    { C: { Type: 'Choice', Choices: [{ Variable: '$.none', StringEquals: '', Next: 'C' }] } },
    'States.Runtime',
  ],
]

for (const [what, states, error] of broken) {
  test(`a run fails with ${error} for ${what}`, async () => {
    const view = await run(workflowWorld(), states, input)
    assert.deepEqual([view.status, view.error], ['FAILED', error])
  })
}

test('a Lambda task by its plain ARN gets the input and answers the bare payload', async () => {
  const world = workflowWorld({ double: (payload) => ({ payload: { got: payload } }) })
  const states = { Double: { Type: 'Task', Resource: functionArn('double'), ResultPath: '$.result', End: true } }
  assert.deepEqual((await run(world, states, { n: 1 })).output, { n: 1, result: { got: { n: 1 } } })
})

test('lambda:invoke wraps the payload, and ResultSelector picks from the wrapping', async () => {
  const world = workflowWorld({ double: () => ({ payload: { n: 2 } }) })
  const picked = { OutputPath: '$', ResultSelector: { 'n.$': '$.Payload.n', 'status.$': '$.StatusCode' } }
  assert.deepEqual((await run(world, { Double: invokeTask('double', picked) }, {})).output, { n: 2, status: 200 })
})

test('a function cannot change the input that other states see', async () => {
  const world = workflowWorld({
    greedy: (payload) => {
      Object.assign(payload as object, { stolen: true })
      return { payload: null }
    },
  })
  const states = { Greedy: invokeTask('greedy', { OutputPath: '$', ResultPath: null }) }
  assert.deepEqual((await run(world, states, { n: 1 })).output, { n: 1 })
})
