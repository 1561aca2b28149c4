import { waitIn } from '#core/texts/amounts'
import { el } from '../ui/element.ts'
import { language } from '../ui/language.ts'
import { readable } from '../ui/number.ts'
import { site } from '../ui/site.ts'
import type { Member } from './people.ts'
import { organisationWords as say } from './words.ts'

const { person: tell } = say

const listed = (whom: readonly string[]): string => new Intl.ListFormat(language, { type: 'conjunction' }).format(whom)

const numberOf = ({ phone }: Member): readonly string[] => (phone === undefined ? [] : [readable(phone)])
const addressOf = ({ email }: Member): readonly string[] => (email === undefined ? [] : [email])

/** Who hears that a number, or an address, was corrected: the old one, the new one, and the other channel. */
export const toldOf = (member: Member, what: 'number' | 'address'): readonly string[] =>
  what === 'number'
    ? [...numberOf(member), tell.theNewNumber, ...addressOf(member)]
    : [...addressOf(member), tell.theNewAddress, ...numberOf(member)]

/** What a correction sets off: who is told, what ends, and how long a reset has to wait. */
export const whatFollows = (member: Member, what: 'number' | 'address'): HTMLElement => {
  const started = member.hasPin || member.hasPassword
  const wait = started
    ? tell.waits(waitIn(language)(site.resetWaitSeconds), waitIn(language)(site.resetWaitOfBothSeconds))
    : tell.beginsAtOnce
  const lines = [tell.told(listed(toldOf(member, what))), tell.ends, wait, ...(started ? [tell.keepsSecret] : [])]
  return el(
    'section',
    { class: 'follows', 'aria-labelledby': 'follows' },
    el('h2', { id: 'follows', class: 'follows-title' }, tell.follows),
    el('ul', {}, ...lines.map((line) => el('li', {}, line))),
  )
}
