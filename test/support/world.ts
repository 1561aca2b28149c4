import { administration } from '#adapters/administration'
import { allowances } from '#adapters/allowances'
import { attempts } from '#adapters/attempts'
import { breaker } from '#adapters/breaker'
import { budget } from '#adapters/budget'
import { codes } from '#adapters/codes'
import { make as commonPasswords } from '#adapters/common-passwords'
import { contacts } from '#adapters/contacts'
import { deliveries } from '#adapters/deliveries'
import { directory } from '#adapters/directory'
import { idempotency } from '#adapters/idempotency'
import { loginNumbers } from '#adapters/login-numbers'
import { logins } from '#adapters/logins'
import { lookup } from '#adapters/lookup'
import { members } from '#adapters/members'
import { numbers } from '#adapters/numbers'
import { organisations } from '#adapters/organisations'
import { people } from '#adapters/people'
import { pinCheck } from '#adapters/pin-check'
import { resetWorkflow } from '#adapters/pin-reset-workflow'
import { pinSeal } from '#adapters/pin-seal'
import { publicDoor } from '#adapters/public-door'
import { publicKey } from '#adapters/public-key'
import { purse } from '#adapters/purse'
import { receipts } from '#adapters/receipts'
import { records } from '#adapters/records'
import { resetCallback } from '#adapters/reset-callback'
import { resetFinish } from '#adapters/reset-finish'
import { resetWaits } from '#adapters/reset-waits'
import { resets } from '#adapters/resets'
import { roster } from '#adapters/roster'
import type { Slowness } from '#adapters/secret-message'
import { sessionPlaces } from '#adapters/session-places'
import { sessions } from '#adapters/sessions'
import { signIns } from '#adapters/sign-ins'
import { signer } from '#adapters/signer'
import { sources } from '#adapters/sources'
import { tokenSecrets } from '#adapters/token-secrets'
import { tokens } from '#adapters/tokens'
import { trust } from '#adapters/trust'
import { CanaryStopped } from '#core/canary'
import type { Sent } from '#core/ledger'
import { type Limits, limitsOf } from '#core/limits'
import type { MessageJob } from '#core/message-job'
import type { Ports } from '#core/ports'
import type { Stage } from '#core/stage'
import { chance as realChance } from '#runtime/basics'
import { run as sendMessage } from '../../lambdas/send-message/handler.ts'
import { type Between, type Carried, engineTables } from './engine-tables.ts'
import { inProcessKms, PIN_KEY, SIGNING_KEY } from './in-process-kms.ts'
import { inProcessWorkflow } from './in-process-workflow.ts'

/** Hashing is half of what a sign-in costs, and what a test is about in one file: `test/counts/slow-hash.test.ts`. */
export const QUICK: Slowness = { kdf: 'argon2id', m: 8, t: 1, p: 1 }

/** The codes of test numbers come of it: `fixedCode(TEST_CODES, …)`. */
export const TEST_CODES = 'a key of test numbers that is at least thirty-two letters long'
const PEPPER = { current: 'a pepper that is at least thirty-two letters long' }

export const testStage: Stage = {
  name: 'test',
  kind: 'test',
  smsFloods: 'record',
  publicOrigin: 'https://auth.example.com',
  issuer: 'https://auth.example.com',
  audience: 'https://api.example.com',
  allowedOrigins: ['https://app.example.com'],
  serviceName: 'Example',
  smsSenderId: 'Example',
  mailFrom: 'no-reply@example.com',
  supportUrl: 'https://example.com/help',
  defaultCountry: 'GB',
  countries: ['GB', 'FI', 'US'],
  testNumbers: [],
}

export type Sms = { readonly to: string; readonly text: string }
export type Mail = Sms & { readonly subject: string }

/**
 * Every port by its real adapter, over the laptop's tables and keys in this process, with the clock in your hand. What would leave for a phone
 * or mailbox is kept. Nothing of Latchkey is replaced but the world around it.
 */
export const world = (
  options: {
    readonly limits?: Partial<Limits>
    readonly stage?: Partial<Stage>
    readonly startAt?: number
    /** How slowly PINs and passwords are hashed, when it matters. */
    readonly slowness?: Slowness
    /** How chance falls, when it matters. */
    readonly chance?: Ports['chance']
    /** What sees the requests to tables and keys. */
    readonly carried?: Carried
    /** What sees them before they are written, and their answers once they are read. */
    readonly between?: Between
  } = {},
) => {
  let now = options.startAt ?? Date.UTC(2026, 10, 15, 12)
  const clock = { now: () => now }
  const tables = engineTables(clock.now, options.carried, options.between)
  const { db } = tables
  const limits = limitsOf(options.limits ?? {})
  const slowness = options.slowness ?? QUICK
  const chance = options.chance ?? realChance
  const basics = { clock, chance, limits, stage: { ...testStage, ...options.stage } }
  const keys = inProcessKms(options.carried, options.between)
  const kms = keys.client
  const index = lookup('a lookup key that is at least thirty-two letters long')
  const key = publicKey(kms, SIGNING_KEY)
  const sms: Sms[] = []
  const mail: Mail[] = []
  const jobs: MessageJob[] = []
  const provider: { answer: () => Promise<Sent>; hold: boolean } = {
    answer: async () => ({ outcome: 'accepted', providerId: `provider-${sms.length}` }),
    hold: false,
  }
  // The one secret that may be read after a function began: something came back that was made with the one before.
  const secrets = { asked: 0 }
  const rereadSecret = async () => {
    secrets.asked += 2
    return PEPPER
  }
  const workflow = inProcessWorkflow(clock.now, () => ports)
  const ports: Ports = {
    ...basics,
    logins: logins(db, basics),
    sources: sources(db, index.source, basics),
    lookup: index,
    contacts: contacts('a contact key that is at least thirty-two letters long'),
    codes: codes(PEPPER, chance, rereadSecret, TEST_CODES),
    directory: directory(db),
    people: people(db, basics),
    roster: roster(db),
    organisations: organisations(db),
    pinCheck: pinCheck(kms, PIN_KEY, slowness),
    pinSeal: pinSeal(kms, PIN_KEY, clock, slowness),
    signer: signer(kms, SIGNING_KEY),
    publicKey: key,
    tokens: tokens(key, basics),
    trust: trust(db),
    sessions: sessions(db, basics),
    signIns: signIns(db),
    sessionPlaces: sessionPlaces(db, basics),
    tokenSecrets: tokenSecrets(PEPPER.current),
    numbers: numbers(),
    idempotency: idempotency(db, basics),
    deliveries: deliveries(db),
    budget: budget(db, basics),
    members: members(db),
    purse: purse(db, { clock }),
    administration: administration(db),
    allowances: allowances(db, basics),
    records: records(db, basics),
    attempts: attempts(db),
    receipts: receipts(db),
    loginNumbers: loginNumbers(db, basics),
    commonPasswords: commonPasswords(),
    // Events are read from the tables' streams: no step says any, and here nobody listens.
    events: { publish: async () => undefined },
    breaker: breaker(db, basics),
    // The canary comes from outside: test/laptop/canary.test.ts lets it.
    canaryPerson: { credentials: () => Promise.reject(new CanaryStopped('start', 'no_pin')) },
    publicDoor: publicDoor('http://127.0.0.1:9'),
    sms: {
      send: async (message) => {
        const sent = await provider.answer()
        if (sent.outcome === 'accepted') sms.push(message)
        return sent
      },
    },
    mail: {
      send: async (message) => {
        const sent = await provider.answer()
        if (sent.outcome === 'accepted') mail.push(message)
        return sent
      },
    },
    sender: { send: (job) => sendMessage(job, ports) },
    resets: resets(db, basics),
    resetWaits: resetWaits(db, basics),
    resetFinish: resetFinish(db, basics),
    resetCallback: resetCallback(workflow.client),
    pinResetWorkflow: resetWorkflow(workflow.client, workflow.PIN_MACHINE),
    passwordResetWorkflow: resetWorkflow(workflow.client, workflow.PASSWORD_MACHINE),
    messages: {
      dispatch: async (job) => {
        if (job.kind !== 'shortage') jobs.push(job)
        if (!provider.hold) await sendMessage(job, ports)
      },
    },
  }
  return {
    ...tables,
    /** Where hooks are set: `world.tables.onAsk = …`. */
    tables,
    ports,
    keys,
    /** Calls to Secrets Manager. */
    secrets,
    workflow,
    sms,
    mail,
    jobs,
    provider,
    limits,
    /** Time passes for everybody at once. Milliseconds. */
    passes: (ms: number) => {
      now += ms
    },
    now: clock.now,
    send: (job: MessageJob) => sendMessage(job, ports),
  }
}

export type World = ReturnType<typeof world>

/** The six digits of the newest text message to a number. */
export const newestCode = ({ sms }: Pick<World, 'sms'>, to: string): string => {
  const text = sms.filter((message) => message.to === to).at(-1)?.text ?? ''
  const code = /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]
  if (code === undefined) throw new Error(`no code was sent to ${to}`)
  return code
}
