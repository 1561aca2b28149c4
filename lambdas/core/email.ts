/** One spelling for one mailbox, as far as it is safe to say: NFC, lower case, no outer space. Only ASCII domains. Undefined for what is no address. */
export const normalEmail = (typed: string): string | undefined => {
  const email = typed.trim().normalize('NFC').toLowerCase()
  const at = email.lastIndexOf('@')
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)]
  if (at < 1 || local.length > 64 || email.length > 254) return undefined
  if (!/^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]+$/u.test(local)) return undefined
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(domain) ? email : undefined
}
