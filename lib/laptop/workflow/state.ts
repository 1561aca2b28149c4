import * as z from 'zod'
import { choiceTest } from './choice.ts'
import { parsePath } from './path.ts'
import { checkPayload } from './payload.ts'

const path = z.string().refine((text) => passes(() => parsePath(text)), 'a path the laptop does not know')
const inputPath = path
  .refine((text) => !text.startsWith('$$'))
  .nullable()
  .optional()
const payload = z
  .unknown()
  .refine((template) => passes(() => checkPayload(template)), 'a template the laptop does not know')
const seconds = z.number().int().min(1).max(99_999_999).optional()
const errors = z
  .array(z.string().min(1))
  .min(1)
  .refine((names) => !names.includes('States.ALL') || names.length === 1, 'States.ALL must stand alone')

const retrier = z.strictObject({
  ErrorEquals: errors,
  IntervalSeconds: z.number().int().min(1).default(1),
  MaxAttempts: z.number().int().min(0).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: seconds,
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
  Comment: z.string().optional(),
})
const catcher = z.strictObject({
  ErrorEquals: errors,
  Next: z.string(),
  ResultPath: inputPath,
  Comment: z.string().optional(),
})

const described = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONPath').optional() }
const filtered = { ...described, InputPath: path.nullable().optional(), OutputPath: path.nullable().optional() }
const onward = { Next: z.string().optional(), End: z.literal(true).optional() }
const mendable = {
  ...filtered,
  ...onward,
  Parameters: payload.optional(),
  ResultSelector: payload.optional(),
  ResultPath: inputPath,
  Retry: z.array(retrier).default([]).refine(allComesLast, 'States.ALL must come last'),
  Catch: z.array(catcher).default([]).refine(allComesLast, 'States.ALL must come last'),
}

const lambda =
  /^arn:aws[\w-]*:(?:lambda:[\w-]*:\d{12}:function:[\w-]+(?::[\w$-]+)?|states:::lambda:invoke(?:\.waitForTaskToken)?)$/

const task = z.strictObject({
  Type: z.literal('Task'),
  ...mendable,
  Resource: z.string().regex(lambda, 'the laptop runs Lambda tasks only'),
  TimeoutSeconds: seconds,
  TimeoutSecondsPath: path.optional(),
  HeartbeatSeconds: seconds,
})
const wait = z.strictObject({
  Type: z.literal('Wait'),
  ...filtered,
  ...onward,
  Seconds: z.number().int().min(0).optional(),
  SecondsPath: path.optional(),
  Timestamp: z.iso.datetime().optional(),
  TimestampPath: path.optional(),
})
const pass = z.strictObject({
  Type: z.literal('Pass'),
  ...filtered,
  ...onward,
  Parameters: payload.optional(),
  Result: z.unknown().optional(),
  ResultPath: inputPath,
})
const rule = z
  .looseObject({ Next: z.string() })
  .refine((value) => passes(() => choiceTest(value)), 'a rule the laptop does not know')
const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...filtered,
  Choices: z.array(rule).min(1),
  Default: z.string().optional(),
})
const succeed = z.strictObject({ Type: z.literal('Succeed'), ...filtered })
const fail = z.strictObject({
  Type: z.literal('Fail'),
  ...described,
  Error: z.string().optional(),
  Cause: z.string().optional(),
})
const parallel = z.strictObject({
  Type: z.literal('Parallel'),
  ...mendable,
  Branches: z
    .array(z.unknown())
    .min(1)
    .transform((branches): Branch[] => branches.map((each) => readAs(branch, each))),
})

const state = z.discriminatedUnion('Type', [task, wait, pass, choice, succeed, fail, parallel])
const branch = z.strictObject({
  StartAt: z.string(),
  States: z.record(z.string().max(80), state),
  Comment: z.string().optional(),
})
const machine = branch.extend({
  TimeoutSeconds: seconds,
  Version: z.literal('1.0').optional(),
  QueryLanguage: z.literal('JSONPath').optional(),
})

export type State = z.infer<typeof state>
export type TaskState = z.infer<typeof task>
export type WaitState = z.infer<typeof wait>
export type PassState = z.infer<typeof pass>
export type ChoiceState = z.infer<typeof choice>
export type ParallelState = z.infer<typeof parallel>
export interface Branch {
  readonly StartAt: string
  readonly States: Readonly<Record<string, State>>
}
export type Machine = Branch & { readonly TimeoutSeconds?: number | undefined }

/** Reads every state strictly: a member, path or rule the laptop would not follow as AWS does throws. Arrows are not checked here. */
export const readMachine = (definition: unknown): Machine => readAs(machine, definition)

function readAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value)
  if (!read.success) throw new Error(`state machine: ${z.prettifyError(read.error)}`)
  return read.data
}

function allComesLast(entries: readonly { readonly ErrorEquals: readonly string[] }[]): boolean {
  return entries.slice(0, -1).every(({ ErrorEquals }) => !ErrorEquals.includes('States.ALL'))
}

function passes(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch {
    return false
  }
}
