import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'login-leave',
  route: 'DELETE /login/{loginId}',
  summary: 'Back to the mobile number',
  access: 'anyone',
  refuses: [],
  needs: ['logins', 'sessionPlaces'],
})
