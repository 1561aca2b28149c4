import { latchkeyClient } from '../client/client.ts'
import { language } from './language.ts'

/** The API as somebody who has not signed in calls it. */
export const api = latchkeyClient({ kind: 'web', language: () => language })
