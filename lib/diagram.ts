import { FLOW_SECONDS, type Flow, type FlowState } from '#core/reset-flow'

type Arrow = { readonly to: string; readonly when?: string }

const arrowsOf = (state: FlowState): readonly Arrow[] => {
  switch (state.kind) {
    case 'wait':
      return [
        { to: state.next, when: 'answered' },
        { to: state.ended, when: 'nothing heard, or over' },
        { to: state.unsent, when: 'not sent' },
        { to: 'Broken', when: 'still failing' },
      ]
    case 'look':
      return [{ to: state.next }, { to: 'Broken', when: 'still failing' }]
    case 'tell':
      return [{ to: state.next }, { to: state.failed, when: 'still failing' }]
    case 'fork':
      return [...state.ways.map(({ at, to }) => ({ to, when: at })), { to: state.otherwise, when: 'anything else' }]
    case 'end':
      return [{ to: '[*]' }]
  }
}

/** Every state of a flow with the states it may lead to, those of failure included. */
export const arrowsOfFlow = (
  flow: Flow,
): readonly { readonly from: string; readonly to: string; readonly when?: string }[] =>
  Object.entries(flow.states).flatMap(([from, state]) => arrowsOf(state).map((arrow) => ({ from, ...arrow })))

/** The flow as a Mermaid state diagram. */
export const diagramOf = (flow: Flow): string => {
  const names = Object.entries(flow.states).map(([name, state]) => `  ${name}: ${name}<br/>${state.says}`)
  const arrows = arrowsOfFlow(flow).map(
    ({ from, to, when }) => `  ${from} --> ${to}${when === undefined ? '' : `: ${when}`}`,
  )
  return ['stateDiagram-v2', `  [*] --> ${flow.startsAt}`, ...names, ...arrows].join('\n')
}

const sentence = `Each wait sends its code, if it has one, and ends after ${FLOW_SECONDS.wait} seconds. A wait that hears nothing for
${FLOW_SECONDS.listen} seconds looks for itself where the reset stands: the decision is in the table, and an answer whose callback
was lost is found there. A step that is asked again sends nothing again.`

/** The page of flows, whole. `docs/flows.md` is exactly this. */
export const flowsPage = (flows: readonly { readonly title: string; readonly flow: Flow }[]): string => {
  const parts = flows.map(({ title, flow }) => `## ${title}\n\n\`\`\`mermaid\n${diagramOf(flow)}\n\`\`\`\n`)
  return `# Flows\n\nMade from \`lambdas/core/reset-flow.ts\` by \`node bin/flows.ts\`; the state machines are made from the same value.\n\n${sentence}\n\n${parts.join('\n')}`
}
