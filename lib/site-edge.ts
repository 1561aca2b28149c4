import { type SitePage, siteRedirects } from './site-pages.ts'

/** Set by the edge alone: the address it was asked from. Worth something only beside the edge's proof. */
export const viewerHeader = 'latchkey-viewer-address'
/** Carries the proof that a request came through this stage's own edge. */
export const proofHeader = 'latchkey-edge'

// What runs at the edge: paths of pages become their file, bookmarks lead to pages, the API learns who asks.
const handler = `
function handler(event) {
  var request = event.request
  var uri = request.uri
  var reads = request.method === 'GET' || request.method === 'HEAD'
  if (reads && redirects[uri]) {
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: redirects[uri] } } }
  }
  for (var start in files) {
    if (uri === start || uri.indexOf(start + '/') === 0) {
      request.uri = files[start]
      return request
    }
  }
  request.headers['${viewerHeader}'] = { value: event.viewer.ip }
  return request
}`

/** The code of the CloudFront function, made from the pages that there are. */
export const edgeCode = (pages: readonly SitePage[]): string => {
  const files = Object.fromEntries(pages.flatMap(({ name, at }) => at.map((start) => [start, `/${name}.html`])))
  return `var redirects = ${JSON.stringify(siteRedirects)}\nvar files = ${JSON.stringify(files)}\n${handler.trim()}\n`
}
