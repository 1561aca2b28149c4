import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'me-device-end',
  route: 'DELETE /me/devices/{deviceId}',
  summary: 'Stop trusting a device',
  access: 'person',
  refuses: ['unauthenticated', 'not_found'],
  needs: ['tokens', 'sessions'],
})
