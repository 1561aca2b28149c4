// Prints the codes of a stage's test numbers, for whoever may read their key: `node bin/test-codes.ts --stage dev --secret ARN`.
import { parseArgs } from 'node:util'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { fixedCode } from '#adapters/fixed-codes'
import { testNumberAt, testNumbersOf } from '#core/test-number'
import { stageNamed, stageOf } from '#lib/stages'

const HELP = `npx node bin/test-codes.ts --stage NAME --secret ARN

  --stage NAME   a stage of lib/stages.ts whose kind is 'test'
  --secret ARN   the stack's output TestCodesSecret; your AWS credentials must be allowed to read it`

const { values } = parseArgs({
  options: { stage: { type: 'string' }, secret: { type: 'string' }, help: { type: 'boolean', default: false } },
})

const print = async (name: string, secret: string): Promise<void> => {
  const stage = stageOf(stageNamed(name))
  const { SecretString: key } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: secret }))
  if (key === undefined) throw new Error('the secret has no text')
  for (const one of testNumbersOf(stage)) {
    const ended = testNumberAt(stage, one.number, Date.now()) === undefined
    console.log(`${one.number}  ${ended ? 'ended ' : fixedCode(key, one)}  until ${one.endsAt}`)
  }
}

try {
  if (values.help || values.stage === undefined || values.secret === undefined) {
    console.log(HELP)
    process.exitCode = values.help ? 0 : 2
  } else await print(values.stage, values.secret)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
