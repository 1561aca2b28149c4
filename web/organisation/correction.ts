import type { TextField } from '../ui/field.ts'
import type { FormOptions } from '../ui/form.ts'
import { backButton, heading } from '../ui/heading.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
import type { Member } from './people.ts'
import { savingForm } from './saving-form.ts'
import { whatFollows } from './what-follows.ts'
import { organisationWords as say } from './words.ts'

export type Correction = {
  readonly member: Member
  readonly what: 'number' | 'address'
  readonly title: string
  readonly fields: readonly TextField[]
  readonly save: () => Promise<void>
  readonly saved: string
  readonly place: NonNullable<FormOptions['place']>
}

export const backToPerson = ({ personId, name }: Pick<Member, 'personId' | 'name'>): HTMLElement =>
  backButton(say.person.back(name), () => void go(`/admin/people/${personId}`))

/** A person's number or address is put right: what follows is said before it is saved. */
export const correctionScreen = ({ member, what, title, fields, save, saved, place }: Correction): Screen => {
  const run = async () => {
    await save()
    noticeLater({ tone: 'good', title: saved })
    await go(`/admin/people/${member.personId}`)
  }
  const body = [...fields.map(({ element }) => element), whatFollows(member, what)]
  const { element, leave } = savingForm({ fields, body, run, place })
  return {
    title,
    content: [backToPerson(member), heading(title, member.name), element],
    focus: fields[0]?.input,
    leave,
  }
}
