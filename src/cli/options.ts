import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/** Options that say where the installation is; every command that touches the database has them. */
export const placeOptions = {
  data: { type: 'string' },
  'log-level': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

export const placeHelp = `  --data DIR          folder of this installation (default: .data, or THROUGHCARE_DATA)
  --log-level LEVEL   debug, info, warn or error
  DATABASE_URL        environment: a PostgreSQL of your own instead of the embedded one
  DATABASE_OWNER_URL  environment: the login there that may make logins and tables
`

/**
 * Reads the options of one command. Undefined after `--help`, which has then been printed: the
 * command ends with 0. Unknown options are refused by the reader itself.
 */
export function readOptions<T extends ParseArgsOptionsConfig>(
  args: string[],
  options: T,
  help: string,
) {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help)
    return undefined
  }
  return parseArgs({ args, options, allowPositionals: true, strict: true })
}
