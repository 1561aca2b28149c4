// What docs/recovery.md tells to do of tables and secrets, done on MiniStack by the same commands. Its point-in-time recovery copies what is there now,
// so here the loss comes after the copy. Keys are exchanged on the laptop: test/laptop/recovery.test.ts.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import {
  DeleteItemCommand,
  DynamoDBClient,
  paginateScan,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb'
import { DeleteSecretCommand, RestoreSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { Outputs } from '#lib/emulator/deploy'

const restorePeople = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [resolve(import.meta.dirname, '../../bin/restore-people.ts'), ...args])

/** Every item of a table that belongs to a person or leads to them. */
const itemsOf = async (TableName: string, personId: string) => {
  const found = []
  for await (const { Items = [] } of paginateScan({ client: new DynamoDBClient() }, { TableName }))
    found.push(...Items.filter((item) => item.personId?.S === personId))
  return found
}

export const testRecovery = (outputs: Outputs): void => {
  const { PeopleTable = '', PepperSecret = '' } = outputs
  const dynamo = new DynamoDBClient()

  test('who was deleted by mistake is brought back from point-in-time recovery, and signs in; what was open has ended', async () => {
    const { call, expect } = await import('../contract/api.ts')
    const { newPerson, resetPin, signIn } = await import('../contract/people.ts')
    const [anna, ben] = [await newPerson(), await newPerson()]
    const [annas, bens] = [(await signIn(anna)).body, (await signIn(ben)).body]
    const restored = `${PeopleTable}-restored`
    const command = { SourceTableName: PeopleTable, TargetTableName: restored, UseLatestRestorableTime: true }
    await dynamo.send(new RestoreTableToPointInTimeCommand(command))

    const lost = await itemsOf(PeopleTable, anna.personId)
    assert.equal(lost.length, 4, 'the person, their place, their number and their address')
    for (const { pk, sk } of lost) {
      if (pk && sk) await dynamo.send(new DeleteItemCommand({ TableName: PeopleTable, Key: { pk, sk } }))
    }
    const bensNew = await resetPin(ben, '395028')
    const nobody = await call('GET /me', { token: annas.accessToken })
    assert.equal(nobody.status, 401)

    const { stdout } = await restorePeople('--from', restored, '--to', PeopleTable, '--person', anna.personId)
    assert.match(stdout, /^1 of 1 people done/)
    await signIn(anna)
    await expect(401, 'POST /session/refresh', { body: { refreshToken: annas.refreshToken } })
    await signIn(bensNew)

    await restorePeople('--from', restored, '--to', PeopleTable)
    const session = (await signIn(ben)).body
    await expect(401, 'POST /session/refresh', { body: { refreshToken: bens.refreshToken } })
    await restorePeople('--to', PeopleTable, '--end-sessions')
    await expect(401, 'POST /session/refresh', { body: { refreshToken: session.refreshToken } })
    await assert.rejects(restorePeople('--to', PeopleTable), { code: 2 })
    await assert.rejects(
      restorePeople('--from', restored, '--to', PeopleTable, '--person', 'nobody'),
      /left as it is: nobody/,
    )
  })

  test('a secret that was deleted is brought back within its window', async () => {
    const secrets = new SecretsManagerClient()
    const { newPerson, signIn } = await import('../contract/people.ts')
    const anna = await newPerson()
    await secrets.send(new DeleteSecretCommand({ SecretId: PepperSecret, RecoveryWindowInDays: 30 }))
    await secrets.send(new RestoreSecretCommand({ SecretId: PepperSecret }))
    await signIn(anna)
  })
}
