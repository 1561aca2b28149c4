import type { Channel, Login } from './login.ts'

export type Followed = Partial<Pick<Login, 'stepUp' | 'number'> & { readonly step: string }>

/** How a second code is sent once the one of this step was right. Told to whoever has proved the password: by telephone, at `sms_code`, nobody has yet. */
export const followedBy = ({ step, stepUp, number }: Followed): Channel | undefined => {
  if (number !== undefined) return step === 'email_code' ? 'sms' : undefined
  return stepUp && step === 'code' ? 'email' : undefined
}
