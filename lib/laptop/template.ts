import { createHash } from 'node:crypto'
import { conditionHolds, resolve, type Scope } from '#laptop/intrinsics'
import { isRecord, type Json, optionalText, recordOf, textOf } from '#laptop/reading'
import { resourceType } from '#laptop/resource-types'

/** A resource with every property resolved; `ref` and `attributes` are what Ref and GetAtt give. */
export type Resource = {
  readonly id: string
  readonly type: string
  readonly properties: Json
  readonly metadata: Json
  readonly ref: string
  readonly attribute: (name: string) => string
}

export type Place = { readonly stack: string; readonly region: string; readonly account: string }

const pseudo = (place: Place): Readonly<Record<string, string>> => ({
  'AWS::AccountId': place.account,
  'AWS::Partition': 'aws',
  'AWS::Region': place.region,
  'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.account}:stack/${place.stack}/laptop`,
  'AWS::StackName': place.stack,
  'AWS::URLSuffix': 'amazonaws.com',
})

const stable = (place: Place, id: string): string => createHash('sha256').update(`${place.stack}/${id}`).digest('hex')

const uuidFrom = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')

/** Reads and resolves a whole synthesized template. Whatever it does not know throws here, at start. */
export class Template {
  readonly #source: Json
  readonly #scope: Scope
  readonly #place: Place

  constructor(source: unknown, place: Place) {
    this.#source = recordOf(source, 'template')
    this.#place = place
    this.#scope = {
      ref: (id) => this.#ref(id),
      attribute: (id, name) => this.#attribute(id, name),
      condition: (name) => conditionHolds(this.#entry('Conditions', name), this.#scope),
      mapping: (name) => recordOf(this.#entry('Mappings', name), `mapping ${name}`),
    }
  }

  resources(): readonly Resource[] {
    const entries = Object.entries(recordOf(this.#source.Resources, 'Resources'))
    return entries.filter(([, raw]) => this.#present(raw)).map(([id, raw]) => this.#resource(id, recordOf(raw, id)))
  }

  outputs(): Readonly<Record<string, string>> {
    const entries = Object.entries(isRecord(this.#source.Outputs) ? this.#source.Outputs : {})
    return Object.fromEntries(
      entries
        .filter(([, raw]) => this.#present(raw))
        .map(([name, raw]) => [name, textOf(resolve(recordOf(raw, name).Value, this.#scope), `output ${name}`)]),
    )
  }

  #present(raw: unknown): boolean {
    const condition = isRecord(raw) ? optionalText(raw.Condition) : undefined
    return condition === undefined || this.#scope.condition(condition)
  }

  #resource(id: string, raw: Json): Resource {
    const type = textOf(raw.Type, `${id}.Type`)
    const ref = this.#ref(id)
    try {
      const properties = recordOf(resolve(raw.Properties ?? {}, this.#scope), `${id}.Properties`)
      const metadata = isRecord(raw.Metadata) ? raw.Metadata : {}
      return { id, type, properties, metadata, ref, attribute: (name) => this.#attribute(id, name) }
    } catch (cause) {
      throw new Error(`${id} (${type}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    }
  }

  #entry(section: string, name: string): unknown {
    const entries = this.#source[section]
    if (!isRecord(entries) || !(name in entries)) throw new Error(`the template has no ${name} under ${section}`)
    return entries[name]
  }

  #ref(id: string): string {
    const known = pseudo(this.#place)[id]
    if (known !== undefined) return known
    const parameters = this.#source.Parameters
    if (isRecord(parameters) && isRecord(parameters[id])) {
      return textOf(parameters[id].Default, `parameter ${id} needs a default to run here`)
    }
    return this.#identity(id, (kind) => kind.ref)
  }

  #attribute(id: string, name: string): string {
    return this.#identity(id, (kind, type) => {
      const pattern = kind.attributes?.[name]
      if (pattern === undefined) throw new Error(`the laptop does not know attribute ${name} of ${type} (${id})`)
      return pattern
    })
  }

  #identity(
    id: string,
    patternOf: (kind: NonNullable<ReturnType<typeof resourceType>>, type: string) => string,
  ): string {
    const raw = recordOf(this.#entry('Resources', id), id)
    const type = textOf(raw.Type, `${id}.Type`)
    const kind = resourceType(type)
    if (!kind) throw new Error(`the laptop does not know resource type ${type} (${id})`)
    const given = kind.named && isRecord(raw.Properties) ? resolve(raw.Properties[kind.named], this.#scope) : undefined
    const hex = stable(this.#place, id)
    const values: Readonly<Record<string, string>> = {
      ...this.#place,
      id,
      name: optionalText(given) ?? `${this.#place.stack}-${id}`,
      uuid: uuidFrom(hex),
      short: hex.slice(0, 10),
    }
    return patternOf(kind, type).replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
  }
}
