// Stands in bundles where the SDK imports its event streams: replies in parts. We call nothing that has them, and their code, imported lazily, would
// keep all of the SDK's core from being trimmed: 20 KB a bundle. A name that a newer SDK wants and is not here stops the bundling.

export const eventStreamSerdeProvider = (): object => ({})

export const resolveEventStreamSerdeConfig = <C extends object>(config: C): C => config

export class EventStreamSerde {
  constructor() {
    throw new Error('event streams are left out of this bundle')
  }
}
