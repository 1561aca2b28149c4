// Where the deployed thing is. The journeys know it by these variables alone:
//   LATCHKEY_API          the API's address
//   LATCHKEY_OUTBOX       an address that answers {messages: [{id, channel, to, text}]}, newest last
//   LATCHKEY_CLOCK        an address that takes {advanceSeconds}; where there is none, short waits are waited for and long ones not run
//   LATCHKEY_SIGN_REGION  the region for which operators sign, with the usual AWS_… variables; unset where nobody has to
//   LATCHKEY_FIRST_NUMBER the first of the numbers +44 7700 900000 to 900999 that no earlier run has used (100)

const variable = (name: string): string | undefined => {
  const value = process.env[name]
  return value === undefined || value === '' ? undefined : value
}

const needed = (name: string): string => {
  const value = variable(name)
  if (value === undefined) throw new Error(`the journeys need ${name}: see test/contract/engine.ts`)
  return value.replace(/\/+$/, '')
}

/** The API and the messages it sends, wherever they are. */
export const engine = {
  api: needed('LATCHKEY_API'),
  outbox: needed('LATCHKEY_OUTBOX'),
  clock: variable('LATCHKEY_CLOCK'),
  signRegion: variable('LATCHKEY_SIGN_REGION'),
  firstNumber: Number(variable('LATCHKEY_FIRST_NUMBER') ?? '100'),
} as const
