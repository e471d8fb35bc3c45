export const rowCodes = [
  'column_count',
  'quote_unmatched',
  'encoding_error',
  'control_characters',
  'field_too_long',
  'number_missing',
  'name_missing',
  'formula_injection',
  'date_impossible',
  'date_unreadable',
  'release_before_birth',
  'number_conflict',
  'row_repeated',
] as const
export type RowCode = (typeof rowCodes)[number]

// Signs that turn the direction of writing or hide: they make one name look like another.
const hiddenSigns = /[\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/

/**
 * Says what makes a field unfit to be kept, whatever it stands for.
 *
 * Line breaks and tabs are let through in long texts such as a place, and nowhere else.
 */
export function findFieldFault(
  field: string,
  maxLength: number,
  mayHaveLines: boolean,
): RowCode | undefined {
  const trimmed = field.trim()
  if (trimmed.length > maxLength) return 'field_too_long'
  if (/[\ufffd\u0080-\u009f]/.test(trimmed)) return 'encoding_error'
  const text = mayHaveLines ? trimmed.replace(/[\t\r\n]/g, ' ') : trimmed
  if (/\p{Cc}/u.test(text) || hiddenSigns.test(text)) return 'control_characters'
  return undefined
}

/** A name that a spreadsheet would run as a formula when somebody opens an export. */
export function isFormula(name: string): boolean {
  return /^\s*[=+@]/.test(name)
}

// A name that was not quoted and holds one quote has lost the other one.
export function hasLoneQuote(name: string): boolean {
  return (name.match(/"/g)?.length ?? 0) % 2 === 1
}
