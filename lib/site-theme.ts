type Rgb = readonly [number, number, number]

const rgbOf = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

const luminanceOf = (rgb: Rgb): number => {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of WCAG: 1 for the same colour, 21 for black on white. */
export const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminanceOf(rgbOf(one)), luminanceOf(rgbOf(other))].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const mix = (hex: string, towards: string, share: number): string => {
  const [from, to] = [rgbOf(hex), rgbOf(towards)]
  const at = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * share
  return hexOf([at(0), at(1), at(2)])
}

/** The colour nearest to `accent`, on the way to `towards`, that can be read on `ground`. */
const readable = (accent: string, ground: string, towards: string, least = 5): string => {
  for (let share = 0; share < 1; share += 0.02) {
    const tried = mix(accent, towards, share)
    if (contrast(tried, ground) >= least) return tried
  }
  return towards
}

export const grounds = { light: '#ffffff', lightMuted: '#f4f5f7', dark: '#16181d', darkMuted: '#0e1014' } as const

const variables = (accent: string, towards: string, ground: string, onAccent: string): string =>
  [
    `--accent:${accent}`,
    `--accent-strong:${mix(accent, towards, 0.16)}`,
    `--accent-soft:${mix(ground, accent, 0.1)}`,
    `--accent-line:${mix(ground, accent, 0.35)}`,
    `--on-accent:${onAccent}`,
  ].join(';')

/** The colours of a deployment from its one accent colour, as CSS: readable in both themes, whatever was chosen. */
export const themeStyle = (accentColour: string): string => {
  const light = readable(accentColour, grounds.lightMuted, '#000000')
  const dark = readable(accentColour, mix(grounds.dark, accentColour, 0.1), '#ffffff')
  return [
    `:root{${variables(light, '#000000', grounds.light, '#ffffff')}}`,
    `@media (prefers-color-scheme:dark){:root{${variables(dark, '#ffffff', grounds.dark, '#0b0c0f')}}}`,
  ].join('\n')
}
