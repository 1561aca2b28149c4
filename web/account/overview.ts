import type { ReplyOf } from '../client/client.ts'
import { actButton } from '../ui/act.ts'
import { el } from '../ui/element.ts'
import { sentence } from '../ui/field.ts'
import { heading } from '../ui/heading.ts'
import { icon } from '../ui/icons.ts'
import { languageNames, languageOf } from '../ui/language.ts'
import { day, moment } from '../ui/moment.ts'
import { notice } from '../ui/notices.ts'
import { readable } from '../ui/number.ts'
import { factList, lineList, panel } from '../ui/panel.ts'
import { again, type Screen } from '../ui/router.ts'
import { signedIn, signOut } from './session.ts'
import { accountWords as say } from './words.ts'

type Me = ReplyOf<'GET /me'>
type Session = ReplyOf<'GET /me/sessions'>['items'][number]
type Device = ReplyOf<'GET /me/devices'>['items'][number]

const changeLink = (path: string, of: string, label = say.change): HTMLElement =>
  el('a', { href: path, 'aria-label': `${label}: ${of}` }, label)

const profilePanel = (me: Me): HTMLElement => {
  const { profile } = say
  const secret = (has: boolean) => (has ? profile.set : profile.notSet)
  return panel(
    profile.title,
    factList([
      { name: profile.name, value: me.name, act: changeLink('/account/profile', profile.name) },
      {
        name: profile.locale,
        value: languageNames[languageOf(me.locale)],
        act: changeLink('/account/profile', profile.locale),
      },
      {
        name: profile.email,
        value: me.email ?? say.none,
        act: changeLink('/account/email', profile.email, me.email === undefined ? say.add : say.change),
      },
      {
        name: profile.phone,
        value: me.phone === undefined ? say.none : readable(me.phone),
        act: changeLink('/account/number', profile.phone, me.phone === undefined ? say.add : say.change),
      },
      {
        name: profile.pin,
        value: secret(me.hasPin),
        act: me.hasPin ? changeLink('/account/pin', profile.pin) : undefined,
      },
      {
        name: profile.password,
        value: secret(me.hasPassword),
        act: me.hasPassword ? changeLink('/account/password', profile.password) : undefined,
      },
    ]),
  )
}

const warningOf = ({ warnings }: Me): HTMLElement | undefined =>
  warnings.length === 0
    ? undefined
    : el(
        'div',
        { class: 'warning', role: 'note' },
        icon('alert'),
        el('p', {}, el('strong', {}, sentence(say.warning.title)), ' ', say.warning.detail),
        changeLink('/account/number', say.profile.phone, say.add),
      )

const endSession = ({ sessionId, label, current }: Session) =>
  actButton({
    label: say.sessions.end,
    name: say.sessions.endOf(label),
    run: async () => {
      if (current) return signOut()
      await signedIn.call('DELETE /me/sessions/{sessionId}', { params: { sessionId } })
      await again()
      notice({ tone: 'good', title: say.sessions.ended })
    },
  })

const endTrust = ({ deviceId, label }: Device) =>
  actButton({
    label: say.devices.end,
    name: say.devices.endOf(label),
    run: async () => {
      await signedIn.call('DELETE /me/devices/{deviceId}', { params: { deviceId } })
      await again()
      notice({ tone: 'good', title: say.devices.ended })
    },
  })

const sessionsPanel = (sessions: readonly Session[]): HTMLElement =>
  panel(
    say.sessions.title,
    lineList(
      sessions.map((session) => ({
        title: session.label,
        badge: session.current ? say.sessions.here : undefined,
        detail: say.sessions.used(moment(session.lastUsedAt)),
        act: endSession(session),
      })),
    ),
  )

const devicesPanel = (devices: readonly Device[]): HTMLElement =>
  panel(
    say.devices.title,
    devices.length === 0
      ? el('p', { class: 'hint' }, say.devices.none)
      : lineList(
          devices.map((device) => ({
            title: device.label,
            badge: device.current ? say.devices.here : undefined,
            detail:
              device.trusted && device.trustedUntil !== undefined
                ? say.devices.trusted(day(device.trustedUntil))
                : say.devices.known,
            act: device.trusted ? endTrust(device) : undefined,
          })),
        ),
  )

/** Everything about the person who is signed in, on one page. */
export const overviewScreen = async (): Promise<Screen> => {
  const me = await signedIn.call('GET /me')
  const [sessions, devices] = await Promise.all([signedIn.call('GET /me/sessions'), signedIn.call('GET /me/devices')])
  const warning = warningOf(me)
  return {
    title: say.title,
    content: [
      heading(say.greeting(me.name)),
      ...(warning ? [warning] : []),
      el('div', { class: 'panels' }, profilePanel(me), sessionsPanel(sessions.items), devicesPanel(devices.items)),
    ],
  }
}
