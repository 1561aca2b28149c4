import { waitIn } from '../amounts.ts'
import type { MailText } from '../language.ts'
import { type NoticeFacts, type Notices, when } from './en.ts'

const wait = (seconds = '0'): string => waitIn('fr')(Number(seconds))
const notYou = "Si ce n'était pas vous, prévenez tout de suite votre administrateur."
const signedOut = "Vous avez été déconnecté partout et plus aucun appareil n'est de confiance."
const codesNowGoTo = (masked: string): string => `Les codes sont désormais envoyés au ${masked}.`

const budget = ({ used, limit, daysLeft }: NoticeFacts, subject: string, after: string): MailText => ({
  subject,
  paragraphs: [
    ...(used !== undefined && limit !== undefined ? [`Utilisé ce mois-ci : ${used} sur ${limit}.`] : []),
    ...when(daysLeft, (days) => `À ce rythme, il suffit encore pour ${days} jours.`),
    after,
  ],
})

export const fr = {
  mail: {
    new_device: ({ service, device }) => ({
      subject: `Un appareil est maintenant de confiance pour ${service}`,
      paragraphs: [
        `Pendant 30 jours, un appareil peut se connecter à ${service} avec votre code PIN ou votre mot de passe, sans autre code.`,
        ...when(device, (label) => `Appareil : ${label}`),
        'Vous pouvez y mettre fin à tout moment dans votre compte.',
        notYou,
      ],
    }),
    wrong_pins: ({ service }) => ({
      subject: `Codes PIN erronés pour votre compte ${service}`,
      paragraphs: [
        `Quelqu'un a saisi le bon code pour ${service}, puis des codes PIN erronés.`,
        "Si c'était vous, tout va bien. Sinon, quelqu'un peut lire vos SMS : prévenez tout de suite votre administrateur.",
      ],
    }),
    pin_disabled: ({ service, page }) => ({
      subject: `Votre code PIN pour ${service} n'est plus valable`,
      paragraphs: [
        'Il a été saisi trop souvent avec des erreurs et a été désactivé. Choisissez-en un nouveau avec « Code PIN oublié ? ».',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    password_disabled: ({ service, page }) => ({
      subject: `Votre mot de passe pour ${service} n’est plus valable`,
      paragraphs: [
        'Il a été saisi trop souvent avec des erreurs et a été désactivé. Choisissez-en un nouveau avec « Mot de passe oublié ? ».',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    codes_ended: ({ service, page }) => ({
      subject: `Les codes de votre compte ${service} ne fonctionnent plus`,
      paragraphs: [
        'Trop de codes faux ont été saisis à la suite pour votre compte : aucune nouvelle connexion ne peut commencer par un code. Les appareils de confiance se connectent toujours. Votre code PIN et votre mot de passe n’ont pas changé.',
        'Pour utiliser de nouveau les codes : connectez-vous sur un appareil déjà utilisé, choisissez un nouveau mot de passe avec « Mot de passe oublié ? », ou demandez à votre administrateur de vous débloquer. Si vous vous êtes connecté avec un code depuis, tout va bien.',
        ...when(page, (url) => url),
      ],
    }),
    pin_changed: ({ service }) => ({
      subject: `Votre code PIN pour ${service} a été changé`,
      paragraphs: [signedOut, notYou],
    }),
    password_changed: ({ service }) => ({
      subject: `Votre mot de passe pour ${service} a été changé`,
      paragraphs: [signedOut, notYou],
    }),
    number_changed_old: ({ service, number }) => ({
      subject: `Le numéro de téléphone de votre compte ${service} a été changé`,
      paragraphs: [...when(number, codesNowGoTo), "L'ancien numéro ne reçoit plus de codes.", notYou],
    }),
    number_changed_new: ({ service, number }) => ({
      subject: `Un nouveau numéro de téléphone pour votre compte ${service}`,
      paragraphs: [...when(number, codesNowGoTo), notYou],
    }),
    number_corrected: ({ service, number }) => ({
      subject: `Votre administrateur a corrigé votre numéro de téléphone pour ${service}`,
      paragraphs: [
        ...when(number, codesNowGoTo),
        'Vous avez été déconnecté partout. La prochaine connexion demandera un code.',
        'Si vous ne vous y attendiez pas, demandez à votre administrateur.',
      ],
    }),
    email_changed_old: ({ service, address }) => ({
      subject: `L'adresse e-mail de votre compte ${service} a été changée`,
      paragraphs: [
        ...when(address, (masked) => `Les e-mails sont désormais envoyés à ${masked}.`),
        "L'ancienne adresse ne reçoit plus ni codes ni avis.",
        notYou,
      ],
    }),
    email_changed_new: ({ service, address }) => ({
      subject: `Une nouvelle adresse e-mail pour votre compte ${service}`,
      paragraphs: [...when(address, (masked) => `Les e-mails sont désormais envoyés à ${masked}.`), notYou],
    }),
    email_corrected: ({ service, address }) => ({
      subject: `Votre administrateur a changé votre adresse e-mail pour ${service}`,
      paragraphs: [
        ...when(address, (masked) => `Les e-mails sont désormais envoyés à ${masked}.`),
        'Vous avez été déconnecté partout. La prochaine connexion demandera un code.',
        'Si vous ne vous y attendiez pas, demandez à votre administrateur.',
      ],
    }),
    number_used: ({ service, number }) => ({
      subject: `Un numéro de téléphone a servi à se connecter à ${service}`,
      paragraphs: [
        "Votre profil n'a pas de numéro de téléphone, un numéro a donc été saisi pour le code.",
        ...when(number, (masked) => `Numéro : ${masked}`),
        "Il n'a pas été ajouté à votre profil. Si ce n'était pas vous, changez votre mot de passe et prévenez votre administrateur.",
      ],
    }),
    invitation: ({ service, organisation, page }) => ({
      subject: `Vous êtes invité à utiliser ${service}`,
      paragraphs: [
        ...when(organisation, (name) => `${name} vous a créé un compte.`),
        'Pour commencer, choisissez votre code PIN ou votre mot de passe avec « Code PIN oublié ? » ou « Mot de passe oublié ? ».',
        ...when(page, (url) => url),
      ],
    }),
    reset_asked: ({ service, page, ended }) => ({
      subject: `Choisissez un nouveau code PIN ou mot de passe pour ${service}`,
      paragraphs: [
        'Votre administrateur vous demande d’en choisir un nouveau avec « Code PIN oublié ? » ou « Mot de passe oublié ? ».',
        ended === undefined
          ? 'Jusque-là, le vôtre reste valable. Vous seul voyez les codes et ce que vous choisissez.'
          : 'D’autres connaissent peut-être le vôtre : il n’ouvre plus rien, et vous avez été déconnecté partout. Vous seul voyez les codes et ce que vous choisissez.',
        ...when(page, (url) => url),
      ],
    }),
    budget_50: (facts) => budget(facts, 'La moitié du budget SMS est utilisée', "Vous n'avez encore rien à faire."),
    budget_80: (facts) => budget(facts, '80 % du budget SMS sont utilisés', 'Augmentez-le à temps dans les réglages.'),
    budget_100: (facts) =>
      budget(
        facts,
        'Le budget SMS est épuisé',
        "Les appareils de confiance se connectent toujours. Les autres reçoivent leur code par e-mail, si vous l'autorisez ; sans code, personne n'entre.",
      ),
    messages_paused: ({ service, why, pauseSeconds, longestSeconds, page }) => ({
      subject: 'Les SMS vers de nouveaux appareils sont suspendus',
      paragraphs: [
        why === 'wrong_codes'
          ? 'Dans la plupart des connexions récentes de votre organisation où un code a été saisi, aucun n’était bon. C’est ce qui se voit quand quelqu’un cherche à deviner.'
          : `Presque aucun des codes que ${service} a envoyés récemment pour votre organisation n’a été saisi. C’est ce qui se voit quand quelqu’un fait envoyer des codes pour en tirer de l’argent, ou quand les messages n’arrivent pas.`,
        `Sur un appareil encore jamais utilisé pour se connecter, aucun code n’est envoyé par SMS pour l’instant (durée : ${wait(pauseSeconds)}). Ensuite, quelques-uns sont envoyés à l’essai ; si cela continue, la pause suivante est plus longue (au plus ${wait(longestSeconds)}). Les appareils connus et les codes déjà envoyés continuent de fonctionner.`,
        'Vous n’avez rien à faire : cela prend fin de soi-même. Si vous savez pourquoi tant de codes sont demandés, par exemple parce que beaucoup de personnes commencent en même temps, regardez les messages sur la page « Budget SMS » et choisissez-y « Reprendre l’envoi à tous ».',
        ...when(page, (url) => url),
        'Tant que cela dure, vous ne recevrez pas d’autre e-mail à ce sujet.',
      ],
    }),
  },
  sms: {
    new_device: ({ service }) => `${service} : un appareil est de confiance pour 30 jours. ${notYou}`,
    wrong_pins: ({ service }) => `${service} : des PIN erronés ont suivi un code correct. ${notYou}`,
    pin_disabled: ({ service }) =>
      `${service} : votre PIN, trop souvent erroné, ne sert plus. Veuillez en choisir un nouveau.`,
    codes_ended: ({ service }) =>
      `${service} : trop de codes faux, les codes ne permettent plus de nouvelle connexion. Votre administrateur peut vous débloquer.`,
    pin_changed: ({ service }) => `${service} : votre PIN a été changé. ${notYou}`,
    password_changed: ({ service }) => `${service} : votre mot de passe a été changé. ${notYou}`,
    number_changed_old: ({ service }) => `${service} : ce portable n'obtient plus vos codes. ${notYou}`,
    number_changed_new: ({ service }) => `${service} : ce portable obtient maintenant vos codes. ${notYou}`,
    number_corrected: ({ service }) =>
      `${service} : votre administrateur a changé le portable qui obtient vos codes. Une surprise ? Parlez-lui.`,
    email_changed_new: ({ service }) => `${service} : l'adresse e-mail de votre compte a changé. ${notYou}`,
    email_corrected: ({ service }) =>
      `${service} : votre administrateur a changé votre adresse e-mail. Une surprise ? Parlez-lui.`,
    reset_asked: ({ service }) =>
      `${service} : votre administrateur demande un nouveau code PIN. Page de connexion : "Code PIN oublié ?"`,
    invitation: ({ service }) =>
      `${service} : vous avez un compte. Sur la page de connexion, choisissez "Code PIN oublié ?".`,
  },
} satisfies Notices
