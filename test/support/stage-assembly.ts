import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Assembly, readAssembly } from '#laptop/assembly'
import { latchkeyApp } from '#lib/latchkey-app'
import type { StageSettings } from '#lib/stages'

/** The assembly of a stage that is in no list, bundles and all, in a folder of its own; whoever asked for it removes it. */
export const stageAssembly = (settings: StageSettings, pages: 'on' | 'off' = 'off'): Assembly => {
  const outdir = mkdtempSync(join(tmpdir(), 'latchkey-stage-'))
  latchkeyApp({ outdir, builtinCloudFormationValidation: false, context: { pages } }, () => settings).synth()
  return readAssembly(outdir)
}
