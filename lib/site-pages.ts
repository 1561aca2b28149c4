/** A page is one HTML shell and one script; `at` are the paths it answers, each with everything below it. */
export type SitePage = { readonly name: string; readonly entry: string; readonly at: readonly string[] }

export const sitePages = [
  { name: 'sign-in', entry: 'web/sign-in/page.ts', at: ['/sign-in', '/reset-pin', '/reset-password'] },
  { name: 'account', entry: 'web/account/page.ts', at: ['/account'] },
  { name: 'admin', entry: 'web/organisation/page.ts', at: ['/admin'] },
] as const satisfies readonly SitePage[]

/** What only the laptop serves, never a deployed stage. */
export const laptopPages = [
  { name: 'inbox', entry: 'web/inbox/page.ts', at: ['/inbox'] },
] as const satisfies readonly SitePage[]

/** Addresses that people have in their heads and bookmarks, for pages only: the API has other methods at some of them. */
export const siteRedirects: Readonly<Record<string, string>> = {
  '/': '/sign-in',
  '/login': '/sign-in',
  '/pin-reset': '/reset-pin',
  '/password-reset': '/reset-password',
}

export const pageAt = (pages: readonly SitePage[], path: string): SitePage | undefined =>
  pages.find(({ at }) => at.some((start) => path === start || path.startsWith(`${start}/`)))
