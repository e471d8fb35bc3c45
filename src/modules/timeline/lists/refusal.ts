export type RefusalCode =
  | 'not_a_text_list'
  | 'list_encoding_unsupported'
  | 'list_empty'
  | 'list_too_large'
  | 'list_without_columns'
  | 'list_too_many_columns'
  | 'list_too_many_rows'
  | 'list_header_missing'
  | 'list_without_rows'
  | 'list_mapping_other_header'
  | 'list_mapping_incomplete'

/**
 * The whole file cannot be read as a prison list.
 *
 * Carries a code and numbers only: a message that quoted the file would put a person into a log.
 */
export class ListRefusal extends Error {
  readonly code: RefusalCode
  readonly values: Readonly<Record<string, number>>

  constructor(code: RefusalCode, values: Readonly<Record<string, number>> = {}) {
    super(code)
    this.name = 'ListRefusal'
    this.code = code
    this.values = values
  }
}
