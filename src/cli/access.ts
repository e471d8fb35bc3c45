import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectRoot } from '../platform/config.ts'
import { readSqlFiles } from '../platform/db/migration-files.ts'
import { readLaw, writeLaw } from './law.ts'
import { readOptions } from './options.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare access show [options]

Prints who may see and do what: every rule that the database applies, in reading order, each under
the sentence that says it in words. No database is needed.

  --write             write the page docs/reference/need-to-know.md instead
`

/** Where the printed law stands for whoever has no terminal. */
export const lawPage = 'docs/reference/need-to-know.md'

/** Shows the whole law on who sees what, as it is applied. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, { write: { type: 'boolean' } }, help)
  if (!asked) return 0
  if (asked.positionals.join(' ') !== 'show')
    throw new CommandError('Ask for "throughcare access show". See --help.', 2)
  const page = writeLaw(readLaw(readSqlFiles(projectRoot).repeatable))
  if (!asked.values.write) {
    process.stdout.write(page)
    return 0
  }
  const path = join(projectRoot, lawPage)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, page)
  process.stdout.write(`wrote ${lawPage}\n`)
  return 0
}
