import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { type JWTHeaderParameters, SignJWT } from 'jose'
import { tokens } from '#adapters/tokens'
import { testStage } from '#support/world'

const NOW = Date.UTC(2026, 10, 15, 12)
const SECONDS = NOW / 1_000
const [own, foreign] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2_048 }))
assert.ok(own !== undefined && foreign !== undefined)
const { kty, n, e } = own.publicKey.export({ format: 'jwk' })

/** Reads with a key whose private half is in our hands: whatever is wrong with these tokens, it is never the signature. */
const reader = tokens(
  { jwks: async () => ({ keys: [{ kty, n, e, kid: 'ours', use: 'sig' }] }) as never },
  { clock: { now: () => NOW }, stage: testStage },
)

const claims = {
  iss: testStage.issuer,
  aud: testStage.audience,
  sub: 'person',
  sid: 'session',
  org: 'organisation',
  role: 'member',
  auth_time: SECONDS,
  iat: SECONDS,
  nbf: SECONDS,
  exp: SECONDS + 900,
}
const header: JWTHeaderParameters = { alg: 'RS256', typ: 'at+jwt', kid: 'ours' }

const read = async (change: object = {}, said: Partial<JWTHeaderParameters> = {}, key = own.privateKey) =>
  reader.read(await new SignJWT({ ...claims, ...change }).setProtectedHeader({ ...header, ...said }).sign(key))

test('a token of ours is read', async () => {
  assert.equal((await read())?.sub, 'person')
})

test('a token is of one algorithm and one type, by our own key, whatever its header says', async () => {
  for (const said of [{ alg: 'PS256' }, { alg: 'RS512' }, { typ: 'JWT' }, { typ: undefined }, { kid: 'other' }])
    assert.equal(await read({}, said as Partial<JWTHeaderParameters>), undefined, JSON.stringify(said))
  assert.equal(await read({}, {}, foreign.privateKey), undefined)
  const { kty, n, e } = foreign.publicKey.export({ format: 'jwk' })
  for (const said of [{ jwk: { kty, n, e } }, { jku: 'https://evil.example.com/jwks.json' }] as object[])
    assert.equal(await read({}, said, foreign.privateKey), undefined, 'a key that comes with the token is none')
})

test('a token is for this service, says everything that is asked of it, and has its time', async () => {
  const without = Object.keys(claims).filter((name) => name !== 'nbf')
  for (const name of without) assert.equal(await read({ [name]: undefined }), undefined, `without ${name}`)
  const lies = [
    { iss: 'https://evil.example.com' },
    { aud: 'https://other.example.com' },
    { exp: SECONDS },
    { exp: SECONDS - 30 },
    { nbf: SECONDS + 61 },
    { nbf: SECONDS + 300 },
  ]
  for (const lie of lies) assert.equal(await read(lie), undefined, JSON.stringify(lie))
})

test('a clock that is a minute behind the signer’s reads the token, one that is further behind does not', async () => {
  assert.ok(await read({ nbf: SECONDS + 60, iat: SECONDS + 60, exp: SECONDS + 960 }))
  assert.equal(await read({ nbf: SECONDS + 61, iat: SECONDS + 61, exp: SECONDS + 961 }), undefined)
})
