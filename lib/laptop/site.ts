import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Site, SiteFile } from '../site-bundle.ts'
import { cacheFor, siteHeaders } from '../site-headers.ts'
import { pageAt, type SitePage, siteRedirects } from '../site-pages.ts'

type Packed = SiteFile & { readonly gzip: Uint8Array }

/** Takes a request for a page or an asset; true when it was one. Everything else is the API's. */
export type ServeSite = (request: IncomingMessage, response: ServerResponse) => boolean

const send = (request: IncomingMessage, response: ServerResponse, file: Packed): void => {
  const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  const content = zipped ? file.gzip : file.content
  response.writeHead(200, {
    ...siteHeaders,
    'content-type': file.type,
    'cache-control': cacheFor(file.path),
    'content-length': String(content.byteLength),
    vary: 'Accept-Encoding',
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : content)
}

export type SiteServerOptions = {
  readonly pages: readonly SitePage[]
  readonly build: () => Site
  /** Whether a page that is loaded shows what has changed in `web/` since; else everything is built once. */
  readonly buildEachTime?: boolean
}

/** Serves the pages as CloudFront does: same paths, same headers, same redirects. Built when first asked for. */
export const siteServer = ({ pages, build, buildEachTime = false }: SiteServerOptions): ServeSite => {
  let files: ReadonlyMap<string, Packed> | undefined
  const packed = (anew: boolean) => {
    if (files === undefined || anew)
      files = new Map(build().files.map((file) => [`/${file.path}`, { ...file, gzip: gzipSync(file.content) }]))
    return files
  }
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const elsewhere = siteRedirects[path]
    const page = pageAt(pages, path)
    if (elsewhere !== undefined) response.writeHead(302, { location: elsewhere, 'cache-control': 'no-store' }).end()
    else if (page === undefined && !path.startsWith('/assets/')) return false
    else {
      const file = packed(buildEachTime && page !== undefined).get(page === undefined ? path : `/${page.name}.html`)
      if (file) send(request, response, file)
      else response.writeHead(404, { ...siteHeaders, 'cache-control': 'no-store' }).end()
    }
    return true
  }
}
