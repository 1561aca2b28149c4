import type { Ports } from '#core/ports'
import type { Receipt } from '#core/receipts'
import { alternativesTo } from '../send-message/alternatives.ts'
import { readEvent } from './read-event.ts'

type RecordPorts = Pick<Ports, 'receipts' | 'people' | 'organisations'>

const recordOne = async ({ providerId, outcome }: Receipt, ports: RecordPorts): Promise<void> => {
  const line = await ports.receipts.find(providerId)
  if (line === undefined) return
  const others = outcome === 'failed' ? await alternativesTo(line, 'not_delivered', ports) : []
  await ports.receipts.record(line, outcome, others)
}

/** Writes down what the providers say became of messages. What is told twice, late or out of order changes nothing that is settled. */
export const run = async (event: unknown, ports: RecordPorts): Promise<void> => {
  for (const receipt of readEvent(event)) await recordOne(receipt, ports)
}
