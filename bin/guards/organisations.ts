// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const CURSORS = 'test/attacks/cursors.test.ts'
const VALUES = 'test/attacks/organisation-values.test.ts'

/** Guards of what an organisation's admins and operators may read and set. */
export const organisationGuards: readonly Mutant[] = [
  {
    guard: 'a cursor of people is a cursor of one organisation',
    in: 'lambdas/runtime/list-place.ts',
    replace: '`people of ${organisationId} by ${search}`',
    by: '`people by ${search}`',
    file: 'test/attacks/tenants.test.ts',
    test: 'no list shows anything of another organisation, also with its cursor',
  },
  {
    guard: 'a cursor of people is a cursor of what was looked for',
    in: 'lambdas/runtime/list-place.ts',
    replace: '`people of ${organisationId} by ${search}`',
    by: '`people of ${organisationId}`',
    file: CURSORS,
    test: 'a cursor goes on in the list that gave it and is refused by every other, of people, words, money and deeds',
  },
  {
    guard: 'a cursor of messages, deeds and attempts is a cursor of one list',
    in: 'lambdas/runtime/paging.ts',
    replace: '!written.startsWith(before) || ',
    by: '',
    file: CURSORS,
    test: 'a cursor of one organisation is refused by the same list of another',
  },
  {
    guard: 'a part of the internet is no exempt network',
    in: 'lambdas/organisation-change/wrong-settings.ts',
    replace: 'if (isTooWide(network))',
    by: 'if (isTooWide(network) && after.length === 0)',
    file: VALUES,
    test: 'no network as wide as a part of the internet is exempt: two-factor is switched off by its own switch',
  },
  {
    guard: 'no field has the name of what every object has',
    in: 'lambdas/runtime/read-input.ts',
    replace: "if (name === '__proto__')",
    by: "if (name === '__proto')",
    file: VALUES,
    test: 'a name that JavaScript has for every object is no country to have a price for, and no field of anything',
  },
  {
    guard: 'one answer looks at a thousand people at most',
    in: 'lambdas/organisation-people/find-people.ts',
    replace: 'pages < MOST_PAGES && ',
    by: '',
    file: 'test/journeys/people-list.test.ts',
    test: 'one answer looks at a thousand people and at no more, and the next one goes on from there',
  },
]
