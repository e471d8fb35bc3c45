export type LauncherCode =
  | 'platform_not_carried'
  | 'no_database_user'
  | 'data_directory_in_use'
  | 'data_directory_other_version'
  | 'data_directory_not_ours'
  | 'database_not_made'
  | 'database_did_not_start'
  | 'database_did_not_stop'

/** Why the embedded database cannot run, in a sentence for the person at the terminal. */
export class LauncherError extends Error {
  constructor(
    readonly code: LauncherCode,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options)
    this.name = 'LauncherError'
  }
}
