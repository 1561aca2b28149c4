// `node --test test/engines/sam.ts`: the journeys under SAM, each function in a container of its own, with the laptop's services behind. An engine is
// started where none answers (Debian's `docker.io` is enough, and root); Lambda's image is made where it cannot be pulled. What SAM cannot show is
// left to the laptop, each for its reason:
//   - promises about minutes or days: containers have the machine's clock (`journeyInTime`)
//   - the gateway's own refusals, throttling and the operator's signature: SAM enforces none
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { freePort } from '#laptop/own-address'
import { serveSam } from '#lib/sam/serve'
import { dockerEngine } from '#support/docker-engine'
import { lambdaRuntime } from '#support/lambda-runtime'
import { runJourneys } from '../contract/run-journeys.ts'

const engine = await dockerEngine()
await lambdaRuntime()
const served = await serveSam({ stage: 'dev', port: await freePort() })
after(async () => {
  await served.stop()
  await engine.stop()
})

await runJourneys({ LATCHKEY_API: served.url, LATCHKEY_OUTBOX: `${served.laptop.url}/_local/outbox` })

test('in all of these journeys no function in a container asked for anything that its role does not grant', async () => {
  await served.laptop.settled()
  assert.deepEqual(served.laptop.denials, [])
})
