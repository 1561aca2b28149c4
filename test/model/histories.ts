import fc from 'fast-check'
import { DAY, HOUR, MINUTE, SECOND } from '#core/time'
import { story } from './stories.ts'
import type { Batch } from './vocabulary.ts'
import type { Story } from './ways-in.ts'
import { action } from './words.ts'

const mishap = fc.record({
  at: fc.nat({ max: 12 }),
  fault: fc.constantFrom(...(['throttled', 'lost', 'unanswered', 'duplicate', 'crash', 'down', 'silent'] as const)),
})

/** Often nothing at all: what people are owed is asked of quiet times. */
const mishaps = fc.oneof(fc.constant([]), fc.array(mishap, { maxLength: 2 }))
const waits = [0, 0, 0, SECOND, 30 * SECOND, 2 * MINUTE, 6 * MINUTE, 20 * MINUTE, 2 * HOUR, DAY, -5 * SECOND, 8 * DAY]

const batch: fc.Arbitrary<Batch> = fc.record({
  // Side by side: whatever, or the same twice, which is what races are made of.
  actions: fc.oneof(
    fc.array(action, { minLength: 1, maxLength: 3 }),
    action.map((it) => [it, it]),
  ),
  order: fc.array(fc.nat({ max: 7 }), { maxLength: 24 }),
  mishaps,
  wait: fc.constantFrom(...waits),
})

/** A story as it is told: each step once or twice at the same moment, with whatever happens to its requests. */
const told = (steps: Story): fc.Arbitrary<readonly Batch[]> => {
  const batches = steps.map(([it, wait = 0]) =>
    fc.record({
      actions: fc.constantFrom(1, 1, 2).map((times) => Array.from({ length: times }, () => it)),
      order: fc.array(fc.nat({ max: 7 }), { maxLength: 24 }),
      mishaps,
      wait: fc.constant(wait),
    }),
  )
  return fc.tuple(...batches)
}

const chapter = fc.oneof({ weight: 3, arbitrary: batch.map((it) => [it]) }, { weight: 2, arbitrary: story.chain(told) })

/** Histories of up to so many chapters. */
export const histories = (depth: number): fc.Arbitrary<readonly Batch[]> =>
  fc.array(chapter, { minLength: 3, maxLength: depth, size: 'max' }).map((chapters) => chapters.flat())
