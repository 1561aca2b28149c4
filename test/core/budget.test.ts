import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figuresAt, newLimit, openFigures } from '#core/budget'
import { formatMoney, parseMoney } from '#core/money'
import { judgeSpend } from '#core/spend'
import { reached, warnAt } from '#core/thresholds'

test('money is read from a plain decimal string and from nothing else', () => {
  const table = [
    ['12.50', 12_500_000],
    ['0', 0],
    ['0.000001', 1],
    ['007.1', 7_100_000],
    ['-1', undefined],
    ['1e3', undefined],
    ['1,50', undefined],
    ['.5', undefined],
    ['1.', undefined],
    ['0.0000001', undefined],
    ['1234567890', undefined],
    ['', undefined],
    [' 1', undefined],
  ] as const
  for (const [text, micros] of table) assert.equal(parseMoney(text), micros, text)
})

test('money is written with two digits, and more only where a price needs them', () => {
  assert.deepEqual([0, 12_500_000, 1, 55_000, -250_000].map(formatMoney), [
    '0.00',
    '12.50',
    '0.000001',
    '0.055',
    '-0.25',
  ])
})

const organisation = {
  smsBudget: { limit: '10.00', currency: 'EUR' },
  smsPrices: { GB: '0.04', FI: '0.07' },
  countries: ['GB', 'SE'],
}
const fresh = openFigures(organisation, Date.UTC(2026, 10, 1))

test('a text message is paid by its country, by the general price, or not at all', () => {
  const table = [
    ['GB', 10_000_000, 9_000_000, false, 'pay'],
    ['SE', 10_000_000, 9_000_000, false, 'pay'],
    ['FI', 10_000_000, 9_000_000, false, 'country_not_allowed'],
    ['FI', 0, 0, false, 'country_not_allowed'],
    ['GB', 1_000_000, 39_999, false, 'sms_budget_spent'],
    ['GB', 1_000_000, 40_000, false, 'pay'],
    ['GB', 40_000, -900_000, true, 'pay'],
    ['GB', 39_999, -900_000, true, 'sms_budget_spent'],
  ] as const
  for (const [country, leftMicros, leftForLoginsMicros, mayUseReserve, verdict] of table) {
    const figures = { ...fresh, leftMicros, leftForLoginsMicros }
    assert.equal(judgeSpend(figures, country, mayUseReserve).verdict, verdict, `${country} ${leftMicros}`)
  }
})

test('each threshold is reached at its share of the limit and not a millionth before', () => {
  const left = (micros: number) => reached(10_000_000, micros)
  assert.deepEqual(left(5_000_001), [])
  assert.deepEqual(left(5_000_000), [50])
  assert.deepEqual(left(2_000_001), [50])
  assert.deepEqual(left(2_000_000), [50, 80])
  assert.deepEqual(left(0), [50, 80, 100])
  assert.deepEqual(
    [warnAt(10_000_000, []), warnAt(10_000_000, [50]), warnAt(10_000_000, [50, 80, 100])],
    [5_000_000, 2_000_000, -1],
  )
})

test('a month ends at midnight UTC, in leap years and at the end of the year too', () => {
  const used = { ...fresh, leftMicros: 1, usedMicros: 9_999_999, budgetMonth: '2027-12' }
  assert.equal(figuresAt(used, Date.UTC(2027, 11, 31, 23, 59, 59, 999)).leftMicros, 1)
  assert.equal(figuresAt(used, Date.UTC(2028, 0, 1)).leftMicros, 10_000_000)
  assert.equal(figuresAt({ ...used, budgetMonth: '2028-02' }, Date.UTC(2028, 1, 29, 23, 59)).leftMicros, 1)
  assert.equal(figuresAt(used, Date.UTC(2027, 10, 30)).budgetMonth, '2027-12')
})

test('a limit that cannot be read is no money', () => {
  assert.equal(openFigures({ ...organisation, smsBudget: { limit: 'much', currency: 'EUR' } }, 0).limitMicros, 0)
})

test('a tenth is kept for resets and admins where it pays for one, and a small limit is all for signing in', () => {
  const table = [
    ['0.05', { GB: '0.05' }, ['GB'], 50_000],
    ['0.99', { GB: '0.05' }, ['GB'], 990_000],
    ['1.00', { GB: '0.05' }, ['GB'], 900_000],
    ['1.00', { GB: '0.05', US: '0.06' }, ['GB'], 900_000],
    ['1.00', { GB: '0.05', US: '0.06' }, ['GB', 'US'], 1_000_000],
    ['1.00', {}, ['GB'], 1_000_000],
    ['2.00', {}, ['GB'], 1_800_000],
    ['2.00', { '*': '0.20' }, ['GB'], 2_000_000],
    ['0', { GB: '0' }, ['GB'], 0],
  ] as const
  for (const [limit, smsPrices, countries, forLogins] of table) {
    const figures = openFigures({ smsBudget: { limit, currency: 'EUR' }, smsPrices, countries }, 0)
    assert.deepEqual([figures.forLoginsMicros, figures.leftForLoginsMicros], [forLogins, forLogins], limit)
  }
})

test('what is kept follows the limit, the prices and the countries', () => {
  const small = openFigures({ ...organisation, smsBudget: { limit: '0.50', currency: 'EUR' } }, 0)
  const spent = { ...small, leftMicros: 300_000, leftForLoginsMicros: 300_000 }
  const more = newLimit(spent, 5_000_000, small)
  assert.deepEqual([more.leftMicros, more.leftForLoginsMicros], [4_800_000, 4_300_000])
  const dearer = newLimit({ ...spent, ...more }, 5_000_000, { countries: ['GB'], prices: { '*': 1, GB: 300_000 } })
  assert.deepEqual([dearer.leftMicros, dearer.leftForLoginsMicros], [4_800_000, 4_800_000])
})
