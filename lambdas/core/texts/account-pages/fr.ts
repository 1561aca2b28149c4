import type { AccountTexts } from './en.ts'

export const fr: AccountTexts = {
  title: 'Votre compte',
  greeting: (name) => `Bonjour ${name}`,
  signOut: 'Se déconnecter',
  signedOut: 'Vous êtes déconnecté.',
  organisation: 'Votre organisation',
  account: 'Compte',
  change: 'Modifier',
  add: 'Ajouter',
  save: 'Enregistrer',
  back: 'Retour à votre compte',
  saved: 'Enregistré',
  none: 'Aucun',
  warning: {
    title: 'Votre profil ne contient aucun numéro de téléphone',
    detail: 'Ajoutez-en un pour recevoir vos codes par SMS.',
  },
  profile: {
    title: 'Votre profil',
    name: 'Nom',
    nameMissing: 'Saisissez votre nom.',
    locale: 'Langue des messages',
    email: 'Adresse e-mail',
    phone: 'Numéro de téléphone',
    pin: 'Code PIN',
    password: 'Mot de passe',
    set: 'Choisi',
    notSet: 'Non choisi',
  },
  pin: {
    title: 'Modifier votre code PIN',
    current: 'Code PIN actuel',
    done: {
      title: 'Votre code PIN a été modifié',
      detail: "Vous êtes déconnecté partout ailleurs et plus aucun appareil n'est de confiance.",
    },
  },
  password: {
    title: 'Modifier votre mot de passe',
    current: 'Mot de passe actuel',
    wrong: 'Ce mot de passe est incorrect',
    done: {
      title: 'Votre mot de passe a été modifié',
      detail: "Vous êtes déconnecté partout ailleurs et plus aucun appareil n'est de confiance.",
    },
  },
  phone: {
    title: 'Votre numéro de téléphone',
    lead: "Nous enverrons un code au nouveau numéro. L'ancien numéro sera informé du changement.",
    leadFirst: 'Nous enverrons un code à ce numéro.',
    label: 'Nouveau numéro de téléphone',
    done: {
      title: 'Votre numéro de téléphone a été modifié',
      detail:
        "Les codes y seront désormais envoyés. Vous êtes déconnecté partout ailleurs et plus aucun appareil n'est de confiance.",
    },
    taken: {
      title: "Ce numéro figure sur le profil de quelqu'un d'autre",
      detail: 'Saisissez un autre numéro ou demandez à votre administrateur.',
    },
    ended: 'Ce changement de numéro est terminé',
  },
  email: {
    title: 'Votre adresse e-mail',
    lead: "Nous enverrons un code à la nouvelle adresse. L'ancienne adresse sera informée du changement.",
    leadFirst: 'Nous enverrons un code à cette adresse.',
    label: 'Nouvelle adresse e-mail',
    done: {
      title: 'Votre adresse e-mail a été modifiée',
      detail:
        "Les codes et les avis y seront désormais envoyés. Vous êtes déconnecté partout ailleurs et plus aucun appareil n'est de confiance.",
    },
    taken: {
      title: "Cette adresse figure sur le profil de quelqu'un d'autre",
      detail: 'Saisissez une autre adresse ou demandez à votre administrateur.',
    },
    ended: "Ce changement d'adresse est terminé",
    back: "Retour à l'adresse e-mail",
  },
  sessions: {
    title: 'Où vous êtes connecté',
    here: 'Cette session',
    used: (when) => `Dernière utilisation : ${when}`,
    end: 'Déconnecter',
    endOf: (label) => `Déconnecter ${label}`,
    ended: 'Déconnecté à cet endroit.',
  },
  devices: {
    title: 'Vos appareils',
    here: 'Cet appareil',
    trusted: (until) => `De confiance jusqu'au ${until} : aucun code n'y est demandé`,
    known: 'Pas de confiance : un code y est demandé',
    end: 'Ne plus faire confiance',
    endOf: (label) => `Ne plus faire confiance à ${label}`,
    ended: "Cet appareil n'est plus de confiance.",
    none: 'Vous ne faites confiance à aucun appareil.',
  },
}
