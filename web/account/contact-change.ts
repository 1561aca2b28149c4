import type { ProblemFacts } from '../client/problem.ts'
import type { CodeView } from '../sign-in/flow.ts'
import { codeScreen } from '../ui/code-step.ts'
import { keepDraft } from '../ui/draft.ts'
import type { Fault, TextField } from '../ui/field.ts'
import { form } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { type Instead, instead } from '../ui/instead.ts'
import { keep, kept } from '../ui/kept.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
import { whose } from '../ui/whose.ts'
import { words } from '../ui/words.ts'
import { backToAccount } from './change-profile.ts'
import { currentSecret, wrongCurrent } from './current-secret.ts'
import { signedIn } from './session.ts'

type Change = { readonly changeId: string; readonly code: CodeView }
type Secret = ReturnType<ReturnType<typeof currentSecret>['shown']>

/** What is changed, a number or an address: its texts and its doors, with one shape. */
export type Contact<F extends TextField> = {
  readonly path: '/account/number' | '/account/email'
  readonly say: {
    readonly title: string
    readonly lead: string
    readonly leadFirst: string
    readonly done: Fault
    readonly taken: Fault
    readonly ended: string
  }
  readonly codeTitle: string
  readonly backToEntry: string
  /** What is said of something that is none. */
  readonly notOne: string
  readonly of: (me: { readonly phone?: string | undefined; readonly email?: string | undefined }) => string | undefined
  readonly field: () => F
  readonly begin: (field: F, secret: Secret) => Promise<Change>
  readonly read: (changeId: string) => Promise<{ readonly code: CodeView }>
  readonly resend: (changeId: string) => Promise<{ readonly code: CodeView }>
  readonly answer: (changeId: string, code: string) => Promise<unknown>
}

const nameOf = ({ path }: Pick<Contact<TextField>, 'path'>): string => `change ${path}`

/** Something new, with the secret that shows who is asking. */
export const entryScreen = async <F extends TextField>(contact: Contact<F>): Promise<Screen> => {
  const me = await signedIn.call('GET /me')
  const { say, notOne, path } = contact
  const [field, current] = [contact.field(), currentSecret(me)]
  const run = async () => {
    const { changeId, code } = await contact.begin(field, current.shown())
    keep(nameOf(contact), { changeId, code } satisfies Change)
    await go(`${path}/code`)
  }
  const element = form({
    fields: [field, current],
    body: [field.element, whose(me.hasPin ? me.phone : me.email), current.element],
    submit: words.submit,
    run,
    place: (problem) => {
      if (problem.code === 'invalid_request') return { fault: { title: notOne } }
      const aboutEntry = problem.code === 'country_not_allowed' || problem.code === 'sms_budget_spent'
      return aboutEntry ? {} : { ...wrongCurrent(problem), at: 1 }
    },
  })
  const lead = contact.of(me) === undefined ? say.leadFirst : say.lead
  const content = [backToAccount(), heading(say.title, lead), element]
  return { title: say.title, content, focus: field.input, leave: keepDraft(element).forget }
}

// A change that has ended, or that turned out to be of somebody else's, begins anew.
const leaveFor =
  <F extends TextField>(contact: Contact<F>) =>
  ({ code, detail }: ProblemFacts): boolean => {
    if (code !== 'login_closed' && code !== 'invalid_request') return false
    keep(nameOf(contact), undefined)
    const { taken, ended } = contact.say
    noticeLater({ tone: 'bad', ...(code === 'invalid_request' ? taken : { title: ended, detail }) })
    void go(contact.path, 'replace')
    return true
  }

/** The code that proves it. */
export const proofScreen = <F extends TextField>(contact: Contact<F>): Screen | Instead => {
  const change = kept<Change>(nameOf(contact))
  if (!change) return instead(contact.path)
  const { changeId } = change
  const take = ({ code }: { readonly code: CodeView }): CodeView => {
    // An answer may come when this change is over.
    if (kept<Change>(nameOf(contact))?.changeId === changeId) keep(nameOf(contact), { changeId, code } satisfies Change)
    return code
  }
  return codeScreen({
    title: contact.codeTitle,
    code: change.code,
    submit: words.submit,
    back: { label: contact.backToEntry, run: () => void go(contact.path) },
    answer: async (code) => {
      await contact.answer(changeId, code)
      keep(nameOf(contact), undefined)
      noticeLater({ tone: 'good', ...contact.say.done })
      await go('/account')
    },
    resend: async () => take(await contact.resend(changeId)),
    read: async () => take(await contact.read(changeId)),
    leave: leaveFor(contact),
  })
}
