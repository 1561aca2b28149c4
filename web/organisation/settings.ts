import { signedIn } from '../account/session.ts'
import { confirm } from '../ui/confirm.ts'
import { keepDraft } from '../ui/draft.ts'
import { el } from '../ui/element.ts'
import { form } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { notice } from '../ui/notices.ts'
import { panel } from '../ui/panel.ts'
import { again, type Screen } from '../ui/router.ts'
import { placedBy } from './placed.ts'
import { places } from './places.ts'
import { type Changes, changesOf, type Fields, fieldsOf } from './settings-fields.ts'
import { organisationWords as say } from './words.ts'

const { settings } = say

const group = (title: string, ...fields: readonly { readonly element: HTMLElement }[]): HTMLElement =>
  panel(title, el('div', { class: 'fields' }, ...fields.map(({ element }) => element)))

const groupsOf = ({ name, required, method, networks, trusted, byEmail, country, countries }: Fields) => [
  group(settings.sections.organisation, name),
  group(settings.sections.twoFactor, required, method, networks),
  group(settings.sections.devices, trusted),
  group(settings.sections.messages, country, countries, byEmail),
]

const place = placedBy({
  name: { at: 0, title: settings.nameMissing },
  'twoFactor.exemptNetworks': { at: 2, title: settings.networksHint },
  defaultCountry: { at: 3, title: settings.countriesMissing },
  countries: { at: 4, title: settings.countriesMissing },
})

// The screen is drawn anew once it is saved; the keyboard goes back to the button.
let saved = false

const isEmpty = (changes: Changes): boolean => Object.keys(changes).length === 0

const save = async (changes: Changes): Promise<void> => {
  if (!isEmpty(changes)) await signedIn.call('PATCH /organisation', { body: changes })
}

const done = async (): Promise<void> => {
  saved = true
  await again()
  notice({ tone: 'good', title: say.saved })
}

const askThenSave = (changes: Changes): void =>
  confirm({
    ...{ title: settings.trustEnds, detail: settings.trustEndsDetail, yes: settings.trustEndsYes, no: say.cancel },
    ...{ tone: 'danger', run: () => save(changes), done },
  })

/** What an organisation decides for its people. */
export const settingsScreen = async (): Promise<Screen> => {
  const it = await signedIn.call('GET /organisation')
  const fields = fieldsOf(it)
  const { name, method, networks, country, countries } = fields
  const run = async () => {
    const changes = changesOf(it, fields)
    if (changes.trustedDevices?.allowed === false) return askThenSave(changes)
    await save(changes)
    await done()
  }
  const checked = [name, method, networks, country, countries]
  const element = form({ fields: checked, body: groupsOf(fields), submit: say.save, run, place })
  element.classList.add('settings')
  const focus = saved ? (element.querySelector<HTMLElement>('button[type=submit]') ?? undefined) : undefined
  saved = false
  return {
    title: settings.title,
    content: [places('/admin/settings'), heading(settings.title), el('div', {}, element)],
    focus,
    leave: keepDraft(element).forget,
  }
}
