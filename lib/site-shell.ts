import { type Language, languages } from '#core/texts/language'
import { pages } from '#core/texts/pages'

/** What a page knows of its deployment before it asks anything. */
export type SiteFacts = {
  readonly serviceName: string
  readonly supportUrl: string
  readonly mailFrom: string
  readonly defaultCountry: string
  /** Countries that are sent to, each with its calling code. */
  readonly countries: readonly { readonly code: string; readonly calling: string }[]
  /** How long a reset waits after a number or an address was changed. */
  readonly resetWaitSeconds: number
  /** And after both were. */
  readonly resetWaitOfBothSeconds: number
  /** The path of the logo, when the deployment has one. */
  readonly logo?: string
}

export type ShellParts = {
  readonly facts: SiteFacts
  readonly script: string
  readonly style: string
  readonly chunks: readonly string[]
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escapeText = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '')

// Without script nobody knows which language is spoken: all of them.
const noScript = (tag: Language, service: string): string =>
  `<p class="noscript" lang="${tag}">${escapeText(pages[tag].noScript(service))}</p>`

/** The HTML of a page: no text of its own but its name and what it says without script, no script and no style inside it. */
export const shellOf = ({ facts, script, style, chunks }: ShellParts): string => {
  const name = escapeText(facts.serviceName)
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    `<meta name="latchkey-site" content="${escapeText(JSON.stringify(facts))}">`,
    `<title>${name}</title>`,
    '<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">',
    `<link rel="stylesheet" href="${style}">`,
    ...chunks.map((chunk) => `<link rel="modulepreload" href="${chunk}">`),
    `<script type="module" src="${script}"></script>`,
    '</head>',
    '<body>',
    `<noscript>${languages.map((tag) => noScript(tag, facts.serviceName)).join('')}</noscript>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
