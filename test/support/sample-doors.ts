import { contract } from '#runtime/contract'

/** Doors and tasks that ask for everything a real one may ask for, for tests of the stack itself. */
export const sampleDoors = [
  contract({
    step: 'knock',
    route: 'POST /knock/{knockId}',
    summary: 'Checks a PIN and mints a session',
    access: 'anyone',
    refuses: [],
    needs: ['logins', 'lookup', 'pinCheck', 'signer', 'sessions', 'messages'],
  }),
  contract({
    step: 'reseal',
    route: 'POST /me/pin',
    summary: 'Checks the old PIN and makes a new one',
    access: 'person',
    refuses: [],
    needs: ['pinCheck', 'pinSeal', 'tokens', 'roster', 'messages'],
  }),
  contract({
    step: 'look',
    route: 'GET /organisation/people',
    summary: 'Shows who is there',
    access: 'admin',
    refuses: [],
    needs: ['tokens', 'members', 'contacts'],
  }),
  contract({
    step: 'enrol',
    route: 'POST /operator/people',
    summary: 'Writes a person',
    access: 'operator',
    refuses: [],
    needs: ['roster', 'lookup', 'contacts'],
  }),
]

export const sampleTasks = [
  { step: 'send-message', summary: 'Sends', needs: ['contacts', 'codes', 'sms', 'mail', 'budget', 'messages'] },
] as const
