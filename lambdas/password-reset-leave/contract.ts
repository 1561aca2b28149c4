import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'password-reset-leave',
  route: 'DELETE /password-reset/{resetId}',
  summary: 'Give a reset up; the password stays as it is',
  access: 'anyone',
  refuses: [],
  needs: ['resets', 'resetCallback'],
})
