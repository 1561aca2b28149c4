import fc from 'fast-check'
import type { Action } from './vocabulary.ts'

/** What people do one after the other, and the time that passes after each step. */
export type Story = readonly (readonly [Action, number?])[]

export const last = -1
export const network = fc.nat({ max: 2 })

export const signIn = (from: number, trust: boolean, wait = 0): Story => [
  [{ do: 'start', who: 'anna', from, device: undefined }],
  [{ do: 'code', login: last, code: 'right', trust }],
  [{ do: 'pin', login: last, pin: 'right', trust }, wait],
]
export const byDevice = (from: number): Story => [
  [{ do: 'start', who: 'anna', from, device: last }],
  [{ do: 'pin', login: last, pin: 'right', trust: false }],
]
export const byEmail = (who: 'anna' | 'cleo', from: number, device: number | undefined): Story[number] => [
  { do: 'start_email', who, from, device, password: 'right' },
]
export const withCode = (trust: boolean, wait = 0): Story[number] => [
  { do: 'code', login: last, code: 'right', trust },
  wait,
]

/** Nobody knows Cleo's number: she types one, and proves the mailbox before it. */
export const typesNumber = (number: number): Story => [
  byEmail('cleo', 0, undefined),
  [{ do: 'number', login: last, number }],
  withCode(true),
  withCode(true),
]
