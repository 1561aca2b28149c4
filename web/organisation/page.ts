import { header } from '../account/header.ts'
import { Problem } from '../client/client.ts'
import { el } from '../ui/element.ts'
import { faultOf } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
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

const refusedScreen = ({ facts }: Problem): Screen => {
  const { title, detail } = faultOf(facts)
  const home = el('a', { href: '/account' }, '←')
  return { title, content: [heading(title, detail), home] }
}

/** Somebody who is no admin, or a person who is not there, gets the API's own sentences. */
const guarded = (path: string): (() => Promise<Screen>) | undefined => {
  const screen = screenAt(path)
  return (
    screen &&
    (async () => {
      try {
        return await screen()
      } catch (error) {
        if (error instanceof Problem) return refusedScreen(error)
        throw error
      }
    })
  )
}

await startRouter(buildShell({ layout: 'wide', home: '/account', header: [header()] }), guarded)
