/** Written by `npm run types:db` from the migrated database. */
export type DB = Record<string, Record<string, never>>
