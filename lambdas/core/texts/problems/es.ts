import { countryIn, waitIn } from '../amounts.ts'
import type { Problems } from './en.ts'

const wait = waitIn('es')
const country = countryIn('es')

const triesLeft = (left: number | undefined): string => {
  if (left === undefined) return 'Compruébelo e inténtelo de nuevo.'
  if (left === 0) return 'No le quedan intentos. Empiece de nuevo.'
  return left === 1 ? 'Le queda un intento.' : `Le quedan ${left} intentos.`
}

const pause = (seconds: number | undefined): string =>
  seconds === undefined ? 'Inténtelo más tarde.' : `Espere ${wait(seconds)} e inténtelo de nuevo.`

const otherWay = (alternatives: readonly string[] = []): string => {
  if (alternatives.includes('email')) return 'Puede recibir el código por correo electrónico.'
  if (alternatives.includes('sms')) return 'Puede recibir el código por SMS.'
  return 'Inténtelo más tarde o pida ayuda a su administrador.'
}

export const es = {
  invalid_request: () => ({
    title: 'Falta algo o algo no es correcto',
    detail: 'Revise lo que ha escrito e inténtelo de nuevo.',
  }),
  unauthenticated: () => ({ title: 'No ha iniciado sesión', detail: 'Inicie sesión e inténtelo de nuevo.' }),
  forbidden: () => ({ title: 'No tiene permiso para hacer esto', detail: 'Su administrador puede decirle por qué.' }),
  not_found: () => ({ title: 'No se ha encontrado', detail: 'Lo que busca no existe o ya no existe.' }),
  wrong_code: ({ attemptsLeft }) => ({ title: 'Ese código no es correcto', detail: triesLeft(attemptsLeft) }),
  earlier_code: () => ({
    title: 'Ese era el código anterior',
    detail:
      'Le hemos enviado uno más reciente. Escriba el código del último mensaje. Esto no le ha costado ningún intento.',
  }),
  code_expired: () => ({ title: 'Ese código ha caducado', detail: 'Pida un código nuevo y escríbalo.' }),
  login_closed: () => ({
    title: 'Este inicio de sesión ha terminado',
    detail: 'Ha durado demasiado, se ha cancelado o ha tenido demasiados errores. Empiece de nuevo.',
  }),
  reset_closed: () => ({
    title: 'Este restablecimiento ha terminado',
    detail: 'Ha durado demasiado, se ha cancelado o ha tenido demasiados errores. Empiece de nuevo.',
  }),
  wrong_pin: ({ attemptsLeft }) => ({ title: 'Ese PIN no es correcto', detail: triesLeft(attemptsLeft) }),
  wrong_password: ({ attemptsLeft }) => ({
    title: 'El correo electrónico o la contraseña no es correcto',
    detail: triesLeft(attemptsLeft),
  }),
  pin_disabled: () => ({
    title: 'No hay ningún PIN válido',
    detail: 'El suyo se ha escrito mal demasiadas veces, o aún no tiene uno. Elija uno con «¿Ha olvidado su PIN?».',
  }),
  password_disabled: () => ({
    title: 'Su contraseña ya no es válida',
    detail: 'Se ha escrito mal demasiadas veces. Elija una nueva con «¿Ha olvidado su contraseña?».',
  }),
  pin_not_allowed: () => ({ title: 'Elija otro PIN', detail: 'Este es demasiado fácil de adivinar.' }),
  password_not_allowed: () => ({ title: 'Elija otra contraseña', detail: 'Esta no se puede usar.' }),
  too_many_requests: ({ retryAfterSeconds }) => ({ title: 'Demasiados intentos', detail: pause(retryAfterSeconds) }),
  resend_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Puede que el último código aún esté en camino',
    detail: pause(retryAfterSeconds),
  }),
  reset_too_soon: ({ retryAfterSeconds }) => ({
    title: 'Hay que esperar un poco',
    detail: `Su número de teléfono o su dirección de correo cambió hace poco; por su seguridad hay un plazo de espera. ${pause(retryAfterSeconds)}`,
  }),
  no_sends_left: () => ({
    title: 'Esta vez no se pueden enviar más códigos',
    detail: 'Escriba el código del último mensaje o empiece de nuevo.',
  }),
  sms_budget_spent: ({ alternatives }) => ({
    title: 'El presupuesto de SMS de su organización se ha agotado',
    detail: otherWay(alternatives),
  }),
  country_not_allowed: (facts) => ({
    title: 'No se pueden usar números de este país',
    detail:
      facts.country === undefined
        ? 'Use un número de otro país o pregunte a su administrador.'
        : `Su organización no ha permitido este país: ${country(facts.country)}. Pregunte a su administrador.`,
  }),
  message_not_sent: ({ alternatives }) => ({
    title: 'No se ha podido enviar el mensaje',
    detail: otherWay(alternatives),
  }),
  step_up_required: () => ({
    title: 'Esta vez necesitamos más pruebas',
    detail:
      'Ha habido muchos intentos fallidos, o su organización pide ahora un código. Entre de nuevo con un código, elija un PIN o una contraseña nuevos o pregunte a su administrador.',
  }),
  idempotency_conflict: () => ({
    title: 'Esta solicitud ya se usó para otra cosa',
    detail: 'No se ha cambiado nada. Vuelva a cargar la página e inténtelo de nuevo.',
  }),
  unavailable: () => ({
    title: 'Esto no funciona en este momento',
    detail: 'El fallo es nuestro. Inténtelo de nuevo en un momento.',
  }),
} satisfies Problems
