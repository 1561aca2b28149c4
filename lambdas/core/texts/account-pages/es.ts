import type { AccountTexts } from './en.ts'

export const es: AccountTexts = {
  title: 'Su cuenta',
  greeting: (name) => `Hola, ${name}`,
  signOut: 'Cerrar sesión',
  signedOut: 'Ha cerrado la sesión.',
  organisation: 'Organización',
  account: 'Cuenta',
  change: 'Cambiar',
  add: 'Añadir',
  save: 'Guardar',
  back: 'Volver a su cuenta',
  saved: 'Guardado',
  none: 'Ninguno',
  warning: {
    title: 'En su perfil no hay ningún número de teléfono',
    detail: 'Añada uno para que los códigos le lleguen por SMS.',
  },
  profile: {
    title: 'Perfil',
    name: 'Nombre',
    nameMissing: 'Escriba su nombre.',
    locale: 'Idioma de los mensajes',
    email: 'Correo electrónico',
    phone: 'Número de teléfono',
    pin: 'Su PIN',
    password: 'Contraseña',
    set: 'Elegido',
    notSet: 'Sin elegir',
  },
  pin: {
    title: 'Cambiar su PIN',
    current: 'PIN actual',
    done: {
      title: 'Su PIN se ha cambiado',
      detail: 'Se ha cerrado su sesión en todos los demás sitios y ya no se confía en ningún dispositivo.',
    },
  },
  password: {
    title: 'Cambiar su contraseña',
    current: 'Contraseña actual',
    wrong: 'Esa contraseña no es correcta',
    done: {
      title: 'Su contraseña se ha cambiado',
      detail: 'Se ha cerrado su sesión en todos los demás sitios y ya no se confía en ningún dispositivo.',
    },
  },
  phone: {
    title: 'Su número de teléfono',
    lead: 'Enviaremos un código al número nuevo. Al número antiguo se le avisará del cambio.',
    leadFirst: 'Enviaremos un código a este número.',
    label: 'Número de teléfono nuevo',
    done: {
      title: 'Su número de teléfono se ha cambiado',
      detail:
        'Los códigos se envían allí desde ahora. Se ha cerrado su sesión en todos los demás sitios y ya no se confía en ningún dispositivo.',
    },
    taken: {
      title: 'Este número está en el perfil de otra persona',
      detail: 'Escriba otro número o pregunte a su administrador.',
    },
    ended: 'Este cambio de número ha terminado',
  },
  email: {
    title: 'Su dirección de correo',
    lead: 'Enviaremos un código a la dirección nueva. A la antigua se le avisará del cambio.',
    leadFirst: 'Enviaremos un código a esta dirección.',
    label: 'Dirección de correo nueva',
    done: {
      title: 'Su dirección de correo se ha cambiado',
      detail:
        'Los códigos y avisos se envían allí desde ahora. Se ha cerrado su sesión en todos los demás sitios y ya no se confía en ningún dispositivo.',
    },
    taken: {
      title: 'Esta dirección está en el perfil de otra persona',
      detail: 'Escriba otra dirección o pregunte a su administrador.',
    },
    ended: 'Este cambio de dirección ha terminado',
    back: 'Volver a la dirección de correo',
  },
  sessions: {
    title: 'Dónde ha iniciado sesión',
    here: 'Esta sesión',
    used: (when) => `Último uso: ${when}`,
    end: 'Cerrar sesión',
    endOf: (label) => `Cerrar la sesión de ${label}`,
    ended: 'Sesión cerrada allí.',
  },
  devices: {
    title: 'Sus dispositivos',
    here: 'Este dispositivo',
    trusted: (until) => `De confianza hasta el ${until}: allí no se pide código`,
    known: 'Sin confianza: allí se pide un código',
    end: 'Dejar de confiar',
    endOf: (label) => `Dejar de confiar en ${label}`,
    ended: 'Ya no se confía en este dispositivo.',
    none: 'No confía en ningún dispositivo.',
  },
}
