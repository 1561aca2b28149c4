// A Bloom filter: ten bits per word in one array of bits. It forgets no word and takes about one other in a thousand for one.
const probes = 10
const bitsPerWord = 14.4

const mix = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b)
  return (twice ^ (twice >>> 16)) >>> 0
}

const hashOf = (word: string, seed: number): number => {
  let hash = seed
  for (let index = 0; index < word.length; index += 1) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193)
  return mix(hash)
}

const positionsOf = (word: string, bits: number): readonly number[] => {
  const start = hashOf(word, 0x811c9dc5)
  const step = hashOf(word, 0x2545f491) | 1
  return Array.from({ length: probes }, (_, index) => ((start + Math.imul(index, step)) >>> 0) % bits)
}

/** Bytes that hold these words for `mayContain`. The number of bytes is part of the filter: keep all of them. */
export const filterOf = (words: ReadonlySet<string>): Uint8Array => {
  const filter = new Uint8Array(Math.max(1, Math.ceil((words.size * bitsPerWord) / 8)))
  for (const word of words) {
    for (const bit of positionsOf(word, filter.length * 8))
      filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7))
  }
  return filter
}

/** Whether a word was put in: never "no" for one that was, "yes" for about one in a thousand that were not. */
export const mayContain = (filter: Uint8Array, word: string): boolean =>
  positionsOf(word, filter.length * 8).every((bit) => ((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0)
