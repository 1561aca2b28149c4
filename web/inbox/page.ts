import { el } from '../ui/element.ts'
import { heading } from '../ui/heading.ts'
import { type Screen, startRouter } from '../ui/router.ts'
import { buildShell } from '../ui/shell.ts'
import { controls } from './controls.ts'
import { executionPanel } from './executions.ts'
import { local, type Message } from './local.ts'
import { messageList } from './message-list.ts'
import { inboxWords as say } from './words.ts'

const lookEveryMs = 2_000

/** Hears of each message as it comes, and shows whether it still would. */
const listening = (heard: (message: Message) => void, look: () => void) => {
  const state = el('span', { class: 'badge live', role: 'status' })
  const show = (live: boolean) => {
    state.textContent = live ? say.live : say.cut
    state.classList.toggle('good', live)
    state.classList.toggle('bad', !live)
  }
  const opened = () => {
    show(true)
    look()
  }
  return { state, deaf: local.hear({ heard, opened, cut: () => show(false) }) }
}

/** Everything that was sent, and the levers of this machine. */
const inboxScreen = async (): Promise<Screen> => {
  const messages = messageList()
  const runs = executionPanel()
  const look = async () => {
    messages.show(await local.messages())
    await Promise.all([levers.look(), runs.look()])
  }
  const levers = controls(look)
  await look()
  const lookQuietly = () => {
    if (!document.hidden) void look().catch(() => {})
  }
  const heard = (message: Message) => {
    messages.add(message)
    lookQuietly()
  }
  const { state, deaf } = listening(heard, lookQuietly)
  const looking = setInterval(lookQuietly, lookEveryMs)
  const columns = el('div', { class: 'inbox' }, messages.element, levers.element)
  const leave = () => {
    clearInterval(looking)
    deaf()
  }
  const title = heading(say.title, el('span', {}, say.lead, ' ', state))
  return { title: say.title, content: [title, runs.element, columns], leave }
}

const toSignIn = el('a', { href: '/sign-in', class: 'header-link' }, say.signIn)

await startRouter(buildShell({ layout: 'wide', home: '/inbox', header: [toSignIn] }), (path) =>
  path === '/inbox' ? inboxScreen : undefined,
)
