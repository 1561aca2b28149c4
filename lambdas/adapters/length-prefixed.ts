const LENGTH_BYTES = 4

/** Joins parts so that no two different lists give the same bytes: each part is led by its length. */
export const lengthPrefixed = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const sizes = parts.map((part) => Buffer.byteLength(part))
  const joined = Buffer.alloc(sizes.reduce((sum, size) => sum + LENGTH_BYTES + size, 0))
  let at = 0
  parts.forEach((part, i) => {
    at = joined.writeUInt32BE(sizes[i] ?? 0, at)
    if (typeof part === 'string') joined.write(part, at)
    else joined.set(part, at)
    at += sizes[i] ?? 0
  })
  return joined
}
