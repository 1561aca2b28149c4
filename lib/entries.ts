import type { Task } from '#lambdas/tasks'
import { type Contract, needsOf } from '#runtime/contract'
import type { Need } from './grants.ts'

/** What runs as one function: a door of the API, or a task without one. */
export type Step = { readonly kind: 'door' | 'task'; readonly step: string; readonly needs: readonly Need[] }

export const doorOf = (contract: Contract): Step => ({ kind: 'door', step: contract.step, needs: needsOf(contract) })
export const taskOf = ({ step, needs }: Task): Step => ({ kind: 'task', step, needs })

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const maker = (need: string): string => `make${need.charAt(0).toUpperCase()}${need.slice(1)}`

const serving: Readonly<Record<Step['kind'], (step: Step, ports: string) => readonly string[]>> = {
  door: ({ step }, ports) => [
    "import { serve } from '#runtime/serve'",
    `import { contract } from '../../lambdas/${step}/contract.ts'`,
    `export const handler = await serve(contract, run, ${ports})`,
  ],
  task: ({ step, needs }, ports) => [
    "import { serveTask } from '#runtime/serve-task'",
    `export const handler = await serveTask(${JSON.stringify({ step, needs })}, run, ${ports})`,
  ],
}

/** The source of a step's entry: its handler, and an adapter for each port it needs and no other. */
export const entryOf = (step: Step): string => {
  const imports = step.needs.map((need) => `import { make as ${maker(need)} } from '#adapters/${kebab(need)}'`)
  const ports = step.needs.map((need) => `${need}: ${maker(need)}`).join(', ')
  const lines = [...imports, `import { run } from '../../lambdas/${step.step}/handler.ts'`]
  return `${[...lines, ...serving[step.kind](step, `{ ${ports} }`)].join('\n')}\n`
}
