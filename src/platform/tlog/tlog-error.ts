export type TlogFault =
  | 'tile_missing'
  | 'outside_tree'
  | 'note_malformed'
  | 'checkpoint_malformed'
  | 'key_malformed'
  | 'signature_unknown'
  | 'signature_wrong'
  | 'signer_went_back'
  | 'signer_forked'
  | 'signer_state_missing'
  | 'clock_apart'

/** What is wrong with a log, a note or a key; never holds what the log speaks of. */
export class TlogError extends Error {
  constructor(
    readonly code: TlogFault,
    message: string,
  ) {
    super(message)
    this.name = 'TlogError'
  }
}
