import type { Secrets } from '#laptop/aws/secrets'
import { isRecord, textOf } from '#laptop/reading'

const reference = /\{\{resolve:secretsmanager:(.+?):SecretString:([^:}]*):([^:}]*):([^:}]*)\}\}/g

const keyIn = (text: string, key: string): string => {
  if (key === '') return text
  const fields: unknown = JSON.parse(text)
  return textOf(isRecord(fields) ? fields[key] : undefined, `${key} of a secret`)
}

/** The text with every reference to a secret of this stack replaced by its value, as CloudFormation does when it deploys. */
export const withSecrets = (text: string, secrets: Secrets): string =>
  text.replace(reference, (_, name: string, key: string, stage: string) =>
    keyIn(textOf(secrets.get(name, stage || 'AWSCURRENT').SecretString, name), key),
  )
