import { fold } from './plain-text.ts'

export type AreaAnswer = 'in' | 'out' | 'unknown'

/**
 * Prepares the question whether a place of residence is the city.
 *
 * Names are compared whole: a village whose name begins like the city's is not the city. Case,
 * accents, hyphens and blanks make no difference; a name in two languages counts if each part does.
 */
export function askArea(
  city: readonly string[],
  noFixedAddress: readonly string[],
): (residence: string) => AreaAnswer {
  const inside = new Set(city.map(fold))
  const without = new Set(noFixedAddress.map(fold))
  return (residence) => {
    const folded = fold(residence)
    if (folded === '' || says(residence, without)) return 'unknown'
    return says(residence, inside) ? 'in' : 'out'
  }
}

function says(residence: string, names: ReadonlySet<string>): boolean {
  return names.has(fold(residence)) || residence.split('/').every((part) => names.has(fold(part)))
}
