import { budget } from '#adapters/budget'
import { codes } from '#adapters/codes'
import { contacts } from '#adapters/contacts'
import { deliveries } from '#adapters/deliveries'
import { keys } from '#adapters/keys'
import { members } from '#adapters/members'
import { numbers } from '#adapters/numbers'
import { organisations } from '#adapters/organisations'
import { people } from '#adapters/people'
import { roster } from '#adapters/roster'
import type { Figures } from '#core/budget'
import type { Line, Sent } from '#core/ledger'
import { LIMITS, type Limits, limitsOf } from '#core/limits'
import type { CodeJob, MessageJob, Shortage } from '#core/message-job'
import type { Organisation, Person } from '#core/person'
import type { Stage } from '#core/stage'
import { MINUTE } from '#core/time'
import { chance } from '#runtime/basics'
import { run, type SendPorts } from '../../lambdas/send-message/handler.ts'
import { engineTables } from './engine-tables.ts'

const stage: Stage = {
  name: 'test',
  kind: 'test',
  smsFloods: 'record',
  publicOrigin: 'https://auth.example.com',
  issuer: 'https://auth.example.com',
  audience: 'latchkey',
  allowedOrigins: [],
  serviceName: 'Example',
  smsSenderId: 'Example',
  mailFrom: 'no-reply@example.com',
  supportUrl: 'https://example.com/help',
  defaultCountry: 'GB',
  countries: ['GB', 'FI'],
  testNumbers: [],
} as Stage

const organisation = (change: Partial<Organisation>): Organisation =>
  ({
    organisationId: 'org',
    name: 'Clinic',
    defaultCountry: 'GB',
    countries: ['GB'],
    twoFactor: { required: true, method: 'sms', exemptNetworks: [] },
    trustedDevices: { allowed: true },
    peopleInOrder: true,
    emailCodesWhenSmsSpent: false,
    smsBudget: { limit: '10.00', currency: 'EUR' },
    smsPrices: { GB: '0.10' },
    createdAt: 0,
    ...change,
  }) as Organisation

/** The sending function over the real tables and real codes; what would leave for a phone or a mailbox is kept in `sms` and `mail`. */
export const senderWorld = async (
  change: Partial<Organisation> = {},
  admins = 1,
  more: { readonly stage?: Partial<Stage>; readonly limits?: Partial<Limits> } = {},
) => {
  let now = Date.UTC(2026, 10, 15, 12)
  const clock = { now: () => now }
  const basics = { clock, limits: limitsOf(more.limits ?? {}), stage: { ...stage, ...more.stage } }
  const tables = engineTables(clock.now)
  const { db } = tables
  const vault = contacts('a secret of at least thirty-two letters')
  const person = (personId: string, role: Person['role']) =>
    ({
      personId,
      organisationId: 'org',
      name: personId,
      role,
      locale: 'en',
      epoch: 1,
      version: 1,
      createdAt: 0,
      sealedPhone: vault.seal('+447700900123', personId),
      phoneIndex: `phone-${personId}`,
      phoneVersion: 1,
      sealedEmail: vault.seal(`${personId}@example.com`, personId),
      emailIndex: `email-${personId}`,
      pinEpoch: 0,
      pinFailures: 0,
      passwordEpoch: 0,
      passwordFailures: 0,
      disabled: false,
      twoFactorExempt: false,
    }) as unknown as Person
  const anna = person('anna', 'member')
  await roster(db).createOrganisation(organisation(change))
  await roster(db).create(anna)
  for (let i = 1; i <= admins; i++) await roster(db).create(person(`admin${i}`, 'admin'))

  const pepper = { current: 'a pepper that is at least thirty-two letters long' }
  const derive = codes(pepper, chance, async () => pepper)
  const dispatched: MessageJob[] = []
  const sms: { to: string; text: string }[] = []
  const mail: { to: string; subject: string; text: string; html: string }[] = []
  const provider: { answer: () => Promise<Sent> } = {
    answer: async () => ({ outcome: 'accepted', providerId: `provider-${sms.length}` }),
  }
  const ports: SendPorts = {
    clock,
    stage: basics.stage,
    budget: budget(db, basics),
    codes: derive,
    contacts: vault,
    numbers: numbers(),
    organisations: organisations(db),
    people: people(db, { clock, limits: LIMITS }),
    members: members(db),
    messages: { dispatch: async (job) => void (job.kind !== 'shortage' && dispatched.push(job)) },
    sms: {
      send: async (message) => {
        sms.push(message)
        return provider.answer()
      },
    },
    mail: {
      send: async (message) => {
        mail.push(message)
        return provider.answer()
      },
    },
  }
  let next = 0
  const job = (about: string, change: Partial<CodeJob> = {}): CodeJob => ({
    kind: 'code',
    purpose: 'sign_in',
    about,
    seed: derive.newSeed(),
    send: 1,
    sentAt: now,
    notAfter: now + 5 * MINUTE,
    channel: 'sms',
    organisationId: 'org',
    personId: 'anna',
    sealed: anna.sealedPhone,
    country: 'GB',
    locale: 'en',
    mayUseReserve: true,
    ...change,
  })
  return {
    ...tables,
    ports,
    sms,
    mail,
    dispatched,
    provider,
    anna,
    job,
    send: (about: string, change: Partial<CodeJob> = {}) => run(job(about, change), ports),
    run: (it: MessageJob | Shortage) => run(it, ports),
    /** A second, cold sender over the same tables. */
    another: (): SendPorts => ({ ...ports, budget: budget(db, basics) }),
    name: () => `login${next++}`,
    passes: (ms: number) => {
      now += ms
    },
    at: (instant: number) => {
      now = instant
    },
    now: clock.now,
    stored: async () => (await db.get('ledger', keys.budget('org'))) as unknown as Figures,
    figures: () => ports.budget.figures('org'),
    line: async (it: CodeJob) =>
      (await db.get('ledger', keys.line('org', it.sentAt, `${it.about}.${it.send}`))) as unknown as Line | undefined,
    view: (it: CodeJob) =>
      deliveries(db).of({
        loginId: it.about,
        organisationId: 'org',
        sends: it.send,
        sentAt: it.sentAt,
        startedAt: it.sentAt,
      }),
  }
}
