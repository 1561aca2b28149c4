import { el } from '../ui/element.ts'
import { heading } from '../ui/heading.ts'
import { type Screen, startRouter } from '../ui/router.ts'
import { buildShell } from '../ui/shell.ts'
import { controls } from './controls.ts'
import { executionPanel } from './executions.ts'
import { local } from './local.ts'
import { messageList } from './message-list.ts'
import { inboxWords as say } from './words.ts'

const lookEveryMs = 2_000

/** Everything that was sent, and the levers of this machine. */
const inboxScreen = async (): Promise<Screen> => {
  const messages = messageList()
  const runs = executionPanel()
  const look = async () => {
    messages.show(await local.messages())
    await Promise.all([levers.look(), runs.look()])
  }
  const levers = controls(look)
  local.hear((message) => {
    messages.add(message)
    void runs.look()
  })
  await look()
  setInterval(() => {
    if (!document.hidden) void Promise.all([levers.look(), runs.look()]).catch(() => {})
  }, lookEveryMs)
  const columns = el('div', { class: 'inbox' }, messages.element, levers.element)
  return { title: say.title, content: [heading(say.title, say.lead), runs.element, columns] }
}

const toSignIn = el('a', { href: '/sign-in', class: 'header-link' }, say.signIn)

await startRouter(buildShell({ layout: 'wide', home: '/inbox', header: [toSignIn] }), (path) =>
  path === '/inbox' ? inboxScreen : undefined,
)
