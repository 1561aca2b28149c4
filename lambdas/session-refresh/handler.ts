import { inNetworks } from '#core/network'
import type { Ports } from '#core/ports'
import { judgeRefresh } from '#core/session-life'
import type { SessionFacts } from '#core/session-ports'
import { judgeTwoFactor } from '#core/two-factor'
import type { Caller } from '#runtime/caller'
import type { Run } from '#runtime/contract'
import { claimsFor, sessionReply } from '#runtime/session-reply'
import { hashSecret, readRefreshToken, sameText, writeRefreshToken } from '#runtime/token-text'
import type { contract } from './contract.ts'

const ROUNDS = 3

/** The organisation's rule as it is now: a session that began without a second factor does not outlive a rule that asks for one. */
const secondFactorIsDue = (
  { session, person, organisation }: SessionFacts,
  caller: Caller,
  { clock, limits }: Pick<Ports, 'clock' | 'limits'>,
): boolean => {
  if (session === undefined || person === undefined || organisation === undefined) return true
  const { required, exemptNetworks } = organisation.twoFactor
  const facts = {
    required,
    personExempt: person.twoFactorExempt,
    networkExempt: inNetworks(caller.source, exemptNetworks),
    passedAt: session.twoFactorAt,
  }
  return judgeTwoFactor(facts, clock.now(), limits).due
}

/** Signs before it rotates: when signing fails the token in hand stays good. Losing the race to itself, it looks again. */
export const run: Run<typeof contract> = async ({ body, caller }, ports, refuse) => {
  const { sessions, signer, tokenSecrets, clock, limits } = ports
  const token = readRefreshToken((caller.kind === 'web' ? caller.refreshCookie : body.refreshToken) ?? '')
  if (token === undefined) throw refuse('unauthenticated')
  const ours = sameText(token.secret, tokenSecrets.refresh(token.sessionId, token.generation))
  const { kind, sessionBinding: binding = caller.binding } = caller
  const shown = { secretHash: hashSecret(token.secret), generation: token.generation, ours, kind, binding }
  for (let round = 0; round < ROUNDS; round++) {
    const facts = await sessions.facts(token.personId, token.sessionId, token.organisationId)
    const { session, person } = facts
    const verdict = judgeRefresh(facts, shown, clock.now(), limits, sameText)
    if (session !== undefined && verdict === 'reused') await sessions.end(session.personId, session.sessionId, 'reused')
    if (session === undefined || person === undefined || verdict === 'reused' || verdict === 'refused') break
    if (secondFactorIsDue(facts, caller, ports)) throw refuse('step_up_required')
    const generation = verdict === 'again' ? session.generation : session.generation + 1
    const secret = tokenSecrets.refresh(session.sessionId, generation)
    if (verdict === 'again' && hashSecret(secret) !== session.secretHash) break
    const accessToken = await signer.sign(claimsFor(session, person, ports))
    const next = {
      secretHash: hashSecret(secret),
      idleUntil: Math.min(session.expiresAt, clock.now() + limits.sessionIdleMs),
    }
    if (verdict === 'again' || (await sessions.rotate(session, next))) {
      return sessionReply(accessToken, writeRefreshToken({ ...token, generation, secret }), person, ports)
    }
  }
  throw refuse('unauthenticated')
}
