import { api } from '../ui/api.ts'
import type { Reset, ResetDoors } from './reset.ts'

const pin: ResetDoors = {
  read: (resetId) => api.call('GET /pin-reset/{resetId}', { params: { resetId } }),
  answer: (step, resetId, code) => {
    const ask = { params: { resetId }, body: { code } }
    return step === 'sms_code'
      ? api.call('POST /pin-reset/{resetId}/sms-code', ask)
      : api.call('POST /pin-reset/{resetId}/email-code', ask)
  },
  resend: async (resetId) =>
    (await api.call('POST /pin-reset/{resetId}/code/resend', { params: { resetId }, body: {} })).code,
  choose: (resetId, pin) => api.call('POST /pin-reset/{resetId}/pin', { params: { resetId }, body: { pin } }),
  leave: (resetId) => api.call('DELETE /pin-reset/{resetId}', { params: { resetId } }),
}

const password: ResetDoors = {
  read: (resetId) => api.call('GET /password-reset/{resetId}', { params: { resetId } }),
  answer: (step, resetId, code) => {
    const ask = { params: { resetId }, body: { code } }
    return step === 'sms_code'
      ? api.call('POST /password-reset/{resetId}/sms-code', ask)
      : api.call('POST /password-reset/{resetId}/email-code', ask)
  },
  resend: async (resetId) =>
    (await api.call('POST /password-reset/{resetId}/code/resend', { params: { resetId }, body: {} })).code,
  choose: (resetId, password) =>
    api.call('POST /password-reset/{resetId}/password', { params: { resetId }, body: { password } }),
  leave: (resetId) => api.call('DELETE /password-reset/{resetId}', { params: { resetId } }),
}

/** The doors of the PIN's reset and of the password's, with one shape. */
export const doorsOf: Readonly<Record<Reset['of'], ResetDoors>> = { pin, password }
