/** Colour roles: light, dark. The contrast of each pair is proven in tokens.test.ts. */
export const roles = {
  paper: ['#FFFFFF', '#151C30'],
  canvas: ['#F4F5F9', '#0E1424'],
  rail: ['#FBFBFD', '#131A2C'],
  sunk: ['#EEF0F6', '#222B44'],
  raised: ['#FFFFFF', '#3A4565'],
  ink: ['#17213A', '#E9EDF8'],
  'ink-2': ['#46506A', '#B7C0D8'],
  'ink-3': ['#5A647C', '#9DA8C3'],
  control: ['#808AA1', '#7E8AAB'],
  line: ['#E1E5EE', '#29324B'],
  'line-2': ['#C9D0DE', '#3A4565'],
  action: ['#2B3F9E', '#A9B8FF'],
  'action-hover': ['#23358A', '#BBC7FF'],
  'on-action': ['#FFFFFF', '#0F1638'],
  'action-2': ['#4658BE', '#8496F0'],
  'action-tint': ['#ECEFFB', '#222C57'],
  'action-tint-2': ['#D8DEF6', '#33407A'],
  settled: ['#17653F', '#86D3A6'],
  'settled-tint': ['#E5F3EB', '#123524'],
  due: ['#7A4A00', '#F2C069'],
  'due-tint': ['#FFF2D9', '#3A2B0D'],
  gap: ['#A3172A', '#FF9CA7'],
  'gap-tint': ['#FCEBEC', '#45171E'],
  'gap-lane': ['#FFF7F7', '#1D1A2A'],
  'gap-hatch-1': ['#FCEBEC', '#3A1219'],
  'gap-hatch-2': ['#F3C4C9', '#7C2C38'],
  mark: ['#2B3F9E', '#2B3F9E'],
  'on-mark': ['#FFFFFF', '#FFFFFF'],
} as const satisfies Record<string, readonly [string, string]>

/** Kind of agency: text and tint, light and dark. Police and justice are slate, never red. */
export const kinds = {
  custody: { text: ['#515B70', '#BCC5D9'], tint: ['#E8EBF1', '#2B3347'] },
  probation: { text: ['#0E6173', '#93D6E5'], tint: ['#DCEFF3', '#123843'] },
  city: { text: ['#2B3F9E', '#B7C3FF'], tint: ['#E3E8FA', '#242E60'] },
  health: { text: ['#2C6A3B', '#9ED8AB'], tint: ['#E2F1E4', '#173A22'] },
  work: { text: ['#6A4B2F', '#DFC1A3'], tint: ['#F3EAE1', '#3B2D20'] },
  association: { text: ['#77397A', '#E5B4E7'], tint: ['#F4E6F4', '#3D2140'] },
  police: { text: ['#3F5468', '#B4CADF'], tint: ['#E4EBF2', '#1F3344'] },
  justice: { text: ['#5C5566', '#CFC6DC'], tint: ['#EDEAF1', '#352F42'] },
} as const satisfies Record<string, { text: readonly string[]; tint: readonly string[] }>

/** The eight kinds of agency that have a colour of their own. */
export type Kind = keyof typeof kinds

/** The colour roles as CSS variables (`--tc-paper`, `--tc-kind-city-tint`) of one theme. */
export function colourVariables(theme: 'light' | 'dark'): Record<string, string> {
  const side = theme === 'light' ? 0 : 1
  const variables: Record<string, string> = {}
  for (const [role, values] of Object.entries(roles)) variables[`--tc-${role}`] = values[side]
  for (const [kind, values] of Object.entries(kinds)) {
    variables[`--tc-kind-${kind}`] = values.text[side]
    variables[`--tc-kind-${kind}-tint`] = values.tint[side]
  }
  return variables
}
