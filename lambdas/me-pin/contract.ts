import * as z from 'zod/mini'
import { contract as define } from '#runtime/contract'
import { sixDigits } from '#runtime/shapes'

export const contract = define({
  step: 'me-pin',
  route: 'POST /me/pin',
  summary: 'Choose a new PIN, showing the current one',
  access: 'person',
  body: z.strictObject({ currentPin: sixDigits, newPin: sixDigits }),
  refuses: [
    'invalid_request',
    'unauthenticated',
    'wrong_pin',
    'pin_disabled',
    'pin_not_allowed',
    'too_many_requests',
    'step_up_required',
    'unavailable',
  ],
  needs: ['tokens', 'sessions', 'people', 'pinCheck', 'pinSeal', 'contacts', 'roster', 'messages'],
})
