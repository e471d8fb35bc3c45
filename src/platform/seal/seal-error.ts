export type SealProblem =
  | 'format_unknown'
  | 'too_short'
  | 'tampered'
  | 'key_unknown'
  | 'key_retired'
  | 'master_key_missing'
  | 'master_key_weak'
  | 'master_key_exposed'
  | 'master_key_other'
  | 'master_key_command'
  | 'master_key_not_now'
  | 'master_key_typo'
  | 'rotation_running'

/**
 * Something sealed cannot be opened, or a key may not be used.
 *
 * The message is for the operator and never holds a key, a name or a sealed text.
 */
export class SealError extends Error {
  readonly code: SealProblem

  constructor(code: SealProblem, message: string) {
    super(message)
    this.name = 'SealError'
    this.code = code
  }
}
