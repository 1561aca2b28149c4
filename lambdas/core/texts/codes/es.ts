import type { Codes } from './en.ts'
import { letterIn, textMessage } from './letter.ts'

// The text messages keep to letters of the GSM alphabet (é and ñ, but no á, í, ó, ú), hence «clave» instead of «código»:
// with one other letter a message would cost twice.
const sms = textMessage('No la comparta con nadie, tampoco con nosotros.')

const letter = letterIn('es', {
  works: (wait) => `Sirve una vez, durante ${wait}. No lo comparta con nadie, tampoco con nosotros.`,
  spent: 'Llega por correo electrónico porque el presupuesto de SMS de su organización se ha agotado.',
})

export const es = {
  sms: {
    sign_in: (facts) => sms(facts, `${facts.code} es su clave para entrar en ${facts.service}.`),
    two_factor: (facts) => sms(facts, `${facts.code} es su segundo paso para entrar en ${facts.service}.`),
    pin_reset: (facts) => sms(facts, `${facts.code} es su clave para cambiar el PIN de ${facts.service}.`),
    password_reset: (facts) => sms(facts, `${facts.code} es su clave para cambiar la contraseña de ${facts.service}.`),
    phone_change: (facts) => sms(facts, `${facts.code} es su clave para vincular este teléfono a ${facts.service}.`),
  },
  mail: {
    sign_in: (facts) =>
      letter(facts, {
        subject: `Su código para entrar en ${facts.service}`,
        ask: `Alguien, esperamos que usted, está entrando en ${facts.service}. Este es el código:`,
        otherwise: 'Si no ha sido usted, avise a su administrador. Sin el código no entra nadie.',
      }),
    two_factor: (facts) =>
      letter(facts, {
        subject: `Su segundo paso para entrar en ${facts.service}`,
        ask: `Se ha escrito su contraseña de ${facts.service}. Este es el código del segundo paso:`,
        otherwise: 'Si no ha sido usted, alguien conoce su contraseña: cámbiela ahora.',
      }),
    pin_reset: (facts) =>
      letter(facts, {
        subject: `Su código para cambiar el PIN de ${facts.service}`,
        ask: `El código del SMS era correcto. Para elegir un PIN nuevo de ${facts.service}, escriba también este:`,
        otherwise:
          'Si no ha sido usted, alguien puede leer sus SMS: avise a su administrador. Su PIN sigue como estaba.',
      }),
    password_reset: (facts) =>
      letter(facts, {
        subject: `Su código para cambiar la contraseña de ${facts.service}`,
        ask: `Ha pedido elegir una contraseña nueva de ${facts.service}. Este es el código:`,
        otherwise: 'Si no ha sido usted, no tiene que hacer nada. Su contraseña sigue como estaba.',
      }),
    phone_change: (facts) =>
      letter(facts, {
        subject: `Su código para usar un número de teléfono con ${facts.service}`,
        ask: `Se ha escrito un número de teléfono para su cuenta de ${facts.service}. Para mostrar que ha sido usted, escriba este código:`,
        otherwise: 'Si no ha sido usted, alguien conoce su contraseña: cámbiela ahora.',
      }),
    email_change: (facts) =>
      letter(facts, {
        subject: `Su código para usar una dirección de correo con ${facts.service}`,
        ask: `Se ha escrito esta dirección para una cuenta de ${facts.service}. Para mostrar que es suya, escriba este código:`,
        otherwise: 'Si no ha sido usted, no tiene que hacer nada. Sin el código, la dirección no se usa.',
      }),
  },
} satisfies Codes
