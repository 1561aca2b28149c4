import type { Resource } from '#laptop/template'

// An ARN without its region and account: a caller configured for other ones means the same resource here.
const placeless = (name: string): string =>
  name.startsWith('arn:') ? `arn:${name.split(':').slice(5).join(':')}` : name

/** Finds the things of one kind by any name a caller may use: physical name, ARN (of any account), alias, logical id. */
export class Directory<T> {
  readonly #byName = new Map<string, T>()

  add(names: readonly string[], thing: T): void {
    for (const name of names) this.#byName.set(placeless(name), thing)
  }

  find(name: string): T | undefined {
    return this.#byName.get(name) ?? this.#byName.get(placeless(name))
  }

  all(): readonly T[] {
    return [...new Set(this.#byName.values())]
  }
}

/** The names under which one resource of the template answers. */
export const namesOf = (resource: Resource): readonly string[] => [resource.id, resource.ref, resource.attribute('Arn')]
