import { resetFlow } from '#core/reset-flow'

/** Every workflow of Latchkey, as the page of flows shows them. */
export const FLOWS = [
  { title: 'Forgotten PIN', flow: resetFlow('pin') },
  { title: 'Forgotten password', flow: resetFlow('password') },
] as const
