import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRecord, type Json, recordOf } from '#laptop/reading'

type Written = { readonly file: string; readonly folder: string }

// An account and a Region as SAM makes them up; ids stay ids, and the laptop's AWS port knows every one of them.
const pseudo: Readonly<Record<string, string>> = {
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '000000000000',
  'AWS::Partition': 'aws',
}

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (!isRecord(value)) return value
  if (typeof value.Ref === 'string') return pseudo[value.Ref] ?? value.Ref
  const attribute = value['Fn::GetAtt']
  if (Array.isArray(attribute)) return String(attribute[0])
  const joined = value['Fn::Join']
  if (Array.isArray(joined) && Array.isArray(joined[1])) return joined[1].map(plain).join(String(joined[0]))
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]))
}

/** What a function reads from its surroundings: plain text, and where AWS is. */
const surroundings = (properties: Json, awsUrl: string): Json => {
  const declared = isRecord(properties.Environment) ? recordOf(properties.Environment.Variables ?? {}, 'Variables') : {}
  const told = Object.fromEntries(Object.entries(declared).map(([name, value]) => [name, plain(value)]))
  return { Variables: { ...told, AWS_ENDPOINT_URL: awsUrl } }
}

// SAM creates nothing, so nothing has to wait; the linter wants no order that a reference already says.
const forSam = ({ DependsOn: _, ...resource }: Json, assets: string, awsUrl: string): Json => {
  if (resource.Type !== 'AWS::Lambda::Function') return resource
  const properties = recordOf(resource.Properties, 'Properties')
  const metadata = recordOf(resource.Metadata ?? {}, 'Metadata')
  const asset = metadata['aws:asset:path']
  return {
    ...resource,
    Properties: { ...properties, Environment: surroundings(properties, awsUrl) },
    ...(typeof asset === 'string' ? { Metadata: { ...metadata, 'aws:asset:path': join(assets, asset) } } : {}),
  }
}

/** A copy of the template for SAM: the same resources, with every function told where the laptop's AWS services are. */
export const samTemplate = (template: unknown, assets: string, awsUrl: string): Json => {
  const whole = recordOf(template, 'template')
  const resources = Object.entries(recordOf(whole.Resources, 'Resources'))
  return {
    ...whole,
    Resources: Object.fromEntries(
      resources.map(([id, resource]) => [id, forSam(recordOf(resource, id), assets, awsUrl)]),
    ),
  }
}

/** Writes it where SAM finds it. */
export const writeSamTemplate = (folder: string, template: Json): Written => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'template.json')
  writeFileSync(file, JSON.stringify(template, undefined, 2))
  return { file, folder }
}
