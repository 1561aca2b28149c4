import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCommonPin } from '#core/pin-blocklist'
import { judgePin, judgeRuns, type PinReason } from '#core/pin-policy'

const everyPin = (): readonly string[] => Array.from({ length: 1_000_000 }, (_, n) => String(n).padStart(6, '0'))
const survivors = everyPin().filter((pin) => judgeRuns(pin).length === 0)

const reasonsFor = (...given: Parameters<typeof judgePin>): readonly PinReason[] => {
  const verdict = judgePin(...given)
  return verdict.allowed ? [] : verdict.reasons
}
const rulesFor = (...given: Parameters<typeof judgePin>) => reasonsFor(...given).map(({ rule }) => rule)

test('The run rule alone leaves people 574,608 of the million PINs', () => {
  assert.equal(survivors.length, 574_608)
})

test('A person who chose a sequential PIN is told the rule and the digits at fault', () => {
  assert.deepEqual(reasonsFor('127680', {}), [{ rule: 'ascending', digits: '12', at: 0 }])
  assert.deepEqual(reasonsFor('384321', {}), [{ rule: 'descending', digits: '4321', at: 2 }])
  assert.deepEqual(reasonsFor('805999', {}), [{ rule: 'repeated', digits: '999', at: 3 }])
  assert.deepEqual(reasonsFor('123456', {})[0], { rule: 'ascending', digits: '123456', at: 0 })
  assert.deepEqual(reasonsFor('111111', {})[0], { rule: 'repeated', digits: '111111', at: 0 })
})

test('A person is told everything that is wrong with a PIN at once', () => {
  assert.deepEqual(reasonsFor('120543', {}), [
    { rule: 'ascending', digits: '12', at: 0 },
    { rule: 'descending', digits: '543', at: 3 },
  ])
  assert.deepEqual(rulesFor('345111', { phoneDigits: '447700345111', current: true }), [
    'ascending',
    'repeated',
    'own_number',
    'current',
  ])
})

test('A PIN without runs, patterns or meaning is allowed', () => {
  for (const pin of ['802964', '071953', '860274', '942051', '584093'])
    assert.deepEqual(judgePin(pin, {}), { allowed: true })
})

test('Nothing but six ASCII digits is a PIN', () => {
  const strangers = [
    '',
    '80296',
    '8029647',
    ' 802964',
    '80296a',
    '８０２９６４',
    '80 964',
    '-80296',
    '802964\n',
    '8.0296',
    '٨٠٢٩٦٤',
  ]
  for (const pin of strangers) assert.equal(rulesFor(pin, {})[0], 'not_six_digits', pin)
})

test('A person who is still typing sees a run as soon as it is there', () => {
  assert.deepEqual(reasonsFor('8012', {}), [
    { rule: 'not_six_digits', digits: '', at: 4 },
    { rule: 'ascending', digits: '012', at: 1 },
  ])
  assert.deepEqual(reasonsFor('80x', {}), [{ rule: 'not_six_digits', digits: '', at: 2 }])
})

test('A deployment can choose its own run lengths', () => {
  const milder = { ascendingRun: 3, descendingRun: 7, sameRun: 2 }
  assert.deepEqual(judgePin('127680', {}, milder), { allowed: true })
  assert.deepEqual(rulesFor('380654', {}, milder), [])
  assert.deepEqual(reasonsFor('380664', {}, milder), [{ rule: 'repeated', digits: '66', at: 3 }])
})

test("Six digits of a person's own number are refused, at either end, inside, or with the nought dialled at home", () => {
  const phoneDigits = '447700958263'
  for (const pin of ['958263', '770095', '009582', '477009', '077009']) {
    assert.ok(rulesFor(pin, { phoneDigits }).includes('own_number'), pin)
  }
  assert.deepEqual(rulesFor('958362', { phoneDigits }), [])
  assert.deepEqual(rulesFor('802964', { phoneDigits: '' }), [])
})

test('The PIN a person has now is refused as the new one', () => {
  assert.deepEqual(reasonsFor('802964', { current: true }), [{ rule: 'current', digits: '802964', at: 0 }])
})

test('The blocklist refuses at least 2,000 PINs that the run rule leaves, and under 3 % of them all', () => {
  const refused = survivors.filter(isCommonPin).length
  assert.ok(refused >= 2_000, String(refused))
  assert.ok(refused < survivors.length * 0.03, String(refused))
})

test('The PINs that people choose most are refused as common', () => {
  const favourites = {
    birthdays: ['140785', '290296', '311299', '022584', '850714', '091985', '198509'],
    keypad: ['147258', '159753', '147896', '142536', '369258', '753951', '258085'],
    repetitions: ['252525', '417417', '417714', '116644', '696969', '007700'],
    counting: ['135790', '864208', '102030', '141516', '332211'],
    seen: ['314159', '007008', '515051', '420247', '362436'],
  }
  for (const pin of Object.values(favourites).flat()) assert.ok(isCommonPin(pin), pin)
})

test('Days that never were and days of long ago are not taken for birthdays', () => {
  for (const pin of ['300285', '310496', '140731', '991985', '001985']) assert.ok(!isCommonPin(pin), pin)
})
