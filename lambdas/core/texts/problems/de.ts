import { countryIn, waitIn } from '../amounts.ts'
import type { Problems } from './en.ts'

const wait = waitIn('de')
const country = countryIn('de')

const triesLeft = (left: number | undefined): string => {
  if (left === undefined) return 'Prüfen Sie die Eingabe und versuchen Sie es noch einmal.'
  if (left === 0) return 'Sie haben keinen Versuch mehr. Bitte beginnen Sie von vorn.'
  return left === 1 ? 'Sie haben noch einen Versuch.' : `Sie haben noch ${left} Versuche.`
}

const pause = (seconds: number | undefined): string =>
  seconds === undefined
    ? 'Bitte versuchen Sie es später noch einmal.'
    : `Bitte warten Sie ${wait(seconds)} und versuchen Sie es dann noch einmal.`

const otherWay = (alternatives: readonly string[] = []): string => {
  if (alternatives.includes('email')) return 'Sie können sich den Code stattdessen per E-Mail schicken lassen.'
  if (alternatives.includes('sms')) return 'Sie können sich den Code stattdessen per SMS schicken lassen.'
  return 'Bitte versuchen Sie es später noch einmal oder fragen Sie Ihre Administration.'
}

export const de = {
  invalid_request: () => ({
    title: 'Etwas fehlt oder stimmt nicht',
    detail: 'Prüfen Sie Ihre Eingabe und versuchen Sie es noch einmal.',
  }),
  unauthenticated: () => ({
    title: 'Sie sind nicht angemeldet',
    detail: 'Melden Sie sich an und versuchen Sie es noch einmal.',
  }),
  forbidden: () => ({ title: 'Das dürfen Sie nicht', detail: 'Ihre Administration kann Ihnen sagen, warum.' }),
  not_found: () => ({ title: 'Nicht gefunden', detail: 'Was Sie suchen, gibt es nicht oder nicht mehr.' }),
  wrong_code: ({ attemptsLeft }) => ({ title: 'Der Code stimmt nicht', detail: triesLeft(attemptsLeft) }),
  earlier_code: () => ({
    title: 'Das war der frühere Code',
    detail:
      'Wir haben Ihnen einen neueren geschickt. Geben Sie den Code aus der letzten Nachricht ein. Das hat keinen Versuch gekostet.',
  }),
  code_expired: () => ({
    title: 'Der Code ist abgelaufen',
    detail: 'Fordern Sie einen neuen Code an und geben Sie diesen ein.',
  }),
  login_closed: () => ({
    title: 'Diese Anmeldung ist beendet',
    detail: 'Sie dauerte zu lange, wurde abgebrochen oder hatte zu viele Fehlversuche. Bitte beginnen Sie von vorn.',
  }),
  reset_closed: () => ({
    title: 'Dieses Zurücksetzen ist beendet',
    detail: 'Es dauerte zu lange, wurde abgebrochen oder hatte zu viele Fehlversuche. Bitte beginnen Sie von vorn.',
  }),
  wrong_pin: ({ attemptsLeft }) => ({ title: 'Die PIN stimmt nicht', detail: triesLeft(attemptsLeft) }),
  wrong_password: ({ attemptsLeft }) => ({
    title: 'Die E-Mail-Adresse oder das Passwort stimmt nicht',
    detail: triesLeft(attemptsLeft),
  }),
  pin_disabled: () => ({
    title: 'Es gibt keine gültige PIN',
    detail: 'Ihre wurde zu oft falsch eingegeben, oder Sie haben noch keine. Wählen Sie eine mit „PIN vergessen?“.',
  }),
  password_disabled: () => ({
    title: 'Ihr Passwort gilt nicht mehr',
    detail: 'Es wurde zu oft falsch eingegeben. Wählen Sie mit „Passwort vergessen?“ ein neues.',
  }),
  pin_not_allowed: () => ({ title: 'Bitte wählen Sie eine andere PIN', detail: 'Diese ist zu leicht zu erraten.' }),
  password_not_allowed: () => ({
    title: 'Bitte wählen Sie ein anderes Passwort',
    detail: 'Dieses kann nicht verwendet werden.',
  }),
  too_many_requests: ({ retryAfterSeconds }) => ({ title: 'Zu viele Versuche', detail: pause(retryAfterSeconds) }),
  resend_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Der letzte Code ist vielleicht noch unterwegs',
    detail: pause(retryAfterSeconds),
  }),
  reset_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Das geht erst etwas später',
    detail: `Ihre Telefonnummer oder E-Mail-Adresse wurde erst kürzlich geändert, deshalb gilt zu Ihrer Sicherheit eine Wartezeit. ${pause(retryAfterSeconds)}`,
  }),
  no_sends_left: () => ({
    title: 'Diesmal kann kein Code mehr geschickt werden',
    detail: 'Geben Sie den Code aus der letzten Nachricht ein oder beginnen Sie von vorn.',
  }),
  sms_budget_spent: ({ alternatives }) => ({
    title: 'Das SMS-Budget Ihrer Organisation ist aufgebraucht',
    detail: otherWay(alternatives),
  }),
  country_not_allowed: (facts) => ({
    title: 'Nummern aus diesem Land können nicht verwendet werden',
    detail:
      facts.country === undefined
        ? 'Nehmen Sie eine Nummer aus einem anderen Land oder fragen Sie Ihre Administration.'
        : `Ihre Organisation hat dieses Land nicht zugelassen: ${country(facts.country)}. Fragen Sie Ihre Administration.`,
  }),
  message_not_sent: ({ alternatives }) => ({
    title: 'Die Nachricht konnte nicht verschickt werden',
    detail: otherWay(alternatives),
  }),
  step_up_required: () => ({
    title: 'Diesmal brauchen wir mehr Gewissheit',
    detail:
      'Es gab viele Fehlversuche, oder Ihre Organisation verlangt jetzt einen Code. Melden Sie sich neu mit Code an, wählen Sie eine neue PIN oder ein neues Passwort, oder fragen Sie Ihre Administration.',
  }),
  idempotency_conflict: () => ({
    title: 'Diese Anfrage wurde schon für etwas anderes verwendet',
    detail: 'Es wurde nichts geändert. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  }),
  unavailable: () => ({
    title: 'Das geht im Moment nicht',
    detail: 'Der Fehler liegt bei uns. Versuchen Sie es gleich noch einmal.',
  }),
} satisfies Problems
