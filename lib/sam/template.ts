import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Json, recordOf } from '#laptop/reading'

/** What SAM's copy of the template has to know of this machine. */
export type SamPlace = {
  /** The folder in which the `asset.<hash>` folders lie. */
  readonly assets: string
  /** What a function finds in its environment, by its logical id: every name resolved, because SAM resolves none. */
  readonly environmentOf: (id: string) => Readonly<Record<string, string>>
}

// Bundles are JavaScript and run on either processor; a container of the other one needs an emulator, and is slow under it.
const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64'

// SAM creates nothing, so nothing has to wait; the linter wants no order that a reference already says.
const forSam = (id: string, { DependsOn: _, ...resource }: Json, { assets, environmentOf }: SamPlace): Json => {
  if (resource.Type !== 'AWS::Lambda::Function') return resource
  const properties = recordOf(resource.Properties, 'Properties')
  const metadata = recordOf(resource.Metadata ?? {}, 'Metadata')
  const asset = metadata['aws:asset:path']
  return {
    ...resource,
    Properties: { ...properties, Architectures: [architecture], Environment: { Variables: environmentOf(id) } },
    ...(typeof asset === 'string' ? { Metadata: { ...metadata, 'aws:asset:path': join(assets, asset) } } : {}),
  }
}

/** A copy of the template for SAM: the same resources, with every function told where the laptop's AWS services are. */
export const samTemplate = (template: unknown, place: SamPlace): Json => {
  const whole = recordOf(template, 'template')
  const resources = Object.entries(recordOf(whole.Resources, 'Resources'))
  return {
    ...whole,
    Resources: Object.fromEntries(resources.map(([id, resource]) => [id, forSam(id, recordOf(resource, id), place)])),
  }
}

/** Writes it where SAM finds it; answers the file. */
export const writeSamTemplate = (folder: string, name: string, template: Json): string => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(template, undefined, 2))
  return file
}
