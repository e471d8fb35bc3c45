import { expect, test } from 'vitest'
import { kinds, roles } from './tokens.ts'

/** Contrast of two colours as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const TEXT = 4.5
const CONTROL = 3
type Role = keyof typeof roles
const pairs: [Role, Role, number][] = [
  ...(['paper', 'canvas', 'rail', 'sunk'] as const).flatMap((surface): [Role, Role, number][] => [
    ['ink', surface, TEXT],
    ['ink-2', surface, TEXT],
    ['action', surface, TEXT],
  ]),
  ...(['paper', 'canvas', 'rail'] as const).flatMap((surface): [Role, Role, number][] => [
    ['ink-3', surface, TEXT],
    ['control', surface, CONTROL],
  ]),
  ['on-action', 'action', TEXT],
  ['on-action', 'action-hover', TEXT],
  ['action', 'action-tint', TEXT],
  ['action', 'action-tint-2', TEXT],
  ['action-2', 'paper', CONTROL],
  ['settled', 'settled-tint', TEXT],
  ['due', 'due-tint', TEXT],
  ['ink', 'due-tint', TEXT],
  ['gap', 'gap-tint', TEXT],
  ['gap', 'gap-lane', TEXT],
  ['gap', 'paper', TEXT],
  ['ink', 'raised', TEXT],
]

for (const [side, theme] of [
  [0, 'light'],
  [1, 'dark'],
] as const) {
  test.each(pairs)(`${theme}: %s is readable on %s`, (text, surface, needed) => {
    expect(contrast(roles[text][side], roles[surface][side])).toBeGreaterThanOrEqual(needed)
  })

  test.each(Object.entries(kinds))(
    `${theme}: the letters of %s are readable`,
    (_, { text, tint }) => {
      expect(contrast(text[side], tint[side])).toBeGreaterThanOrEqual(TEXT)
      expect(contrast(text[side], roles.paper[side])).toBeGreaterThanOrEqual(CONTROL)
    },
  )
}
