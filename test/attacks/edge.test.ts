import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOrganisation, createPerson, PHONE } from '#support/anna'
import { knock } from '#support/door'
import { testStage, world } from '#support/world'

const EDGE = 'a token that only our own edge knows'

/** How many starts from one address pass, when each call says through `headers` that it is somebody else's. */
const startsThatPass = async (edgeToken: string | undefined, headers: (call: number) => Record<string, string>) => {
  const w = world({ limits: { startsPerSourceAndHour: 3 } })
  Object.assign(w.ports, { stage: { ...testStage, ...(edgeToken === undefined ? {} : { edgeToken }) } })
  await createPerson(w, await createOrganisation(w))
  let passed = 0
  for (let call = 0; call < 6; call++) {
    const phone = `${PHONE.slice(0, -1)}${call}`
    const answer = await knock(w, 'POST /login/phone', { body: { phone }, headers: headers(call) })
    if (answer.status === 200) passed += 1
  }
  return passed
}

const viewer = (call: number) => ({ 'Latchkey-Viewer-Address': `203.0.${call}.7` })

test('behind our own edge every caller is counted by their own address', async () => {
  assert.equal(await startsThatPass(EDGE, (call) => ({ ...viewer(call), 'Latchkey-Edge': EDGE })), 6)
  assert.equal(await startsThatPass(EDGE, () => ({ ...viewer(1), 'Latchkey-Edge': EDGE })), 3)
})

test('nobody else may say whose address it is', async () => {
  assert.equal(await startsThatPass(EDGE, viewer), 3)
  assert.equal(await startsThatPass(EDGE, (call) => ({ ...viewer(call), 'Latchkey-Edge': `${EDGE}x` })), 3)
  assert.equal(await startsThatPass(undefined, (call) => ({ ...viewer(call), 'Latchkey-Edge': EDGE })), 3)
  assert.equal(await startsThatPass(undefined, (call) => ({ ...viewer(call), 'Latchkey-Edge': '' })), 3)
  assert.equal(
    await startsThatPass(EDGE, (call) => ({ 'X-Forwarded-For': `203.0.${call}.7`, 'Latchkey-Edge': EDGE })),
    3,
  )
})
