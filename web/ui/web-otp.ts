type OtpCredential = { readonly code?: string }

/** Lets a phone's browser hand over the code of the message that has just come. Answers how to stop waiting. */
export const fillFromMessage = (fill: (code: string) => void): (() => void) => {
  if (!('OTPCredential' in window)) return () => {}
  const stop = new AbortController()
  const wish = { otp: { transport: ['sms'] }, signal: stop.signal }
  navigator.credentials
    .get(wish as CredentialRequestOptions)
    .then((found) => {
      const { code = '' } = (found ?? {}) as OtpCredential
      if (/^\d{6}$/.test(code)) fill(code)
    })
    .catch(() => {})
  return () => stop.abort()
}
