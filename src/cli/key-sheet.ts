import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { text as readAll } from 'node:stream/consumers'
import { clock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { openDatabases } from '../platform/db/open-databases.ts'
import { readPhrases } from '../platform/http/phrases.ts'
import { createLog } from '../platform/log.ts'
import { masterMark } from '../platform/seal/derive.ts'
import { isRight, readKeyGroups, writeKeyGroups } from '../platform/seal/key-groups.ts'
import { keySheetPage } from '../platform/seal/key-sheet-page.ts'
import { markMasterKey } from '../platform/seal/master-key.ts'
import { CommandError } from './say-why.ts'

type Values = { data?: string; out?: string; 'log-level'?: string }

/** Writes the key sheet into a file that only its owner reads, and takes down that it was made. */
export async function makeSheet(values: Values): Promise<number> {
  const out = resolve(values.out ?? 'key-sheet.html')
  if (existsSync(out)) throw new CommandError(`${out} exists already. Name another file.`, 2)
  const config = readConfig(values)
  const opened = await openDatabases(config, { log: createLog(config.logLevel), join: true })
  try {
    const { worker } = opened.databases
    const { rows } = await worker.query<{ name: string; language: string }>(
      'select name, language from act.sheet_owner()',
    )
    const { name: authority = 'Throughcare', language = 'en' } = rows[0] ?? {}
    const facts = {
      authority,
      language,
      date: clock.today(),
      groups: writeKeyGroups(opened.master),
    }
    writeFileSync(out, keySheetPage(readPhrases('operations'), facts), { mode: 0o600, flag: 'wx' })
    process.stdout.write(
      `${out}\nOpen it in a browser, print it, then delete the file. Put the paper into a safe in another building.\n`,
    )
    if (!process.stdin.isTTY) {
      process.stdout.write('That it is on paper is written down on the page "How the desk is".\n')
      return 0
    }
    await confirmPaper(facts.groups)
    await worker.query(`select act.record_key_sheet_printed('throughcare keys sheet')`)
    process.stdout.write('Written down: the key sheet was printed.\n')
    return 0
  } finally {
    await opened.close()
  }
}

/** Who sits at the terminal types two groups from the paper, so that there is a paper. */
async function confirmPaper(groups: readonly string[]): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const first = 1 + Math.floor(Math.random() * 7)
    for (const number of [first, first + 7]) {
      const typed = await lines.question(`Group ${number} as it stands on the paper: `)
      if (typed.trim().toUpperCase() !== groups[number - 1])
        throw new CommandError(
          `Group ${number} is not what stands on the sheet. Nothing was written down: print the sheet and try again.`,
        )
    }
  } finally {
    lines.close()
  }
}

/** Makes the key file of a new data folder out of the groups that somebody types. */
export async function enterKey(values: Values): Promise<number> {
  if (!values.data) throw new CommandError('Name the folder that is to be restored with --data.', 2)
  const { dataDir } = readConfig(values)
  const file = join(dataDir, 'master.key')
  if (existsSync(file))
    throw new CommandError(`${file} exists already, and a key is never overwritten.`, 2)
  const key = readKeyGroups(process.stdin.isTTY ? await askGroups() : await readAll(process.stdin))
  refuseOther(dataDir, key)
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  await markMasterKey(dataDir, key)
  process.stdout.write(
    `The key is right and stands in ${file}.\nNow bring the backup back: throughcare restore --from FILE --data ${dataDir}\n`,
  )
  return 0
}

/** One group at a time, so that a slip is put right where it happened. */
async function askGroups(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const groups: string[] = []
  process.stdout.write('Type the 14 groups of the key sheet, one after the other.\n')
  try {
    while (groups.length < 14) {
      const asked = await lines.question(`Group ${groups.length + 1}: `)
      const group = asked.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
      if (isRight(group, groups.length)) groups.push(group)
      else process.stdout.write('That is not right. Look again.\n')
    }
    return groups.join(' ')
  } finally {
    lines.close()
  }
}

/** A folder that remembers another key must not be given this one. */
function refuseOther(dataDir: string, key: Buffer): void {
  const mark = join(dataDir, 'master.id')
  if (!existsSync(mark)) return
  if (readFileSync(mark, 'utf8').trim() !== masterMark(key))
    throw new CommandError(
      'The groups are right, but this is not the key of this data folder: it was sealed with another one. Nothing was changed.',
    )
}
