import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { open as openFile, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { readChange } from './change-note.ts'
import { masterMark } from './derive.ts'
import { KEY_BYTES } from './envelope.ts'
import { SealError } from './seal-error.ts'

const KEY_FILE = 'master.key'
const NEXT_FILE = 'master.key.next'
const MARKER_FILE = 'master.id'

interface MasterKeySource {
  dataDir: string
  env: Record<string, string | undefined>
  create: boolean
}

/**
 * The one key that opens everything; it lives outside the database.
 *
 * The folder keeps a mark of the key that sealed its database: a different key is refused,
 * and a lost one is never replaced by a new one, for then nothing would open and nobody would know why.
 */
export async function loadMasterKey(source: MasterKeySource): Promise<Buffer> {
  const { THROUGHCARE_MASTER_KEY: given, THROUGHCARE_MASTER_KEY_COMMAND: command } = source.env
  const mark = await readMark(source.dataDir)
  let key: Buffer | null
  if (given) key = parseMasterKey(given, 'THROUGHCARE_MASTER_KEY')
  else if (command)
    key = parseMasterKey(
      await runCommand(command, 'THROUGHCARE_MASTER_KEY_COMMAND'),
      'THROUGHCARE_MASTER_KEY_COMMAND',
    )
  else key = await readKeyFile(join(source.dataDir, KEY_FILE))

  if (!key && mark) {
    throw new SealError(
      'master_key_missing',
      `The database was sealed with a master key that is not here. Put it back at ${join(source.dataDir, KEY_FILE)} (mode 0600); a new key would open nothing.`,
    )
  }
  if (!key && !source.create) {
    throw new SealError('master_key_missing', `There is no master key in ${source.dataDir}.`)
  }
  const found = key ?? (await createKeyFile(join(source.dataDir, KEY_FILE)))
  if (mark && mark !== masterMark(found) && !(await isOfChange(source.dataDir, found))) {
    throw new SealError(
      'master_key_other',
      'This is not the master key that sealed the database. Give back the former key, or finish the change of the master key.',
    )
  }
  if (!mark) await writeMark(source.dataDir, found)
  return found
}

/** The key that is to follow the present one, and how it takes its place. */
export interface NextMasterKey {
  key: Buffer
  adopt(): Promise<void>
}

/** Whether the master key is given by the environment or a command, where this program cannot change it. */
export const isMasterKeyElsewhere = (env: MasterKeySource['env']): boolean =>
  Boolean(env.THROUGHCARE_MASTER_KEY ?? env.THROUGHCARE_MASTER_KEY_COMMAND)

/**
 * The next master key: the one that waits beside the present key file, or the one that is given beside a key from
 * elsewhere. Where there is none yet, `create` writes one beside the key file; a second call finds the same.
 */
export async function nextMasterKey({
  dataDir,
  env,
  create,
}: MasterKeySource): Promise<NextMasterKey | undefined> {
  const { THROUGHCARE_NEW_MASTER_KEY: given, THROUGHCARE_NEW_MASTER_KEY_COMMAND: command } = env
  if (isMasterKeyElsewhere(env)) {
    if (!given && !command) return undefined
    const key = given
      ? parseMasterKey(given, 'THROUGHCARE_NEW_MASTER_KEY')
      : parseMasterKey(
          await runCommand(command ?? '', 'THROUGHCARE_NEW_MASTER_KEY_COMMAND'),
          'THROUGHCARE_NEW_MASTER_KEY_COMMAND',
        )
    return { key, adopt: () => writeMark(dataDir, key) }
  }
  const path = join(dataDir, NEXT_FILE)
  const key = (await readKeyFile(path)) ?? (create ? await createKeyFile(path) : undefined)
  return key && { key, adopt: () => adoptStaged(dataDir, key) }
}

/** Whole at every moment; the bytes of the former key file are overwritten, where the disk writes in place. */
async function adoptStaged(dataDir: string, staged: Buffer): Promise<void> {
  await writeMark(dataDir, staged)
  const former = await openFile(join(dataDir, KEY_FILE), 'r+').catch(() => undefined)
  try {
    await rename(join(dataDir, NEXT_FILE), join(dataDir, KEY_FILE))
    await syncFolder(dataDir)
    const found = await former?.stat()
    // A second name is another copy, and not ours to damage.
    if (!former || !found || found.nlink > 0) return
    await former.write(Buffer.alloc(found.size), 0, found.size, 0)
    await former.sync()
  } finally {
    await former?.close()
  }
}

/** While one key follows another, both are keys of this folder; the database says which of them opens it. */
async function isOfChange(dataDir: string, key: Buffer): Promise<boolean> {
  const change = await readChange(dataDir)
  return change !== undefined && [change.from, change.to].includes(masterMark(key))
}

/** Marks that the database of this folder is now sealed with a key kept elsewhere (environment or command). */
export async function markMasterKey(dataDir: string, key: Buffer): Promise<void> {
  await writeMark(dataDir, key)
}

/** Reads a key written as 64 hexadecimal digits or as base64 of 32 bytes; refuses short or patterned ones. */
export function parseMasterKey(text: string, where: string): Buffer {
  const trimmed = text.trim()
  const hex = /^[0-9a-f]{64}$/i.test(trimmed)
  const base64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)
  const key = Buffer.from(trimmed, hex ? 'hex' : 'base64')
  if (!(hex || base64) || key.length !== KEY_BYTES) {
    throw new SealError(
      'master_key_weak',
      `${where} must be 32 random bytes as base64 or as 64 hexadecimal digits. Make one with: openssl rand -base64 32`,
    )
  }
  // 32 random bytes hold fewer than 20 different values less than once in 10^9 keys.
  if (new Set(key).size < 20) {
    throw new SealError('master_key_weak', `${where} is not random: too few different bytes.`)
  }
  return key
}

async function runCommand(command: string, where: string): Promise<string> {
  const shell = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c'] : ['/bin/sh', '-c']
  try {
    const run = promisify(execFile)
    const { stdout } = await run(shell[0] ?? '', [...shell.slice(1), command], { timeout: 30_000 })
    return stdout
  } catch {
    // The failure itself may repeat the command's output, which can hold the key.
    throw new SealError('master_key_command', `${where} did not give a key.`)
  }
}

async function readKeyFile(path: string): Promise<Buffer | null> {
  let mode: number
  try {
    mode = (await stat(path)).mode
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new SealError(
      'master_key_exposed',
      `Other users of this machine can read the master key. Close it with: chmod 600 ${path}`,
    )
  }
  return parseMasterKey(await readFile(path, 'utf8'), path)
}

async function createKeyFile(path: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES)
  await writeDurably(path, `${key.toString('base64')}\n`, 'wx')
  return key
}

async function readMark(dataDir: string): Promise<string | null> {
  try {
    return (await readFile(join(dataDir, MARKER_FILE), 'utf8')).trim()
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function writeMark(dataDir: string, key: Buffer): Promise<void> {
  const next = join(dataDir, `${MARKER_FILE}.next`)
  await writeDurably(next, `${masterMark(key)}\n`, 'w')
  await rename(next, join(dataDir, MARKER_FILE))
  await syncFolder(dataDir)
}

async function writeDurably(path: string, text: string, flag: 'w' | 'wx'): Promise<void> {
  const file = await openFile(path, flag, 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder(dirname(path))
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await openFile(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
