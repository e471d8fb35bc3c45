/** Characters that nobody mistakes for another in handwriting: no 0 and O, no 1, I and L. */
const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** 31 is a prime, so with these weights one wrong sign and two that changed places are always found. */
const weights = [2, 3, 4, 5] as const

/** The fifth sign of a code, which tells whether the other four were read rightly. */
function checkOf(first: string): string {
  const sum = weights.reduce((all, weight, place) => {
    return all + weight * signs.indexOf(first.charAt(place))
  }, 0)
  return signs.charAt((signs.length - (sum % signs.length)) % signs.length)
}

/** A code that says nothing of whom it stands for: four signs by chance, and one that checks them. */
export function newCode(chance: (below: number) => number): string {
  const first = weights.map(() => signs.charAt(chance(signs.length))).join('')
  return first + checkOf(first)
}

/** What was typed, as it is printed: capitals, without blanks and hyphens. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '')
}

/** Why a code cannot be one of ours: too short or long, a sign that is never printed, or misread. */
export function troubleOf(code: string): 'code_length' | 'code_sign' | 'code_check' | null {
  if (code.length !== weights.length + 1) return 'code_length'
  if ([...code].some((sign) => !signs.includes(sign))) return 'code_sign'
  return checkOf(code.slice(0, weights.length)) === code.at(-1) ? null : 'code_check'
}
