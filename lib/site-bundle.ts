import { readFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { type BuildOptions, buildSync, type Metafile } from 'esbuild'
import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/min'
import { limitsOf } from '#core/limits'
import type { SitePage } from './site-pages.ts'
import { type SiteFacts, shellOf } from './site-shell.ts'
import { themeStyle } from './site-theme.ts'
import type { StageSettings } from './stages.ts'

const root = resolve(import.meta.dirname, '..')

/** `path` as it is asked for, without the leading slash. */
export type SiteFile = { readonly path: string; readonly type: string; readonly content: Uint8Array }

export type Site = { readonly files: readonly SiteFile[]; readonly metafile: Metafile }

type Settings = Pick<
  StageSettings,
  'serviceName' | 'supportUrl' | 'mailFrom' | 'defaultCountry' | 'countries' | 'pages' | 'limits'
>

const options = {
  bundle: true,
  format: 'esm',
  splitting: true,
  platform: 'browser',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  entryNames: 'assets/[name]-[hash]',
  chunkNames: 'assets/[name]-[hash]',
  absWorkingDir: root,
  outdir: root,
  write: false,
  metafile: true,
} as const satisfies BuildOptions

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const fileOf = (path: string, content: string | Uint8Array): SiteFile => ({
  path,
  type: types[extname(path)] ?? 'application/octet-stream',
  content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
})

const factsOf = (settings: Settings): SiteFacts => ({
  serviceName: settings.serviceName,
  supportUrl: settings.supportUrl,
  mailFrom: settings.mailFrom,
  defaultCountry: settings.defaultCountry,
  countries: settings.countries.map((code) => ({ code, calling: getCountryCallingCode(code as CountryCode) })),
  resetWaitSeconds: limitsOf(settings.limits).resetCoolingMs / 1000,
  resetWaitOfBothSeconds: limitsOf(settings.limits).resetCoolingOfBothMs / 1000,
  ...(settings.pages.logo === 'none' ? {} : { logo: '/assets/logo.svg' }),
})

const scriptsOf = (pages: readonly SitePage[]) =>
  buildSync({ ...options, entryPoints: Object.fromEntries(pages.map(({ name, entry }) => [name, entry])) })

const styleOf = (accentColour: string) =>
  buildSync({
    ...options,
    splitting: false,
    stdin: {
      contents: `@import './web/styles/all.css';\n${themeStyle(accentColour)}`,
      loader: 'css',
      resolveDir: root,
    },
    entryNames: 'assets/style-[hash]',
  })

const outputOf = ({ outputs }: Metafile, { entry }: SitePage) => {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry)
  if (!found) throw new Error(`esbuild made no script of ${entry}`)
  const [path, { imports }] = found
  return { path, chunks: imports.filter(({ kind }) => kind === 'import-statement').map((each) => each.path) }
}

const icon = (accentColour: string): string =>
  readFileSync(join(root, 'web/icon.svg'), 'utf8').replaceAll('currentColor', accentColour)

const logoFile = ({ logo }: Settings['pages']): readonly SiteFile[] =>
  logo === 'none' ? [] : [fileOf('assets/logo.svg', readFileSync(resolve(root, logo)))]

/** Every file of the pages of a stage, in memory. Needs no network and writes nothing. */
export const bundleSite = (settings: Settings, pages: readonly SitePage[]): Site => {
  const scripts = scriptsOf(pages)
  const style = styleOf(settings.pages.accentColour).outputFiles
  const built = [...scripts.outputFiles, ...style].map(({ path, contents }) =>
    fileOf(path.slice(root.length + 1), contents),
  )
  const stylePath = `/${style[0]?.path.slice(root.length + 1) ?? ''}`
  const facts = factsOf(settings)
  const shells = pages.map((page) => {
    const { path, chunks } = outputOf(scripts.metafile, page)
    const parts = { facts, script: `/${path}`, style: stylePath, chunks: chunks.map((chunk) => `/${chunk}`) }
    return fileOf(`${page.name}.html`, shellOf(parts))
  })
  const drawn = fileOf('assets/icon.svg', icon(settings.pages.accentColour))
  return { files: [...shells, ...built, drawn, ...logoFile(settings.pages)], metafile: scripts.metafile }
}
