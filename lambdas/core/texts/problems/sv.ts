import { countryIn, waitIn } from '../amounts.ts'
import type { Problems } from './en.ts'

const wait = waitIn('sv')
const country = countryIn('sv')

const triesLeft = (left: number | undefined): string => {
  if (left === undefined) return 'Kontrollera det och försök igen.'
  if (left === 0) return 'Du har inga försök kvar. Börja om från början.'
  return left === 1 ? 'Du har ett försök kvar.' : `Du har ${left} försök kvar.`
}

const pause = (seconds: number | undefined): string =>
  seconds === undefined ? 'Försök igen senare.' : `Vänta ${wait(seconds)} och försök sedan igen.`

const otherWay = (alternatives: readonly string[] = []): string => {
  if (alternatives.includes('email')) return 'Du kan få koden med e-post i stället.'
  if (alternatives.includes('sms')) return 'Du kan få koden med sms i stället.'
  return 'Försök igen senare eller be din administratör om hjälp.'
}

export const sv = {
  invalid_request: () => ({
    title: 'Något saknas eller är fel',
    detail: 'Kontrollera det du har skrivit och försök igen.',
  }),
  unauthenticated: () => ({ title: 'Du är inte inloggad', detail: 'Logga in och försök igen.' }),
  forbidden: () => ({ title: 'Du får inte göra detta', detail: 'Din administratör kan berätta varför.' }),
  not_found: () => ({ title: 'Hittades inte', detail: 'Det du söker finns inte, eller inte längre.' }),
  wrong_code: ({ attemptsLeft }) => ({ title: 'Koden stämmer inte', detail: triesLeft(attemptsLeft) }),
  earlier_code: () => ({
    title: 'Det var den tidigare koden',
    detail: 'Vi har skickat en nyare. Skriv koden från det senaste meddelandet. Det här kostade inget försök.',
  }),
  code_expired: () => ({ title: 'Koden har gått ut', detail: 'Be om en ny kod och skriv den.' }),
  login_closed: () => ({
    title: 'Den här inloggningen är avslutad',
    detail: 'Den tog för lång tid, avbröts eller hade för många felaktiga försök. Börja om från början.',
  }),
  reset_closed: () => ({
    title: 'Den här återställningen är avslutad',
    detail: 'Den tog för lång tid, avbröts eller hade för många felaktiga försök. Börja om från början.',
  }),
  wrong_pin: ({ attemptsLeft }) => ({ title: 'PIN-koden stämmer inte', detail: triesLeft(attemptsLeft) }),
  wrong_password: ({ attemptsLeft }) => ({
    title: 'E-postadressen eller lösenordet stämmer inte',
    detail: triesLeft(attemptsLeft),
  }),
  pin_disabled: () => ({
    title: 'Det finns ingen giltig PIN-kod',
    detail: 'Din skrevs fel för många gånger, eller så har du ingen än. Välj en med ”Glömt PIN-koden?”.',
  }),
  password_disabled: () => ({
    title: 'Ditt lösenord gäller inte längre',
    detail: 'Det skrevs fel för många gånger. Välj ett nytt med ”Glömt lösenordet?”.',
  }),
  pin_not_allowed: () => ({ title: 'Välj en annan PIN-kod', detail: 'Den här är för lätt att gissa.' }),
  password_not_allowed: () => ({ title: 'Välj ett annat lösenord', detail: 'Det här går inte att använda.' }),
  too_many_requests: ({ retryAfterSeconds }) => ({ title: 'För många försök', detail: pause(retryAfterSeconds) }),
  resend_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Den senaste koden kan fortfarande vara på väg',
    detail: pause(retryAfterSeconds),
  }),
  reset_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Det här måste vänta lite',
    detail: `Ditt telefonnummer eller din e-postadress ändrades nyligen, så för din säkerhet måste du vänta. ${pause(retryAfterSeconds)}`,
  }),
  no_sends_left: () => ({
    title: 'Inga fler koder kan skickas den här gången',
    detail: 'Skriv koden från det senaste meddelandet eller börja om från början.',
  }),
  sms_budget_spent: ({ alternatives }) => ({
    title: 'Din organisations sms-budget är slut',
    detail: otherWay(alternatives),
  }),
  country_not_allowed: (facts) => ({
    title: 'Nummer från det här landet kan inte användas',
    detail:
      facts.country === undefined
        ? 'Använd ett nummer från ett annat land eller fråga din administratör.'
        : `Din organisation har inte tillåtit det här landet: ${country(facts.country)}. Fråga din administratör.`,
  }),
  message_not_sent: ({ alternatives }) => ({ title: 'Meddelandet kunde inte skickas', detail: otherWay(alternatives) }),
  step_up_required: () => ({
    title: 'Den här gången behövs mer bevis',
    detail:
      'Det har varit många felaktiga försök, eller så kräver din organisation nu en kod. Logga in igen med en kod, välj en ny PIN-kod eller ett nytt lösenord, eller fråga din administratör.',
  }),
  idempotency_conflict: () => ({
    title: 'Den här begäran har redan använts till något annat',
    detail: 'Ingenting har ändrats. Ladda om sidan och försök igen.',
  }),
  unavailable: () => ({
    title: 'Det här fungerar inte just nu',
    detail: 'Felet är vårt, inte ditt. Försök igen om en stund.',
  }),
} satisfies Problems
