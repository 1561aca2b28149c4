import { countryIn, waitIn } from '../amounts.ts'
import type { Problems } from './en.ts'

const wait = waitIn('fr')
const country = countryIn('fr')

const triesLeft = (left: number | undefined): string => {
  if (left === undefined) return 'Vérifiez-le et réessayez.'
  if (left === 0) return "Vous n'avez plus d'essai. Veuillez recommencer."
  return left === 1 ? 'Il vous reste un essai.' : `Il vous reste ${left} essais.`
}

const pause = (seconds: number | undefined): string =>
  seconds === undefined ? 'Veuillez réessayer plus tard.' : `Veuillez patienter ${wait(seconds)}, puis réessayer.`

const otherWay = (alternatives: readonly string[] = []): string => {
  if (alternatives.includes('email')) return 'Vous pouvez recevoir le code par e-mail à la place.'
  if (alternatives.includes('sms')) return 'Vous pouvez recevoir le code par SMS à la place.'
  return "Veuillez réessayer plus tard ou demander de l'aide à votre administrateur."
}

export const fr = {
  invalid_request: () => ({
    title: 'Il manque quelque chose ou une donnée est incorrecte',
    detail: 'Vérifiez ce que vous avez saisi et réessayez.',
  }),
  unauthenticated: () => ({ title: "Vous n'êtes pas connecté", detail: 'Connectez-vous et réessayez.' }),
  forbidden: () => ({ title: "Vous n'y êtes pas autorisé", detail: 'Votre administrateur peut vous dire pourquoi.' }),
  not_found: () => ({ title: 'Introuvable', detail: "Ce que vous cherchez n'existe pas ou plus." }),
  wrong_code: ({ attemptsLeft }) => ({ title: "Ce code n'est pas le bon", detail: triesLeft(attemptsLeft) }),
  earlier_code: () => ({
    title: "C'était le code précédent",
    detail:
      'Nous vous en avons envoyé un plus récent. Saisissez le code du dernier message. Aucun essai ne vous a été compté.',
  }),
  code_expired: () => ({ title: 'Ce code a expiré', detail: 'Demandez un nouveau code et saisissez-le.' }),
  login_closed: () => ({
    title: 'Cette connexion est terminée',
    detail: "Elle a duré trop longtemps, a été annulée ou a compté trop d'erreurs. Veuillez recommencer.",
  }),
  reset_closed: () => ({
    title: 'Cette réinitialisation est terminée',
    detail: "Elle a duré trop longtemps, a été annulée ou a compté trop d'erreurs. Veuillez recommencer.",
  }),
  wrong_pin: ({ attemptsLeft }) => ({ title: "Ce code PIN n'est pas le bon", detail: triesLeft(attemptsLeft) }),
  wrong_password: ({ attemptsLeft }) => ({
    title: "L'adresse e-mail ou le mot de passe est incorrect",
    detail: triesLeft(attemptsLeft),
  }),
  pin_disabled: () => ({
    title: "Il n'y a pas de code PIN valable",
    detail:
      "Le vôtre a été saisi trop souvent avec des erreurs, ou vous n'en avez pas encore. Choisissez-en un avec « Code PIN oublié ? ».",
  }),
  password_disabled: () => ({
    title: "Votre mot de passe n'est plus valable",
    detail: 'Il a été saisi trop souvent avec des erreurs. Choisissez-en un nouveau avec « Mot de passe oublié ? ».',
  }),
  pin_not_allowed: () => ({
    title: 'Veuillez choisir un autre code PIN',
    detail: 'Celui-ci est trop facile à deviner.',
  }),
  password_not_allowed: () => ({
    title: 'Veuillez choisir un autre mot de passe',
    detail: 'Celui-ci ne peut pas être utilisé.',
  }),
  too_many_requests: ({ retryAfterSeconds }) => ({ title: "Trop d'essais", detail: pause(retryAfterSeconds) }),
  resend_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Le dernier code est peut-être encore en route',
    detail: pause(retryAfterSeconds),
  }),
  reset_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Il faut attendre un peu',
    detail: `Votre numéro de téléphone ou votre adresse e-mail a été changé il y a peu : pour votre sécurité, un délai s'applique. ${pause(retryAfterSeconds)}`,
  }),
  no_sends_left: () => ({
    title: 'Aucun autre code ne peut être envoyé cette fois',
    detail: 'Saisissez le code du dernier message ou recommencez.',
  }),
  sms_budget_spent: ({ alternatives }) => ({
    title: 'Le budget SMS de votre organisation est épuisé',
    detail: otherWay(alternatives),
  }),
  country_not_allowed: (facts) => ({
    title: 'Les numéros de ce pays ne peuvent pas être utilisés',
    detail:
      facts.country === undefined
        ? "Utilisez un numéro d'un autre pays ou demandez à votre administrateur."
        : `Votre organisation n'a pas autorisé ce pays : ${country(facts.country)}. Demandez à votre administrateur.`,
  }),
  message_not_sent: ({ alternatives }) => ({
    title: "Le message n'a pas pu être envoyé",
    detail: otherWay(alternatives),
  }),
  step_up_required: () => ({
    title: 'Cette fois, il nous faut une preuve de plus',
    detail:
      "Il y a eu beaucoup d'essais erronés, ou votre organisation demande maintenant un code. Reconnectez-vous avec un code, choisissez un nouveau code PIN ou mot de passe, ou demandez à votre administrateur.",
  }),
  idempotency_conflict: () => ({
    title: 'Cette demande a déjà servi à autre chose',
    detail: "Rien n'a été modifié. Rechargez la page et réessayez.",
  }),
  unavailable: () => ({
    title: 'Cela ne fonctionne pas pour le moment',
    detail: "L'erreur vient de nous. Réessayez dans un instant.",
  }),
} satisfies Problems
