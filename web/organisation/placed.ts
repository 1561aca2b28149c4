import type { ProblemFacts } from '../client/problem.ts'
import type { Placed } from '../ui/form.ts'

/** A field of a form: where it stands, and what is said when the API will not have what is in it. */
export type Named = { readonly at: number; readonly title: string }

/** Where a refusal is said: beside the field it names, and what is about no field above the button. */
export const placedBy =
  (named: Readonly<Record<string, Named>>, countryAt?: number) =>
  ({ code, fields = [] }: ProblemFacts): Placed => {
    if (code === 'country_not_allowed' && countryAt !== undefined) return { at: countryAt }
    const found = fields.map(({ path }) => named[path]).find((each) => each !== undefined)
    if (code !== 'invalid_request' || found === undefined) return { atButton: true }
    return { fault: { title: found.title }, at: found.at }
  }
