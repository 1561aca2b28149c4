// The pages on MiniStack: its own S3 and CloudFront serve them, the function at the edge and the policies of headers included. What it cannot show:
//   - calls of the API through the edge: it dials no host of AWS (502), so these go to the gateway itself
//   - TLS: the sentence of the bucket that wants it is obeyed, and taken off before anything is read
//   - caching, compression and the certificate
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { forService } from '#lib/emulator/deploy'
import type { Emulator } from '#lib/emulator/ministack'
import { bundleSite, type SiteFile } from '#lib/site-bundle'
import { cacheFor, siteHeaders } from '#lib/site-headers'
import { sitePages, siteRedirects } from '#lib/site-pages'
import { stages } from '#lib/stages'

type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** Asks the distribution as somebody's browser would after the handshake. */
const browserAt =
  (stack: Emulator, host: string) =>
  (path: string, proto = 'https'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request(`${stack.url}${path}`, { headers: { host, 'x-forwarded-proto': proto } }, async (reply) => {
        let body = ''
        for await (const part of reply.setEncoding('utf8')) body += part
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body })
      })
      asked.once('error', reject).end()
    })

const s3 = async (stack: Emulator, path: string, init: RequestInit = {}): Promise<string> => {
  const reply = await fetch(`${stack.url}/${path}`, { ...init, headers: forService('s3') })
  const text = await reply.text()
  assert.ok(reply.ok, `${path}: ${text}`)
  return text
}

const bucketOf = async (stack: Emulator): Promise<string> => {
  const names = [...(await s3(stack, '')).matchAll(/<Name>([^<]+)</g)].map(([, name = '']) => name)
  const [found] = names.filter((name) => name.includes('pages'))
  assert.ok(found, names.join())
  return found
}

/** Takes off the sentence of the bucket's policy that refuses whatever comes without TLS; answers whether it was there. */
const allowPlain = async (stack: Emulator, bucket: string): Promise<boolean> => {
  const policy = JSON.parse(await s3(stack, `${bucket}?policy`)) as {
    Statement: { Effect: string; Condition: object }[]
  }
  const Statement = policy.Statement.filter(({ Effect }) => Effect === 'Allow')
  await s3(stack, `${bucket}?policy`, { method: 'PUT', body: JSON.stringify({ ...policy, Statement }) })
  return policy.Statement.some((one) => one.Effect === 'Deny' && JSON.stringify(one).includes('aws:SecureTransport'))
}

const essence = (type: unknown): string => String(type).split(';')[0] ?? ''
const addressOf = ({ path }: SiteFile): string =>
  path.endsWith('.html') ? `/${path.replace(/\.html$/, '')}` : `/${path}`

/** What has to hold of the pages that are deployed there; `domain` is the stack's output. */
export const testSite = (stack: Emulator, domain: string): void => {
  const browse = browserAt(stack, domain)
  const { files } = bundleSite(stages.dev, sitePages)

  test('nobody is given a page without TLS: the edge leads to it, and the bucket answers nothing without', async () => {
    const { status, headers } = await browse('/sign-in', 'http')
    assert.equal(status, 301)
    assert.equal(headers.location, `https://${domain}/sign-in`)
    assert.equal((await browse('/sign-in')).status, 403)
    assert.equal(await allowPlain(stack, await bucketOf(stack)), true)
  })

  test('every file of the pages is there as it was built, with its type, how long it may be kept, and the policy', async () => {
    assert.ok(files.length > 20)
    for (const file of files) {
      const { status, headers, body } = await browse(addressOf(file))
      assert.equal(status, 200, file.path)
      assert.equal(body, new TextDecoder().decode(file.content), file.path)
      assert.equal(essence(headers['content-type']), essence(file.type), file.path)
      assert.equal(headers['cache-control'], cacheFor(file.path), file.path)
      for (const [name, value] of Object.entries(siteHeaders))
        assert.equal(headers[name.toLowerCase()], value, file.path)
    }
  })

  test('the function at the edge leads bookmarks to pages and everything below a page to its shell', async () => {
    for (const [from, to] of Object.entries(siteRedirects)) {
      const { status, headers } = await browse(from)
      assert.deepEqual([status, headers.location], [302, to])
    }
    for (const path of sitePages.flatMap(({ at }) => at)) {
      const below = await browse(`${path}/anything/below?x=1`)
      assert.equal(below.status, 200, path)
      assert.equal(below.body, (await browse(path)).body, path)
    }
  })

  test('what is no page is not looked for in the bucket', async () => {
    for (const path of ['/openapi.json', '/sign-inside', '/login/phone'])
      assert.equal((await browse(path)).status, 502, path)
    assert.equal((await browse('/assets/nothing.js')).status, 403)
  })
}
