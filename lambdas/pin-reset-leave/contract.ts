import { contract as define } from '#runtime/contract'

export const contract = define({
  step: 'pin-reset-leave',
  route: 'DELETE /pin-reset/{resetId}',
  summary: 'Give a reset up; the PIN stays as it is',
  access: 'anyone',
  refuses: [],
  needs: ['resets', 'resetCallback'],
})
