import { Problem } from '../../../platform/errors.ts'

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
  | 'list_workbook_too_large'
  | 'list_workbook_unreadable'
  | 'list_sheet_missing'
  | 'list_boundaries_invalid'

/**
 * The whole file cannot be read as a prison list.
 *
 * Carries a code and numbers only: a message that quoted the file would put a person into a log.
 */
export class ListRefusal extends Problem {
  constructor(code: RefusalCode, values?: Record<string, number>) {
    super(422, code, 'file', values)
    this.name = 'ListRefusal'
  }
}
