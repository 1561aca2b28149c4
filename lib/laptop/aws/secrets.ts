import { randomInt, randomUUID } from 'node:crypto'
import { AwsFault, unserved } from '#laptop/aws/fault'
import type { Service } from '#laptop/aws/service'
import { Directory } from '#laptop/directory'
import { isRecord, type Json, optionalNumber, optionalText } from '#laptop/reading'
import type { Resource } from '#laptop/template'

type Version = { readonly id: string; readonly text: string; readonly madeAt: number }
type Secret = { readonly id: string; readonly arn: string; readonly name: string; versions: readonly Version[] }

const letters = 'abcdefghijklmnopqrstuvwxyz'
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

const alphabet = (rule: Json): string => {
  const all = [
    rule.ExcludeLowercase === true ? '' : letters,
    rule.ExcludeUppercase === true ? '' : letters.toUpperCase(),
    rule.ExcludeNumbers === true ? '' : '0123456789',
    rule.ExcludePunctuation === true ? '' : punctuation,
    rule.IncludeSpace === true ? ' ' : '',
  ]
  const excluded = optionalText(rule.ExcludeCharacters) ?? ''
  return all.join('').replace(/[\s\S]/g, (sign) => (excluded.includes(sign) ? '' : sign))
}

const generate = (rule: Json): string => {
  const signs = alphabet(rule)
  const length = optionalNumber(rule.PasswordLength) ?? 32
  const password = Array.from({ length }, () => signs[randomInt(signs.length)]).join('')
  const key = optionalText(rule.GenerateStringKey)
  if (key === undefined) return password
  return JSON.stringify({ ...JSON.parse(optionalText(rule.SecretStringTemplate) ?? '{}'), [key]: password })
}

const firstText = ({ id, properties }: Resource): string => {
  const given = optionalText(properties.SecretString)
  if (given !== undefined) return given
  if (isRecord(properties.GenerateSecretString)) return generate(properties.GenerateSecretString)
  throw new Error(`secret ${id} has neither SecretString nor GenerateSecretString`)
}

/** The secrets of the template, generated at the first start; the newest version is AWSCURRENT, the one before AWSPREVIOUS. */
export class Secrets {
  readonly #secrets = new Directory<Secret>()
  readonly #now: () => number

  constructor(resources: readonly Resource[], now: () => number, saved: Json = {}) {
    this.#now = now
    for (const resource of resources.filter(({ type }) => type === 'AWS::SecretsManager::Secret')) {
      const arn = resource.ref
      const name = arn.split(':').slice(6).join(':').slice(0, -'-xxxxxxxxxx'.length)
      const kept = saved[resource.id]
      const versions = Array.isArray(kept) ? (kept as readonly Version[]) : [this.#version(firstText(resource))]
      this.#secrets.add([resource.id, arn, name], { id: resource.id, arn, name, versions })
    }
  }

  find(name: unknown): Secret {
    const secret = this.#secrets.find(String(name))
    if (!secret) throw new AwsFault('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
    return secret
  }

  get(name: unknown, stage: unknown = 'AWSCURRENT'): Json {
    const secret = this.find(name)
    const version =
      stage === 'AWSCURRENT' ? secret.versions[0] : stage === 'AWSPREVIOUS' ? secret.versions[1] : undefined
    if (!version) {
      throw new AwsFault(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for staging label: ${String(stage)}`,
      )
    }
    const { arn: ARN, name: Name } = secret
    const CreatedDate = version.madeAt / 1000
    return { ARN, Name, VersionId: version.id, SecretString: version.text, VersionStages: [stage], CreatedDate }
  }

  put(name: unknown, text: string): Json {
    const secret = this.find(name)
    const version = this.#version(text)
    secret.versions = [version, ...secret.versions].slice(0, 2)
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: ['AWSCURRENT'] }
  }

  save(): Json {
    return Object.fromEntries(this.#secrets.all().map(({ id, versions }) => [id, versions]))
  }

  #version(text: string): Version {
    return { id: randomUUID(), text, madeAt: this.#now() }
  }
}

/** Secrets Manager over them. */
export const secretsManager = (secrets: Secrets): Service => ({
  name: 'secretsmanager',
  fault: 'secrets',
  refusals: {
    provider_down: () => new AwsFault('InternalServiceError', 'the secrets service is down', 500),
    throttled: () => new AwsFault('ThrottlingException', 'rate exceeded'),
  },
  wishes: ({ operation, input }) => [
    { action: `secretsmanager:${operation}`, resource: secrets.find(input.SecretId).arn },
  ],
  answer: ({ operation, input }) => {
    if (operation === 'GetSecretValue') return secrets.get(input.SecretId, input.VersionStage)
    if (operation === 'PutSecretValue') return secrets.put(input.SecretId, String(input.SecretString))
    throw unserved(`secretsmanager:${operation}`)
  },
})
