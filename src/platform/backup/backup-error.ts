export type BackupCode =
  | 'backup_no_database'
  | 'backup_external_database'
  | 'backup_running'
  | 'backup_place_unusable'
  | 'backup_not_one_of_ours'
  | 'backup_wrong_key'
  | 'backup_expired'
  | 'backup_keys_missing'
  | 'backup_keys_other'
  | 'backup_keys_damaged'
  | 'backup_keys_behind'
  | 'backup_damaged'
  | 'backup_newer'
  | 'backup_other_machine'
  | 'backup_counts_differ'
  | 'restore_place_taken'
  | 'restore_failed'

/** Why a backup could not be made or brought back, in a sentence that says what to do. */
export class BackupError extends Error {
  constructor(
    readonly code: BackupCode,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options)
    this.name = 'BackupError'
  }
}
