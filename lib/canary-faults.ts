import { LIMITS } from '#core/limits'
import { MINUTE } from '#core/time'
import type { CanarySettings, StageSettings } from './stages.ts'

type Settings = Pick<StageSettings, 'canary' | 'testNumbers' | 'limits'>

/** Whether it is a canary's setting at all. */
export const isCanary = (value: unknown): value is CanarySettings =>
  value === 'off' ||
  (typeof value === 'object' &&
    value !== null &&
    Object.keys(value).join() === 'number' &&
    typeof (value as { readonly number: unknown }).number === 'string')

const startsEachMinute = ({ limits }: Settings): boolean =>
  (limits.startsPerNumber ?? LIMITS.startsPerNumber).every(({ most, withinMs }) => most > withinMs / MINUTE)

/** Why a canary could never sign in: no number whose code it knows, or limits that would stop it like anybody who begins each minute. */
export const canaryFaults = (settings: Settings): readonly string[] => {
  const { canary, testNumbers } = settings
  if (canary === 'off') return []
  const perHour = settings.limits.startsPerSourceAndHour ?? LIMITS.startsPerSourceAndHour
  return [
    ...(testNumbers.some(({ number }) => number === canary.number) ? [] : ['canary.number must be one of testNumbers']),
    ...(startsEachMinute(settings)
      ? []
      : [
          'a canary begins each minute, and limits.startsPerNumber must let it: more starts than minutes in each window',
        ]),
    ...(perHour > 60 ? [] : ['a canary begins sixty times an hour, and limits.startsPerSourceAndHour must let it']),
  ]
}
