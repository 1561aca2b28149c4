import { header } from '../account/header.ts'
import { type Screen, startRouter } from '../ui/router.ts'
import { buildShell } from '../ui/shell.ts'
import { auditScreen } from './audit.ts'
import { budgetScreen } from './budget.ts'
import { nameScreen } from './change-name.ts'
import { emailScreen } from './correct-email.ts'
import { numberScreen } from './correct-number.ts'
import { inviteScreen } from './invite.ts'
import { peopleScreen } from './people.ts'
import { personScreen } from './person.ts'
import { settingsScreen } from './settings.ts'

const screens: Readonly<Record<string, () => Screen | Promise<Screen>>> = {
  '/admin': peopleScreen,
  '/admin/invite': inviteScreen,
  '/admin/settings': settingsScreen,
  '/admin/budget': budgetScreen,
  '/admin/audit': auditScreen,
}

/** What there is of one person, by what follows their id in the address. */
const ofPerson: Readonly<Record<string, (personId: string) => () => Promise<Screen>>> = {
  '': personScreen,
  '/name': nameScreen,
  '/number': numberScreen,
  '/email': emailScreen,
}

const screenAt = (path: string): (() => Screen | Promise<Screen>) | undefined => {
  const [, personId, part = ''] = /^\/admin\/people\/([\w-]+)(\/\w+)?$/.exec(path) ?? []
  return personId === undefined ? screens[path] : ofPerson[part]?.(personId)
}

await startRouter(buildShell({ layout: 'wide', home: '/account', header: [header()] }), screenAt)
