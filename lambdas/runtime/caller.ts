/** What an access token says, once its signature, issuer, audience and times have been checked. */
export type TokenClaims = {
  readonly personId: string
  readonly sessionId: string
  readonly organisationId: string
  readonly role: 'member' | 'admin'
  readonly authTime: number
}

/** Who is calling, as far as the gateway and the client itself say; nothing of it comes from a body. */
export type Caller = {
  readonly kind: 'web' | 'app'
  /** What a login or reset started by this client is bound to, or the one it names was: a web client's nonce, hashed; `app` for apps, whose handle is the secret. */
  readonly binding: string
  /** A nonce made for this very call because a web client had none: goes back as a cookie. */
  readonly newNonce?: string
  readonly source: string
  readonly userAgent: string
  readonly acceptLanguage?: string
  readonly deviceTokens: readonly string[]
  /** The refresh token of a web client's cookie, and what its session is bound to. */
  readonly refreshCookie?: string
  readonly sessionBinding?: string
  readonly claims?: TokenClaims
}
