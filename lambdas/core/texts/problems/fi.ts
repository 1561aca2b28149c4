import { countryIn, waitIn } from '../amounts.ts'
import type { Problems } from './en.ts'

const wait = waitIn('fi')
const country = countryIn('fi')

const triesLeft = (left: number | undefined): string => {
  if (left === undefined) return 'Tarkista se ja yritä uudelleen.'
  if (left === 0) return 'Sinulla ei ole enää yrityksiä. Aloita alusta.'
  return left === 1 ? 'Sinulla on yksi yritys jäljellä.' : `Sinulla on ${left} yritystä jäljellä.`
}

const pause = (seconds: number | undefined): string =>
  seconds === undefined ? 'Yritä myöhemmin uudelleen.' : `Odota ${wait(seconds)} ja yritä sitten uudelleen.`

const otherWay = (alternatives: readonly string[] = []): string => {
  if (alternatives.includes('email')) return 'Voit saada koodin sen sijaan sähköpostilla.'
  if (alternatives.includes('sms')) return 'Voit saada koodin sen sijaan tekstiviestillä.'
  return 'Yritä myöhemmin uudelleen tai pyydä apua ylläpitäjältä.'
}

export const fi = {
  invalid_request: () => ({
    title: 'Jotain puuttuu tai on väärin',
    detail: 'Tarkista antamasi tiedot ja yritä uudelleen.',
  }),
  unauthenticated: () => ({ title: 'Et ole kirjautunut sisään', detail: 'Kirjaudu sisään ja yritä uudelleen.' }),
  forbidden: () => ({ title: 'Sinulla ei ole oikeutta tähän', detail: 'Ylläpitäjä voi kertoa, miksi.' }),
  not_found: () => ({ title: 'Ei löytynyt', detail: 'Etsimääsi ei ole, tai sitä ei ole enää.' }),
  wrong_code: ({ attemptsLeft }) => ({ title: 'Koodi on väärä', detail: triesLeft(attemptsLeft) }),
  earlier_code: () => ({
    title: 'Tuo oli aiempi koodi',
    detail: 'Olemme lähettäneet sinulle uudemman. Anna viimeisimmän viestin koodi. Tämä ei vähentänyt yrityksiäsi.',
  }),
  code_expired: () => ({ title: 'Koodi on vanhentunut', detail: 'Pyydä uusi koodi ja anna se.' }),
  login_closed: () => ({
    title: 'Tämä kirjautuminen on päättynyt',
    detail: 'Se kesti liian kauan, se peruttiin tai siinä oli liikaa vääriä yrityksiä. Aloita alusta.',
  }),
  reset_closed: () => ({
    title: 'Tämä vaihtaminen on päättynyt',
    detail: 'Se kesti liian kauan, se peruttiin tai siinä oli liikaa vääriä yrityksiä. Aloita alusta.',
  }),
  wrong_pin: ({ attemptsLeft }) => ({ title: 'PIN on väärä', detail: triesLeft(attemptsLeft) }),
  wrong_password: ({ attemptsLeft }) => ({
    title: 'Sähköpostiosoite tai salasana on väärä',
    detail: triesLeft(attemptsLeft),
  }),
  pin_disabled: () => ({
    title: 'Voimassa olevaa PIN-koodia ei ole',
    detail:
      'Se annettiin väärin liian monta kertaa, tai sinulla ei vielä ole sitä. Valitse se kohdasta ”Unohditko PIN-koodin?”.',
  }),
  password_disabled: () => ({
    title: 'Salasana ei ole enää voimassa',
    detail: 'Se annettiin väärin liian monta kertaa. Valitse uusi kohdasta ”Unohditko salasanan?”.',
  }),
  pin_not_allowed: () => ({ title: 'Valitse toinen PIN', detail: 'Tämä on liian helppo arvata.' }),
  password_not_allowed: () => ({ title: 'Valitse toinen salasana', detail: 'Tätä ei voi käyttää.' }),
  too_many_requests: ({ retryAfterSeconds }) => ({ title: 'Liian monta yritystä', detail: pause(retryAfterSeconds) }),
  resend_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Edellinen koodi voi olla vielä matkalla',
    detail: pause(retryAfterSeconds),
  }),
  reset_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Tämä onnistuu vasta vähän myöhemmin',
    detail: `Puhelinnumerosi tai sähköpostiosoitteesi vaihdettiin äskettäin, joten turvallisuutesi vuoksi on odotettava. ${pause(retryAfterSeconds)}`,
  }),
  no_sends_left: () => ({
    title: 'Tällä kertaa ei voi lähettää enempää koodeja',
    detail: 'Anna viimeisimmän viestin koodi tai aloita alusta.',
  }),
  sms_budget_spent: ({ alternatives }) => ({
    title: 'Organisaatiosi tekstiviestibudjetti on käytetty',
    detail: otherWay(alternatives),
  }),
  country_not_allowed: (facts) => ({
    title: 'Tämän maan numeroita ei voi käyttää',
    detail:
      facts.country === undefined
        ? 'Käytä toisen maan numeroa tai kysy ylläpitäjältä.'
        : `Organisaatiosi ei ole sallinut tätä maata: ${country(facts.country)}. Kysy ylläpitäjältä.`,
  }),
  message_not_sent: ({ alternatives }) => ({ title: 'Viestiä ei voitu lähettää', detail: otherWay(alternatives) }),
  step_up_required: () => ({
    title: 'Tällä kertaa tarvitaan lisävarmistus',
    detail:
      'Vääriä yrityksiä on ollut paljon, tai organisaatiosi vaatii nyt koodin. Kirjaudu uudelleen koodilla, valitse uusi PIN tai salasana tai pyydä apua ylläpitäjältäsi.',
  }),
  idempotency_conflict: () => ({
    title: 'Tämä pyyntö on jo käytetty muuhun',
    detail: 'Mitään ei muutettu. Lataa sivu uudelleen ja yritä uudelleen.',
  }),
  unavailable: () => ({
    title: 'Tämä ei toimi juuri nyt',
    detail: 'Vika on meillä, ei sinussa. Yritä hetken kuluttua uudelleen.',
  }),
} satisfies Problems
