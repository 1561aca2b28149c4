import type { Codes } from './en.ts'
import { letterIn, textMessage } from './letter.ts'

// The text messages keep to letters of the GSM alphabet (no ê, no ç): with one other letter a message would cost twice.
const sms = textMessage('Ne le donnez à personne, y compris à nous.')

const letter = letterIn('fr', {
  works: (wait) => `Il sert une fois, pendant ${wait}. Ne le donnez à personne, pas même à nous.`,
  spent: 'Il vous parvient par e-mail car le budget SMS de votre organisation est épuisé.',
})

export const fr = {
  sms: {
    sign_in: (facts) => sms(facts, `${facts.code} est votre code pour vous connecter à ${facts.service}.`),
    two_factor: (facts) => sms(facts, `${facts.code} est votre seconde étape pour entrer dans ${facts.service}.`),
    pin_reset: (facts) => sms(facts, `${facts.code} est votre code pour changer le PIN de ${facts.service}.`),
    password_reset: (facts) =>
      sms(facts, `${facts.code} est votre code pour changer le mot de passe de ${facts.service}.`),
    phone_change: (facts) => sms(facts, `${facts.code} est votre code pour ajouter ce portable à ${facts.service}.`),
  },
  mail: {
    sign_in: (facts) =>
      letter(facts, {
        subject: `Votre code pour vous connecter à ${facts.service}`,
        ask: `Quelqu'un, vous sans doute, se connecte à ${facts.service}. Voici le code :`,
        otherwise: "Si ce n'était pas vous, prévenez votre administrateur. Sans le code, personne n'entre.",
      }),
    two_factor: (facts) =>
      letter(facts, {
        subject: `Votre seconde étape pour vous connecter à ${facts.service}`,
        ask: `Votre mot de passe pour ${facts.service} a été saisi. Voici le code de la seconde étape :`,
        otherwise: "Si ce n'était pas vous, quelqu'un connaît votre mot de passe : changez-le maintenant.",
      }),
    pin_reset: (facts) =>
      letter(facts, {
        subject: `Votre code pour changer le code PIN de ${facts.service}`,
        ask: `Le code reçu par SMS était le bon. Pour choisir un nouveau code PIN pour ${facts.service}, saisissez aussi celui-ci :`,
        otherwise:
          "Si ce n'était pas vous, quelqu'un peut lire vos SMS : prévenez votre administrateur. Votre code PIN reste inchangé.",
      }),
    password_reset: (facts) =>
      letter(facts, {
        subject: `Votre code pour changer le mot de passe de ${facts.service}`,
        ask: `Vous avez demandé à choisir un nouveau mot de passe pour ${facts.service}. Voici le code :`,
        otherwise: "Si ce n'était pas vous, vous n'avez rien à faire. Votre mot de passe reste inchangé.",
      }),
    phone_change: (facts) =>
      letter(facts, {
        subject: `Votre code pour utiliser un numéro avec ${facts.service}`,
        ask: `Un numéro de téléphone a été saisi pour votre compte ${facts.service}. Pour montrer que c'était vous, saisissez ce code :`,
        otherwise: "Si ce n'était pas vous, quelqu'un connaît votre mot de passe : changez-le maintenant.",
      }),
    email_change: (facts) =>
      letter(facts, {
        subject: `Votre code pour utiliser une adresse e-mail avec ${facts.service}`,
        ask: `Cette adresse a été saisie pour un compte ${facts.service}. Pour montrer qu'elle est à vous, saisissez ce code :`,
        otherwise: "Si ce n'était pas vous, vous n'avez rien à faire. Sans le code, l'adresse n'est pas utilisée.",
      }),
  },
} satisfies Codes
