import { header } from '../account/header.ts'
import { type Screen, startRouter } from '../ui/router.ts'
import { buildShell } from '../ui/shell.ts'
import { auditScreen } from './audit.ts'
import { budgetScreen } from './budget.ts'
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

const screenAt = (path: string): (() => Screen | Promise<Screen>) | undefined => {
  const personId = /^\/admin\/people\/([\w-]+)$/.exec(path)?.[1]
  return personId === undefined ? screens[path] : personScreen(personId)
}

await startRouter(buildShell({ layout: 'wide', home: '/account', header: [header()] }), screenAt)
