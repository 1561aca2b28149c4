import { readVariable, type Variable } from '#runtime/environment'
import { isFault } from './aws-fault.ts'
import { awsJson } from './aws-json.ts'

/** A secret and, while what was made with it may still come back, the one before. */
export type Secret = { readonly current: string; readonly previous?: string | undefined }

type SecretCalls = {
  GetSecretValue: {
    in: { readonly SecretId: string; readonly VersionStage: 'AWSCURRENT' | 'AWSPREVIOUS' }
    out: { readonly SecretString?: string }
  }
}

// Asked while the function initialises, with little of a processor: one handshake and two answers after it are sooner there than three handshakes.
const secrets = awsJson<SecretCalls>('secrets', { connections: 1 })
const read = new Map<Variable, Promise<string>>()

const version = async (id: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS'): Promise<string | undefined> => {
  try {
    const { SecretString } = await secrets('GetSecretValue', { SecretId: id, VersionStage: stage })
    return SecretString
  } catch (error) {
    if (stage === 'AWSPREVIOUS' && isFault(error, 'ResourceNotFoundException')) return undefined
    throw error
  }
}

/** As it is at this moment, for whoever wants a change to count at once. */
export const currentSecret = async (name: Variable): Promise<string> =>
  (await version(readVariable(name), 'AWSCURRENT')) ?? ''

const currentOf = async (name: Variable): Promise<string> => {
  const current = await currentSecret(name)
  if (current.length < 32) throw new Error(`secret ${name} is missing or too short`)
  return current
}

/** Read once while the function initialises; adapters that share a secret share the reading. */
export const secretFromEnvironment = (name: Variable): Promise<string> => {
  const pending = read.get(name) ?? currentOf(name)
  read.set(name, pending)
  return pending
}

/** Reads it anew, with the one before: something came back that was not made with the one that is known. */
export const rereadSecret = async (name: Variable): Promise<Secret> => {
  const [current, previous] = await Promise.all([currentOf(name), version(readVariable(name), 'AWSPREVIOUS')])
  return { current, previous }
}
