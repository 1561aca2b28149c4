// `LATCHKEY_API=… LATCHKEY_OUTBOX=… node --test test/contract/anywhere.ts`: every journey against whatever is deployed there, in one process, because
// no two may use the same number. `engine.ts` lists the variables.
import { runJourneys } from './run-journeys.ts'

await runJourneys({})
