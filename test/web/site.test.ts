import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { languages } from '#core/texts/language'
import { pages } from '#core/texts/pages'
import { bundleSite, type SiteFile } from '#lib/site-bundle'
import { contentSecurityPolicy, siteHeaders } from '#lib/site-headers'
import { laptopPages, pageAt, sitePages, siteRedirects } from '#lib/site-pages'
import { contrast, grounds, themeStyle } from '#lib/site-theme'
import { stages } from '#lib/stages'

const site = bundleSite(stages.dev, sitePages)

const textOf = (file: SiteFile | undefined): string => new TextDecoder().decode(file?.content)
const fileAt = (path: string): SiteFile | undefined => site.files.find((file) => file.path === path)

/** What a browser fetches for a page and one language: the shell, what it names, and the texts. */
const weightOf = (page: string, language: string): number => {
  const shell = fileAt(`${page}.html`)
  const named = [...textOf(shell).matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path = '']) => fileAt(path))
  const texts = site.files.filter(({ path }) => path.startsWith(`assets/${language}-`))
  const all = [shell, ...named, ...texts].filter((file) => file !== undefined)
  return all.reduce((bytes, { content }) => bytes + gzipSync(content).byteLength, 0)
}

test('the pages for signing in weigh at most 60 KB compressed, in any language, everything counted', () => {
  for (const language of languages) {
    const bytes = weightOf('sign-in', language)
    assert.ok(bytes > 5_000 && bytes <= 60 * 1024, `${language}: ${bytes} bytes`)
  }
})

test('nobody who signs in loads what belongs to the account, to an organisation or to the inbox', () => {
  const shell = textOf(fileAt('sign-in.html'))
  const loaded = [...shell.matchAll(/"\/(assets\/[^"]+\.js)"/g)].map(([, path = '']) => path)
  const inputs = loaded.flatMap((path) => Object.keys(site.metafile.outputs[path]?.inputs ?? {}))
  const foreign = inputs.filter((path) => /^web\/(account|organisation|inbox)\/|node_modules/.test(path))
  assert.ok(inputs.length > 20, String(inputs.length))
  assert.deepEqual(foreign, [])
})

test('a page has no script and no style inside it, so that the strict policy holds', () => {
  for (const { name } of sitePages) {
    const shell = textOf(fileAt(`${name}.html`))
    assert.doesNotMatch(shell, /<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/)
    assert.doesNotMatch(shell, /https?:\/\/(?!dev\.example\.com\/help)/)
  }
  assert.doesNotMatch(contentSecurityPolicy, /unsafe|\*|https?:/)
  assert.match(contentSecurityPolicy, /require-trusted-types-for 'script'/)
  assert.match(siteHeaders['Strict-Transport-Security'] ?? '', /max-age=63072000/)
})

test('no script writes a token where another script could read it, and none makes markup of text', () => {
  for (const { path, content } of site.files) {
    if (!path.endsWith('.js')) continue
    const script = new TextDecoder().decode(content)
    assert.doesNotMatch(script, /innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, path)
    assert.doesNotMatch(script, /document\.cookie/, path)
  }
})

test('without script each page says what it needs, in every language', () => {
  for (const { name } of sitePages)
    for (const language of languages) {
      const said = pages[language].noScript(stages.dev.serviceName)
      assert.ok(textOf(fileAt(`${name}.html`)).includes(`lang="${language}">${said}<`), `${name} ${language}`)
    }
})

test("a service's name with quotes and tags in it stays a name", () => {
  const odd = { ...stages.dev, serviceName: `<b> & "Co"` }
  const shell = textOf(bundleSite(odd, sitePages.slice(0, 1)).files.find(({ path }) => path === 'sign-in.html'))
  assert.match(shell, /<title>&lt;b&gt; &amp; &quot;Co&quot;<\/title>/)
  assert.doesNotMatch(shell, /<b>/)
})

test('whatever colour a deployment chooses, its links and buttons can be read in both themes', () => {
  for (const chosen of ['#ffe600', '#000000', '#ffffff', '#3a5bd9', '#00ff7f', '#ff0055', '#777777']) {
    const [light = '', dark = ''] = themeStyle(chosen).split('@media')
    const part = (css: string, name: string) => new RegExp(`--${name}:(#[0-9a-f]{6})`).exec(css)?.[1] ?? ''
    for (const [css, ground] of [
      [light, grounds.light],
      [light, grounds.lightMuted],
      [dark, grounds.dark],
      [dark, grounds.darkMuted],
    ] as const) {
      assert.ok(contrast(part(css, 'accent'), ground) >= 4.5, `${chosen} on ${ground}`)
      assert.ok(contrast(part(css, 'on-accent'), part(css, 'accent')) >= 4.5, `${chosen}: text on a button`)
      assert.ok(contrast(part(css, 'accent'), part(css, 'accent-soft')) >= 4.5, `${chosen}: text on the soft ground`)
    }
  }
})

test('a page answers its own paths and those below, and nothing of the API', () => {
  assert.equal(pageAt(sitePages, '/sign-in')?.name, 'sign-in')
  assert.equal(pageAt(sitePages, '/reset-pin/code')?.name, 'sign-in')
  assert.equal(pageAt(sitePages, '/sign-inn'), undefined)
  for (const path of ['/login/phone', '/pin-reset/abc', '/me', '/organisation', '/session/refresh', '/inbox'])
    assert.equal(pageAt(sitePages, path), undefined, path)
  for (const target of Object.values(siteRedirects)) assert.ok(pageAt(sitePages, target), target)
  assert.equal(pageAt(laptopPages, '/inbox')?.name, 'inbox')
})
