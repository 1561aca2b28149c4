import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskEmail, maskPhone } from '#core/mask'
import { chooseLanguage, layOut } from '#core/message'
import { smsLength } from '#core/sms-length'

test('A reader gets the language they want most of those we have', () => {
  const wishes: readonly (readonly [string | undefined, string])[] = [
    ['fi', 'fi'],
    ['fi-FI', 'fi'],
    ['de-CH,de;q=0.9,en;q=0.8', 'de'],
    ['en;q=0.3, sv;q=0.9', 'sv'],
    ['nl, fr;q=0.5', 'fr'],
    ['ES', 'es'],
    [' fr ; q=0.8 , de;q=0.9', 'de'],
    ['de;q=0, en', 'en'],
    ['nl', 'sv'],
    ['*', 'sv'],
    ['', 'sv'],
    [undefined, 'sv'],
    ['de;q=rubbish', 'sv'],
    ['constructor, __proto__', 'sv'],
  ]
  for (const [header, language] of wishes) assert.equal(chooseLanguage(header, 'sv'), language, String(header))
})

test('An e-mail says the same as text and as a page, and a name in it can be no markup', () => {
  const mail = layOut(
    {
      subject: 'Hello\r\nBcc: x@example.com',
      paragraphs: ['<b>Tom & "Jerry\'s"</b>', { code: '041957' }, 'https://example.com/a?b&c'],
    },
    'en',
  )
  assert.equal(mail.subject, 'Hello Bcc: x@example.com')
  assert.equal(mail.text, '<b>Tom & "Jerry\'s"</b>\n\n041957\n\nhttps://example.com/a?b&c\n')
  assert.match(mail.html, /<p>&lt;b&gt;Tom &amp; &quot;Jerry&#39;s&quot;&lt;\/b&gt;<\/p>/)
  assert.match(mail.html, /<p style="[^"]*32px[^"]*">041957<\/p>/)
  assert.match(mail.html, /<a href="https:\/\/example.com\/a\?b&amp;c">/)
  assert.match(mail.html, /<html lang="en">/)
})

test('A sentence that merely begins like a link does not become one', () => {
  const { html } = layOut({ subject: 'x', paragraphs: ['https://example.com is ours', 'javascript:alert(1)'] }, 'en')
  assert.doesNotMatch(html, /href/)
})

test('A masked number shows its country and three digits, and not how long it is', () => {
  assert.equal(maskPhone('+447700900123'), '+44 •••• •••123')
  assert.equal(maskPhone('+12015550123'), '+1 •••• •••123')
  assert.equal(maskPhone('+358401234567'), '+358 •••• •••567')
  assert.equal(maskPhone('+3581234'), '+358 •••• •••234')
})

test('A masked address shows its first letter and its domain, and not how long the rest is', () => {
  assert.equal(maskEmail('anna@example.com'), 'a•••@example.com')
  assert.equal(maskEmail('annabella.longname@example.com'), 'a•••@example.com')
  assert.equal(maskEmail('a@example.com'), '•••@example.com')
  assert.equal(maskEmail('"a@b"@example.org'), '"•••@example.org')
  assert.equal(maskEmail('anna'), '•••')
})

test('A text message is counted as networks count it', () => {
  assert.deepEqual(smsLength('a'.repeat(160)), { alphabet: 'gsm', units: 160, segments: 1 })
  assert.deepEqual(smsLength('a'.repeat(161)), { alphabet: 'gsm', units: 161, segments: 2 })
  assert.deepEqual(smsLength('€[]'), { alphabet: 'gsm', units: 6, segments: 1 })
  assert.deepEqual(smsLength(`${'a'.repeat(69)}ç`), { alphabet: 'ucs2', units: 70, segments: 1 })
  assert.deepEqual(smsLength(`${'a'.repeat(70)}ç`), { alphabet: 'ucs2', units: 71, segments: 2 })
  assert.deepEqual(smsLength('😀'), { alphabet: 'ucs2', units: 2, segments: 1 })
  assert.deepEqual(smsLength('äöåñéèà¿¡ÇΩ'), { alphabet: 'gsm', units: 11, segments: 1 })
})
