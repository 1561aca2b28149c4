import { type Language, languages, type MailText } from './texts/language.ts'

/** An e-mail as it is sent: the same words as plain text and as HTML. */
export type Mail = { readonly subject: string; readonly text: string; readonly html: string }

const isLanguage = (tag: string): tag is Language => languages.some((language) => language === tag)

const weightOf = (parameters: readonly string[]): number => {
  const weight = parameters.find((parameter) => parameter.trim().startsWith('q='))
  const value = weight === undefined ? 1 : Number(weight.trim().slice(2))
  return value >= 0 && value <= 1 ? value : 0
}

const wishesIn = (header: string): readonly { readonly tag: string; readonly weight: number }[] =>
  header
    .split(',', 30)
    .map((wish) => wish.split(';'))
    .map(([tag = '', ...parameters]) => ({
      tag: (tag.trim().toLowerCase().split('-')[0] ?? '').trim(),
      weight: weightOf(parameters),
    }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)

/** The language a reader wants most of those we have: from `Accept-Language`, or from a locale such as `fi-FI`. */
export const chooseLanguage = (acceptLanguage: string | undefined, fallback: Language): Language =>
  wishesIn(acceptLanguage ?? '')
    .map(({ tag }) => tag)
    .find(isLanguage) ?? fallback

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const asHtml = (paragraph: MailText['paragraphs'][number]): string => {
  if (typeof paragraph !== 'string') {
    return `<p style="font:bold 32px monospace;letter-spacing:6px;margin:24px 0">${escapeHtml(paragraph.code)}</p>`
  }
  const text = escapeHtml(paragraph)
  return /^https?:\/\/\S+$/.test(paragraph) ? `<p><a href="${text}">${text}</a></p>` : `<p>${text}</p>`
}

// Ink and paper are the mail program's: one colour of ours could not be read on its dark paper.
const BOTH_SCHEMES =
  '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'

/** Lays one text out twice. Names in it come from people: the HTML escapes them, and the subject stays on one line. */
export const layOut = ({ subject, paragraphs }: MailText, language: Language): Mail => ({
  subject: oneLine(subject),
  text: `${paragraphs.map((paragraph) => (typeof paragraph === 'string' ? paragraph : paragraph.code)).join('\n\n')}\n`,
  html: [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">${BOTH_SCHEMES}<title>${escapeHtml(oneLine(subject))}</title></head>`,
    '<body style="font:16px/1.5 sans-serif;max-width:560px;margin:24px auto;padding:0 16px">',
    ...paragraphs.map(asHtml),
    '</body></html>',
  ].join('\n'),
})
