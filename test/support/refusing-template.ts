import assert from 'node:assert/strict'
import type { Assembly } from '#laptop/assembly'

/** The template of a stage that records floods of messages, as it would be if the stage refused them. */
export const refusingFloods = (template: Assembly['template']): Assembly['template'] => {
  const text = JSON.stringify(template)
  const [records, refuses] = ['record', 'refuse'].map((choice) =>
    JSON.stringify(JSON.stringify({ smsFloods: choice }).slice(1, -1)).slice(1, -1),
  )
  assert.ok(records && refuses && text.includes(records))
  return JSON.parse(text.replaceAll(records, refuses))
}
