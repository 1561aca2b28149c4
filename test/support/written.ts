/** Everything written to either stream while `act` runs. */
export const written = async (act: () => Promise<void>): Promise<string> => {
  const lines: string[] = []
  const kept = [process.stdout.write, process.stderr.write] as const
  const keep = ((chunk: string | Uint8Array) => {
    lines.push(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk))
    return true
  }) as typeof process.stdout.write
  process.stdout.write = keep
  process.stderr.write = keep
  try {
    await act()
  } finally {
    process.stdout.write = kept[0]
    process.stderr.write = kept[1]
  }
  return lines.join('')
}
