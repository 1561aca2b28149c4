import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { assemblyOf } from '#laptop/assembly'
import { type Laptop, startLaptop } from '#laptop/laptop'
import { siteServer } from '#laptop/site'
import { bundleSite } from '#lib/site-bundle'
import { laptopPages, sitePages } from '#lib/site-pages'
import { stages } from '#lib/stages'
import { seed } from '../../bin/demo.ts'

const pages = [...sitePages, ...laptopPages]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// Everything the browser refused for the pages' own policy, on every page that is loaded.
const watchPolicy = `
window.refusedByPolicy = []
addEventListener('securitypolicyviolation', (e) => window.refusedByPolicy.push(e.violatedDirective + ' ' + e.blockedURI))
`

export const mia = { phone: '+447700900222', typed: '07700 900222', email: 'mia@example.com', pin: '395028' } as const
export const ada = { phone: '+447700900111', typed: '07700 900111', email: 'ada@example.com', pin: '804172' } as const

export type Pages = {
  readonly laptop: Laptop
  readonly browser: Browser
  readonly origin: string
  readonly open: (options?: BrowserContextOptions) => Promise<Page>
  readonly close: () => Promise<void>
}

/** The demo's laptop with its pages, and a browser to meet them with. `changed` makes another stage of its template. */
export const withPages = async (changed = (template: unknown): unknown => template): Promise<Pages> => {
  const { template: plain, assetsDir } = await assemblyOf('dev')
  const template = changed(plain)
  const site = siteServer({ pages, build: () => bundleSite(stages.dev, pages) })
  const laptop = await startLaptop({ template, assetsDir, port: 0, quiet: true, seed, site })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  const open = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ locale: 'en-GB', ...options })
    await context.addInitScript(watchPolicy)
    await context.addInitScript(axe)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    return page
  }
  const close = async () => {
    await browser.close()
    await laptop.stop()
  }
  return { laptop, browser, origin: laptop.url.replace('127.0.0.1', 'localhost'), open, close }
}

/** The newest code that was sent to a number or an address, once everything has settled. */
export const codeFor = async (laptop: Laptop, to: string): Promise<string> => {
  await laptop.settled()
  const code = laptop.outbox.list(to).at(-1)?.code
  assert.ok(code, `no code was sent to ${to}`)
  return code
}

/** Six digits that are not these. */
export const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

export const fill = async (page: Page, name: string, value: string): Promise<void> => {
  await page.locator(`input[name=${name}]`).fill(value)
  await page.keyboard.press('Enter')
}

export const heading = (page: Page, text: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: text }).waitFor()

/** The whole way in by phone. */
export const signIn = async (it: Pages, page: Page, who: typeof mia | typeof ada, trust = false): Promise<void> => {
  await page.goto(`${it.origin}/sign-in`)
  await fill(page, 'phone', who.typed)
  await heading(page, 'Enter your code')
  await fill(page, 'code', await codeFor(it.laptop, who.phone))
  await heading(page, 'Enter your PIN')
  if (trust) await page.getByLabel('Trust this device for 30 days').check()
  await fill(page, 'pin', who.pin)
  await page.waitForURL('**/account')
  await page.locator('.facts').waitFor()
}

type AxeResult = {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** No rule of axe is broken, nothing was refused by the page's own policy, and nothing sticks out sideways. */
export const assertClean = async (page: Page, where: string): Promise<void> => {
  const found: AxeResult = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')
  const broken = found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  assert.deepEqual(broken, [], where)
  assert.deepEqual(await page.evaluate('window.refusedByPolicy'), [], where)
  const [wide, room]: readonly [number, number] = await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  assert.ok(wide <= room, `${where} is ${wide} px wide where there is room for ${room}`)
}

export type Reply = { readonly status: number; readonly body: Record<string, unknown> }

/** Asks the API itself, as the program of somebody who signs in with a PIN would. */
export const apiOf = async (it: Pages, who: typeof mia | typeof ada) => {
  const send = async (route: string, body?: unknown, token?: string): Promise<Reply> => {
    const [method = 'GET', path = '/'] = route.split(' ')
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }
    const said = body === undefined ? {} : { body: JSON.stringify(body) }
    const reply = await fetch(`${it.origin}${path}`, { method, headers, ...said })
    const text = await reply.text()
    return { status: reply.status, body: text === '' ? {} : JSON.parse(text) }
  }
  const { loginId } = (await send('POST /login/phone', { phone: who.phone })).body
  await send(`POST /login/${String(loginId)}/code`, { code: await codeFor(it.laptop, who.phone) })
  const { body } = await send(`POST /login/${String(loginId)}/pin`, { pin: who.pin })
  assert.ok(typeof body.accessToken === 'string', JSON.stringify(body))
  const token = body.accessToken
  return (route: string, sent?: unknown): Promise<Reply> => send(route, sent, token)
}

/** The id of one of the organisation's people, by their name. */
export const personIdOf = async (ask: Awaited<ReturnType<typeof apiOf>>, name: string): Promise<string> => {
  const { body } = await ask(`GET /organisation/people?search=${encodeURIComponent(name)}`)
  const [found] = body.items as readonly { readonly personId: string }[]
  assert.ok(found, `nobody is called ${name}`)
  return found.personId
}
