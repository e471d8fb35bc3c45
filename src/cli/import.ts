import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type {
  ImportApplied,
  ImportPreview,
  NewImport,
} from '../modules/timeline/import-contract.ts'
import { listPrisons } from '../modules/timeline/queries/imports.ts'
import {
  applyImport,
  discardImport,
  previewImport,
} from '../modules/timeline/service/import-list.ts'
import { withSentences } from '../modules/timeline/service/import-sentences.ts'
import { signInWithCode } from '../platform/auth/codes.ts'
import { endSession } from '../platform/auth/sessions.ts'
import { signIn, type Visitor } from '../platform/auth/sign-in.ts'
import { readConfig } from '../platform/config.ts'
import { asActor, type Who } from '../platform/db/as-actor.ts'
import type { Databases } from '../platform/db/connections.ts'
import { openDatabases } from '../platform/db/open-databases.ts'
import { Problem } from '../platform/errors.ts'
import { readWords } from '../platform/http/words.ts'
import { createLog } from '../platform/log.ts'
import { importFolder } from './import-folder.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare import FILE --prison NAME --as EMAIL [options]
throughcare import --drop-folder [DIR] [options]

Reads a prison's list into the desk, through the same rules and the same log as the screen. Says for
each row that cannot be taken in what is wrong and what to do. Nothing of it is taken in by --dry-run.
With --drop-folder it empties the folders of prisons once, as the service does every half minute: the
files wait sealed at the door until somebody of the desk looks at them.

  --prison NAME       the prison as the desk knows it
  --as EMAIL          the member who brings the list; asks for the passphrase at the terminal
  --dry-run           only show what would change
  --sheet NAME        the sheet of a workbook, where it has more than one
  --delivered-on DAY  the day that the list says, yyyy-mm-dd (default today)
  --quiet             no lines about what is being done
  --drop-folder       look into DIR/CODE/ for each prison (default DIR: drops in the data folder)
  --language CODE     language of the sentences about rows (default en)
  THROUGHCARE_PASSPHRASE  environment: the passphrase, where nobody sits at a terminal
${placeHelp}
Exit codes: 0 taken in (or shown), 1 not possible, 2 asked wrongly or refused, 3 no database,
4 taken in, but some rows need a look (with --drop-folder: some files could not be taken).
`

const options = {
  ...placeOptions,
  prison: { type: 'string' },
  as: { type: 'string' },
  'dry-run': { type: 'boolean' },
  sheet: { type: 'string' },
  'delivered-on': { type: 'string' },
  quiet: { type: 'boolean' },
  'drop-folder': { type: 'boolean' },
  language: { type: 'string' },
} as const

/** Brings a prison's list from the command line, as one member and through the same services. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, options, help)
  if (!asked) return 0
  const { values, positionals } = asked
  const [file] = positionals
  if (values['drop-folder']) {
    if (positionals.length > 1 || values.prison || values.as)
      throw new CommandError('With --drop-folder give one folder at most. See --help.', 2)
    return importFolder(values, file)
  }
  if (!file || positionals.length > 1 || !values.prison || !values.as)
    throw new CommandError('Give one FILE, --prison NAME and --as EMAIL. See --help.', 2)
  const bytes = await readFile(file).catch(() => {
    throw new CommandError(`The file ${basename(file)} cannot be read.`, 2)
  })
  const config = readConfig(values)
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const passphrase = await askPassphrase(values.as)
  const opened = await openDatabases(config, { log, join: true })
  const wish: Wish = {
    prison: values.prison,
    language: values.language ?? 'en',
    dryRun: values['dry-run'] ?? false,
    say: values.quiet ? () => {} : (line) => process.stderr.write(`${line}\n`),
    ...(values.sheet && { layout: { sheet: values.sheet } }),
    ...(values['delivered-on'] && { deliveredOn: values['delivered-on'] }),
  }
  try {
    return await bring(opened.databases, { email: values.as, passphrase }, bytes, wish)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new CommandError(readWords().sentence(wish.language, error.code, error.values), 2)
  } finally {
    await opened.close()
  }
}

interface Wish extends Pick<NewImport, 'layout' | 'deliveredOn'> {
  prison: string
  language: string
  dryRun: boolean
  /** Tells the one who waits what is being done; never what stands in the list. */
  say(line: string): void
}

/** Signs in; where a code is asked beside the passphrase it is read from the environment. */
async function enter(
  databases: Databases,
  credentials: { email: string; passphrase: string },
  visitor: Visitor,
): Promise<string> {
  const opened = await signIn(databases, credentials, visitor)
  if ('token' in opened) return opened.token
  const code = process.env.THROUGHCARE_CODE
  if (!code) throw new Problem(401, 'code_needed')
  return signInWithCode(databases, { step: opened.owed, code }, visitor)
}

async function bring(
  databases: Databases,
  credentials: { email: string; passphrase: string },
  bytes: Buffer,
  wish: Wish,
): Promise<number> {
  const visitor = { address: '127.0.0.1', browser: 'command line' }
  const token = await enter(databases, credentials, visitor)
  try {
    const who: Who = { token, purpose: 'reintegration', requestId: randomUUID() }
    const previewed = await asActor(databases, who, async (tx) => {
      const prison = (await listPrisons(tx)).find(({ name }) => alike(name) === alike(wish.prison))
      if (!prison) throw new CommandError(`No prison is called "${wish.prison}" here.`, 2)
      wish.say(
        `Reading ${Math.ceil(bytes.length / 1024)} kB and comparing with what the desk has …`,
      )
      const { layout, deliveredOn } = wish
      const content = bytes.toString('base64')
      return previewImport(tx, { agencyId: prison.id, content, layout, deliveredOn })
    })
    const preview = withSentences(previewed, wish.language)
    process.stdout.write(describe(preview))
    return await finish(databases, who, preview, wish)
  } finally {
    await endSession(databases, token)
  }
}

async function finish(
  databases: Databases,
  who: Who,
  { id, version, status, errors }: ImportPreview,
  { dryRun, say }: Wish,
): Promise<number> {
  if (status === 'incomplete')
    throw new CommandError('Say on the screen once which column holds the number and the name.', 1)
  if (!id || !version) {
    if (dryRun) return 0
    throw new CommandError('No arrangement with this prison is in force: nothing was taken in.', 1)
  }
  if (dryRun) {
    await asActor(databases, who, (tx) => discardImport(tx, id, version))
    process.stdout.write('Dry run: nothing was taken in.\n')
    return 0
  }
  say('Taking it in …')
  const applied = await asActor(databases, who, (tx) => applyImport(tx, id, version))
  process.stdout.write(describeApplied(applied))
  return errors.length > 0 ? 4 : 0
}

function describe({ counts, shape, errors, warnings, prison }: ImportPreview): string {
  const lines = [
    `${prison.name}: ${counts.rows} rows, written as ${shape.encoding.name}.`,
    `  ${counts.importable} of this city, ${counts.areaUnknown} without an address, ${counts.outOfArea} of elsewhere (not kept), ${counts.bad} that cannot be trusted`,
    `  ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.held} held for a decision, ${counts.gone} no longer on the list`,
    ...(counts.remandNotCovered > 0
      ? [`  ${counts.remandNotCovered} before a judgment, which the arrangement does not cover`]
      : []),
    ...[...errors, ...warnings].map(({ sentence }) => `  - ${sentence}`),
  ]
  return `${lines.join('\n')}\n`
}

function describeApplied({ added, changed, unchanged, held, gone, otherDates }: ImportApplied) {
  const dates = otherDates.map(
    ({ ref, announced, inCase }) =>
      `  - ${ref}: the list says ${announced.on ?? 'no date'}, the case ${inCase ?? 'none'}`,
  )
  return [
    `Taken in: ${added} new, ${changed} changed, ${unchanged} unchanged, ${held} held, ${gone} gone.`,
    ...dates,
    '',
  ].join('\n')
}

const alike = (name: string) => name.normalize('NFC').trim().toLocaleLowerCase()

async function askPassphrase(email: string): Promise<string> {
  const given = process.env.THROUGHCARE_PASSPHRASE
  if (given) return given
  if (!process.stdin.isTTY)
    throw new CommandError('Nobody sits at a terminal: set THROUGHCARE_PASSPHRASE.', 2)
  process.stderr.write(`Passphrase of ${email}: `)
  // What is typed is not shown, so that it stays in no screen recording and no scroll-back.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
