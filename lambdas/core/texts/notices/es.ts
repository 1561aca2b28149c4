import { waitIn } from '../amounts.ts'
import type { MailText } from '../language.ts'
import { type NoticeFacts, type Notices, when } from './en.ts'

const wait = (seconds = '0'): string => waitIn('es')(Number(seconds))
const notYou = 'Si no ha sido usted, avise enseguida a su administrador.'
const signedOut = 'Se ha cerrado su sesión en todas partes y ningún dispositivo sigue siendo de confianza.'
const codesNowGoTo = (masked: string): string => `Los códigos se envían desde ahora al ${masked}.`

const budget = ({ used, limit, daysLeft }: NoticeFacts, subject: string, after: string): MailText => ({
  subject,
  paragraphs: [
    ...(used !== undefined && limit !== undefined ? [`Gastado este mes: ${used} de ${limit}.`] : []),
    ...when(daysLeft, (days) => `A este ritmo alcanza para ${days} días más.`),
    after,
  ],
})

export const es = {
  mail: {
    new_device: ({ service, device }) => ({
      subject: `Un dispositivo es ahora de confianza en ${service}`,
      paragraphs: [
        `Durante 30 días, un dispositivo puede entrar en ${service} con su PIN o su contraseña y sin código.`,
        ...when(device, (label) => `Dispositivo: ${label}`),
        'Puede terminarlo en su cuenta en cualquier momento.',
        notYou,
      ],
    }),
    wrong_pins: ({ service }) => ({
      subject: `PIN equivocados en su cuenta de ${service}`,
      paragraphs: [
        `Alguien escribió el código correcto de ${service} y después PIN equivocados.`,
        'Si ha sido usted, todo está bien. Si no, alguien puede leer sus SMS: avise enseguida a su administrador.',
      ],
    }),
    pin_disabled: ({ service, page }) => ({
      subject: `Su PIN de ${service} ya no es válido`,
      paragraphs: [
        'Se ha escrito mal demasiadas veces y se ha desactivado. Elija uno nuevo con «¿Ha olvidado su PIN?».',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    password_disabled: ({ service, page }) => ({
      subject: `Su contraseña de ${service} ya no es válida`,
      paragraphs: [
        'Se ha escrito mal demasiadas veces y se ha desactivado. Elija una nueva con «¿Ha olvidado su contraseña?».',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    codes_ended: ({ service, page }) => ({
      subject: `Los códigos de su cuenta de ${service} ya no funcionan`,
      paragraphs: [
        'Se han introducido demasiados códigos incorrectos seguidos en su cuenta, así que ningún inicio de sesión nuevo puede empezar con un código. Los dispositivos de confianza siguen entrando. Su PIN y su contraseña no han cambiado.',
        'Para volver a usar códigos: inicie sesión en un dispositivo que ya haya usado, elija una contraseña nueva con «¿Ha olvidado su contraseña?», o pida a su administrador que le desbloquee. Si ha iniciado sesión con un código desde entonces, todo está bien.',
        ...when(page, (url) => url),
      ],
    }),
    pin_changed: ({ service }) => ({ subject: `Su PIN de ${service} ha cambiado`, paragraphs: [signedOut, notYou] }),
    password_changed: ({ service }) => ({
      subject: `Su contraseña de ${service} ha cambiado`,
      paragraphs: [signedOut, notYou],
    }),
    number_changed_old: ({ service, number }) => ({
      subject: `El número de teléfono de su cuenta de ${service} ha cambiado`,
      paragraphs: [...when(number, codesNowGoTo), 'El número que tenía ya no recibe códigos.', notYou],
    }),
    number_changed_new: ({ service, number }) => ({
      subject: `Un número de teléfono nuevo para su cuenta de ${service}`,
      paragraphs: [...when(number, codesNowGoTo), notYou],
    }),
    number_corrected: ({ service, number }) => ({
      subject: `Su administrador ha corregido su número de teléfono en ${service}`,
      paragraphs: [
        ...when(number, codesNowGoTo),
        'Se ha cerrado su sesión en todas partes. La próxima vez necesitará un código para entrar.',
        'Si no lo esperaba, pregunte a su administrador.',
      ],
    }),
    email_changed_old: ({ service, address }) => ({
      subject: `La dirección de correo de su cuenta de ${service} ha cambiado`,
      paragraphs: [
        ...when(address, (masked) => `El correo se envía desde ahora a ${masked}.`),
        'La dirección que tenía ya no recibe códigos ni avisos.',
        notYou,
      ],
    }),
    email_changed_new: ({ service, address }) => ({
      subject: `Una dirección de correo nueva para su cuenta de ${service}`,
      paragraphs: [...when(address, (masked) => `El correo se envía desde ahora a ${masked}.`), notYou],
    }),
    email_corrected: ({ service, address }) => ({
      subject: `Su administrador ha cambiado su dirección de correo en ${service}`,
      paragraphs: [
        ...when(address, (masked) => `El correo se envía desde ahora a ${masked}.`),
        'Se ha cerrado su sesión en todas partes. La próxima vez necesitará un código para entrar.',
        'Si no lo esperaba, pregunte a su administrador.',
      ],
    }),
    number_used: ({ service, number }) => ({
      subject: `Se ha usado un número de teléfono para entrar en ${service}`,
      paragraphs: [
        'Su perfil no tiene número de teléfono, así que se escribió uno para el código.',
        ...when(number, (masked) => `Número: ${masked}`),
        'No se ha añadido a su perfil. Si no ha sido usted, cambie su contraseña y avise a su administrador.',
      ],
    }),
    invitation: ({ service, organisation, page }) => ({
      subject: `Tiene una invitación a ${service}`,
      paragraphs: [
        ...when(organisation, (name) => `${name} le ha creado una cuenta.`),
        'Para empezar, elija su PIN o su contraseña con «¿Ha olvidado su PIN?» o «¿Ha olvidado su contraseña?».',
        ...when(page, (url) => url),
      ],
    }),
    reset_asked: ({ service, page, ended }) => ({
      subject: `Elija un PIN o una contraseña nuevos para ${service}`,
      paragraphs: [
        'Su administrador le pide que elija otros con «¿Ha olvidado su PIN?» o «¿Ha olvidado su contraseña?».',
        ended === undefined
          ? 'Hasta entonces vale lo que ya tiene. Solo usted ve los códigos y lo que elige.'
          : 'Otros pueden conocer lo que ya tiene: ya no abre nada, y se ha cerrado su sesión en todas partes. Solo usted ve los códigos y lo que elige.',
        ...when(page, (url) => url),
      ],
    }),
    budget_50: (facts) =>
      budget(facts, 'Se ha gastado la mitad del presupuesto de SMS', 'Todavía no tiene que hacer nada.'),
    budget_80: (facts) =>
      budget(facts, 'Se ha gastado el 80 % del presupuesto de SMS', 'Auméntelo a tiempo en los ajustes.'),
    budget_100: (facts) =>
      budget(
        facts,
        'El presupuesto de SMS se ha agotado',
        'Los dispositivos de confianza siguen entrando. Los demás reciben su código por correo electrónico, si usted lo permite; sin código no entra nadie.',
      ),
    messages_paused: ({ service, why, pauseSeconds, longestSeconds, page }) => ({
      subject: 'Los SMS a dispositivos nuevos están en pausa',
      paragraphs: [
        why === 'wrong_codes'
          ? 'En la mayoría de los últimos inicios de sesión de su organización con código, ninguno fue correcto. Es lo que se ve cuando alguien intenta adivinar.'
          : `Casi ninguno de los códigos que ${service} ha enviado últimamente para su organización se ha introducido. Es lo que se ve cuando alguien hace enviar códigos para ganar dinero con ello, o cuando los mensajes no llegan.`,
        `En un dispositivo con el que nunca se ha iniciado sesión no se envía por ahora ningún código por SMS (duración: ${wait(pauseSeconds)}). Después se envían unos pocos a prueba; si continúa, la pausa siguiente es más larga (como mucho ${wait(longestSeconds)}). Los dispositivos conocidos y los códigos ya enviados siguen funcionando.`,
        'No tiene que hacer nada: termina por sí sola. Si sabe por qué se piden tantos códigos, por ejemplo porque mucha gente empieza a la vez, mire los mensajes en la página «Presupuesto de SMS» y elija allí «Volver a enviar a todos».',
        ...when(page, (url) => url),
        'Mientras continúe, no recibirá más correos sobre ello.',
      ],
    }),
  },
  sms: {
    new_device: ({ service }) => `${service}: un dispositivo es ahora de confianza por un mes. ${notYou}`,
    wrong_pins: ({ service }) => `${service}: tras una clave correcta se probaron PIN equivocados. ${notYou}`,
    pin_disabled: ({ service }) => `${service}: se fallaron demasiados intentos con su PIN y ya no sirve. Elija otro.`,
    codes_ended: ({ service }) =>
      `${service}: demasiadas claves incorrectas; ya no sirven para entrar de nuevo. Su administrador puede desbloquearle.`,
    pin_changed: ({ service }) => `${service}: se ha cambiado su PIN. ${notYou}`,
    password_changed: ({ service }) => `${service}: se ha cambiado su contraseña. ${notYou}`,
    number_changed_old: ({ service }) => `${service}: este teléfono ya no recibe sus claves. ${notYou}`,
    number_changed_new: ({ service }) => `${service}: este teléfono recibe desde ahora sus claves. ${notYou}`,
    number_corrected: ({ service }) =>
      `${service}: su administrador ha cambiado el teléfono de sus claves. Si no lo esperaba, pregunte.`,
    email_changed_new: ({ service }) => `${service}: ha cambiado el correo de su cuenta. ${notYou}`,
    email_corrected: ({ service }) =>
      `${service}: su administrador ha cambiado el correo de su cuenta. Si no lo esperaba, pregunte.`,
    reset_asked: ({ service }) =>
      `${service}: su administrador le pide un PIN nuevo. Al entrar, elija "¿Ha olvidado su PIN?".`,
    invitation: ({ service }) =>
      `${service}: ya tiene una cuenta. Para empezar, vaya a entrar y elija "¿Ha olvidado su PIN?".`,
  },
} satisfies Notices
