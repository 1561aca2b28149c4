import type { Session } from '#core/session'

/** A change belongs to the session that began it. No client of a sign-in can have this binding, so it never opens one. */
export const bindingOf = ({ sessionId }: Pick<Session, 'sessionId'>): string => `change:${sessionId}`
