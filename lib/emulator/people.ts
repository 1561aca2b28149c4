import { setTimeout as wait } from 'node:timers/promises'

export type DemoPerson = {
  readonly name: string
  readonly role: 'admin' | 'member'
  readonly phone: string
  readonly email: string
  readonly pin: string
}

/** Who can sign in on a fresh emulator. */
export const demoPeople: readonly DemoPerson[] = [
  { name: 'Ada Admin', role: 'admin', phone: '+447700900111', email: 'ada@example.com', pin: '804172' },
  { name: 'Mia Member', role: 'member', phone: '+447700900222', email: 'mia@example.com', pin: '395028' },
]

// The emulator's gateway wants an operator's call to be signed, and believes any signature.
const anySignature = {
  Authorization:
    'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=none',
}

const posted = async (url: string, body: object): Promise<Readonly<Record<string, string>>> => {
  const headers = { 'content-type': 'application/json', ...(url.includes('/operator/') ? anySignature : {}) }
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`POST ${url} answered ${reply.status}: ${text}`)
  return JSON.parse(text) as Readonly<Record<string, string>>
}

const codeTo = async (outbox: string, to: string): Promise<string> => {
  for (let tries = 0; tries < 100; tries++) {
    const { messages } = (await (await fetch(`${outbox}?to=${encodeURIComponent(to)}`)).json()) as {
      readonly messages: readonly { readonly code?: string }[]
    }
    const code = messages.at(-1)?.code
    if (code !== undefined) return code
    await wait(200)
  }
  throw new Error(`no code came to ${to}`)
}

/** One organisation and its people, made through the API as an operator and each person would. */
export const seedOver = async (api: string, outbox: string): Promise<void> => {
  const { organisationId } = await posted(`${api}/operator/organisations`, {
    name: 'Example Clinic',
    defaultCountry: 'GB',
    smsBudget: { limit: '25.00', currency: 'USD' },
  })
  for (const { name, role, phone, email, pin } of demoPeople) {
    await posted(`${api}/operator/organisations/${organisationId}/people`, { name, role, phone, email })
    const { resetId } = await posted(`${api}/pin-reset`, { phone })
    const reset = `${api}/pin-reset/${resetId}`
    await posted(`${reset}/sms-code`, { code: await codeTo(outbox, phone) })
    await posted(`${reset}/email-code`, { code: await codeTo(outbox, email) })
    await posted(`${reset}/pin`, { pin })
  }
}
