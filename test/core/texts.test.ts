import assert from 'node:assert/strict'
import { test } from 'node:test'
import { REFUSALS } from '#core/refusal'
import { smsLength } from '#core/sms-length'
import { codes } from '#core/texts/codes'
import { type Language, languages, type MailText } from '#core/texts/language'
import { notices } from '#core/texts/notices'
import { problems } from '#core/texts/problems'
import { reasons } from '#core/texts/reasons'
import { trail } from '#core/texts/trail'

// The longest names a stage is likely to have: twenty letters each.
const service = 'Northgate Vet Clinic'
const domain = 'signin.n.example.com'
const code = '041957'
const facts = {
  service,
  organisation: 'Example Ltd',
  device: 'Firefox',
  number: '+44 •••• •••123',
  page: 'https://example.com',
}
const money = { used: '80.00 EUR', limit: '100.00 EUR', daysLeft: '6' }

const mailWords = ({ subject, paragraphs }: MailText): readonly string[] => [
  subject,
  ...paragraphs.map((paragraph) => (typeof paragraph === 'string' ? paragraph : paragraph.code)),
]

const smsTextsIn = (language: Language): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries(codes[language].sms).map(
      ([word, say]) => [`code ${word}`, say({ service, domain, code })] as const,
    ),
    ...Object.entries(notices[language].sms).map(([word, say]) => [`notice ${word}`, say(facts)] as const),
  ])

const mailTextsIn = (language: Language): ReadonlyMap<string, MailText> =>
  new Map([
    ...Object.entries(codes[language].mail).map(
      ([word, say]) => [`code ${word}`, say({ service, code, lifeSeconds: 900, smsSpent: true })] as const,
    ),
    ...Object.entries(notices[language].mail).map(
      ([word, say]) => [`notice ${word}`, say({ ...facts, ...money })] as const,
    ),
  ])

const problemFacts = [
  {},
  ...[0, 1, 2, 5].map((attemptsLeft) => ({ attemptsLeft })),
  ...[1, 30, 300, 3600].map((retryAfterSeconds) => ({ retryAfterSeconds })),
  { alternatives: ['email'] },
  { alternatives: ['sms'] },
  { country: 'GB' },
]

const everyTextIn = (language: Language): ReadonlyMap<string, string> =>
  new Map([
    ...smsTextsIn(language),
    ...[...mailTextsIn(language)].map(([word, mail]) => [`mail ${word}`, mailWords(mail).join('\n')] as const),
    ...Object.entries(problems[language]).flatMap(([word, say]) =>
      problemFacts.map(
        (given) => [`problem ${word} ${JSON.stringify(given)}`, Object.values(say(given)).join('\n')] as const,
      ),
    ),
    ...Object.entries(reasons[language].pin).map(([word, say]) => [`pin ${word}`, say('321')] as const),
    ...Object.entries(reasons[language].password).map(
      ([word, say]) => [`password ${word}`, say({ word: 'anna' })] as const,
    ),
    ...Object.entries(trail[language]).map(([word, sentence]) => [`trail ${word}`, sentence] as const),
  ])

test('Every text exists in every language, and none is empty or has a hole in it', () => {
  const wanted = [...everyTextIn('en').keys()]
  assert.ok(wanted.length > 300, String(wanted.length))
  for (const language of languages) {
    const texts = everyTextIn(language)
    assert.deepEqual([...texts.keys()].sort(), [...wanted].sort())
    for (const [word, text] of texts) {
      assert.ok(text.trim().length > 5, `${language} ${word}`)
      assert.doesNotMatch(text, /undefined|\bnull\b|NaN|\[object|\$\{|\s\s(?!@)/, `${language} ${word}: ${text}`)
    }
  }
})

test('No sentence of one language was left standing in another', () => {
  for (const [index, language] of languages.entries()) {
    for (const other of languages.slice(index + 1)) {
      const theirs = everyTextIn(other)
      for (const [word, text] of everyTextIn(language))
        assert.notEqual(text, theirs.get(word), `${language} ${other} ${word}`)
    }
  }
})

test('Every refusal has a title and a detail that a page can show', () => {
  for (const language of languages)
    assert.deepEqual(Object.keys(problems[language]).sort(), Object.keys(REFUSALS).sort())
})

test('A person who mistyped a code reads how many tries are left', () => {
  assert.deepEqual(problems.en.wrong_code({ attemptsLeft: 3 }), {
    title: 'That code is not right',
    detail: 'You have 3 tries left.',
  })
  assert.equal(problems.de.wrong_code({ attemptsLeft: 1 }).detail, 'Sie haben noch einen Versuch.')
  assert.equal(
    problems.fi.too_many_requests({ retryAfterSeconds: 300 }).detail,
    'Odota 5 minuuttia ja yritä sitten uudelleen.',
  )
  assert.match(problems.sv.country_not_allowed({ country: 'GB' }).detail, /Storbritannien/)
})

test('Every text message is sent and paid as one, in every language', () => {
  for (const language of languages) {
    for (const [word, text] of smsTextsIn(language)) {
      const length = smsLength(text)
      assert.equal(length.segments, 1, `${language} ${word}: ${length.units} ${length.alphabet} in ${text}`)
      assert.equal(length.alphabet, 'gsm', `${language} ${word}: ${text}`)
    }
  }
})

test('A text message with a code names the service, holds the code first, and ends with the line that fills it in', () => {
  for (const language of languages) {
    const messages = Object.values(codes[language].sms).map((say) => say({ service, domain, code }))
    assert.equal(new Set(messages).size, messages.length, `${language}: two purposes read the same`)
    for (const text of messages) {
      assert.equal(text.split('\n').at(-1), `@${domain} #${code}`)
      assert.equal(/\d{6}/.exec(text)?.[0], code)
      assert.ok(text.includes(service), text)
    }
  }
})

test('A text message never carries a link, a name or a number of a person', () => {
  for (const language of languages) {
    for (const [word, text] of smsTextsIn(language)) {
      assert.doesNotMatch(text, /https?:|www\.|•|Example Ltd|Firefox/, `${language} ${word}`)
    }
  }
})

test('An e-mail with a code shows it once, on a line of its own, and never in its subject', () => {
  for (const language of languages) {
    for (const say of Object.values(codes[language].mail)) {
      const mail = say({ service, code, lifeSeconds: 900 })
      assert.deepEqual(
        mail.paragraphs.filter((paragraph) => typeof paragraph !== 'string'),
        [{ code }],
      )
      assert.equal(mailWords(mail).filter((line) => line.includes(code)).length, 1)
      assert.ok(mail.subject.includes(service))
      assert.match(mailWords(mail).join(' '), /15 min/i)
    }
  }
})

test('A person is told why the code comes by e-mail, only when the budget for text messages is the reason', () => {
  for (const language of languages) {
    const { sign_in } = codes[language].mail
    const [plain, spent] = [undefined, true].map((smsSpent) => sign_in({ service, code, lifeSeconds: 900, smsSpent }))
    assert.equal(spent?.paragraphs.length, (plain?.paragraphs.length ?? 0) + 1, language)
  }
})

test('A notice leaves out the sentence whose fact is missing', () => {
  for (const language of languages) {
    for (const [word, say] of Object.entries(notices[language].mail)) {
      assert.doesNotMatch(mailWords(say({ service })).join('\n'), /undefined/, `${language} ${word}`)
    }
    const named = notices[language].mail.number_changed_old(facts)
    assert.match(mailWords(named).join('\n'), /\+44 •••• •••123/)
    assert.equal(notices[language].mail.number_changed_old({ service }).paragraphs.length, named.paragraphs.length - 1)
  }
})
