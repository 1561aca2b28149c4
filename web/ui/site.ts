import type { SiteFacts } from '../../lib/site-shell.ts'

const told = document.querySelector('meta[name="latchkey-site"]')?.getAttribute('content') ?? '{}'

/** What the shell tells of this deployment. */
export const site = JSON.parse(told) as SiteFacts
