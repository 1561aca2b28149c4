import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MINUTE } from '#core/time'
import { type Assembly, readAssembly } from '#laptop/assembly'
import { latchkeyApp } from '#lib/latchkey-app'
import { type StageSettings, stages } from '#lib/stages'

const [{ number }] = stages.dev.testNumbers

/** A stage for tests in which the canary signs in, as an engineer would write it. */
export const canaryStage: StageSettings = {
  ...stages.dev,
  canary: { number },
  limits: { startsPerNumber: [{ most: 20, withinMs: 15 * MINUTE }] },
}

/** Its assembly, bundles and all, in a folder of its own; whoever asked for it removes it. */
export const canaryAssembly = (): Assembly => {
  const outdir = mkdtempSync(join(tmpdir(), 'latchkey-canary-'))
  const quick = { builtinCloudFormationValidation: false, context: { pages: 'off' } }
  latchkeyApp({ outdir, ...quick }, () => canaryStage).synth()
  return readAssembly(outdir)
}
