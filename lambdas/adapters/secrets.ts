import { readVariable, type Variable } from '#runtime/environment'
import { isFault } from './aws-fault.ts'
import { awsJson } from './aws-json.ts'

/** A secret and, while what was made with it may still come back, the one before. */
export type Secret = { readonly current: string; readonly previous?: string }

type SecretCalls = {
  GetSecretValue: {
    in: { readonly SecretId: string; readonly VersionStage: 'AWSCURRENT' | 'AWSPREVIOUS' }
    out: { readonly SecretString?: string }
  }
}

const secrets = awsJson<SecretCalls>('secrets')
const read = new Map<Variable, Promise<Secret>>()

const version = async (id: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS'): Promise<string | undefined> => {
  try {
    const { SecretString } = await secrets('GetSecretValue', { SecretId: id, VersionStage: stage })
    return SecretString
  } catch (error) {
    if (stage === 'AWSPREVIOUS' && isFault(error, 'ResourceNotFoundException')) return undefined
    throw error
  }
}

const load = async (name: Variable): Promise<Secret> => {
  const id = readVariable(name)
  const [current, previous] = await Promise.all([version(id, 'AWSCURRENT'), version(id, 'AWSPREVIOUS')])
  if (current === undefined || current.length < 32) throw new Error(`secret ${name} is missing or too short`)
  return { current, previous }
}

/** Read once while the function initialises; adapters that share a secret share the reading. */
export const secretFromEnvironment = (name: Variable): Promise<Secret> => {
  const pending = read.get(name) ?? load(name)
  read.set(name, pending)
  return pending
}

/** Reads it anew: something came back that was made with a newer one. */
export const rereadSecret = (name: Variable): Promise<Secret> => {
  read.delete(name)
  return secretFromEnvironment(name)
}
