import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readdirSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import { pack as createPack, type Pack } from 'tar-stream'
import { findHome } from '../db/launcher/place.ts'
import type { Cluster } from '../db/launcher/start-embedded.ts'
import { formerIdentity, identityOf, recipientOf } from './age-identity.ts'
import { BackupError } from './backup-error.ts'
import { settleBackupKeys, takeBackupKey } from './backup-keys.ts'
import { listClusterFiles } from './cluster-files.ts'
import { beginCopy, type DatabaseCopy } from './database-copy.ts'
import { copyJournal } from './erasure-journal.ts'
import { marking } from './key-mark.ts'
import { backupFormat, type Closing, closingName, type Opening, openingName } from './manifest.ts'

export interface BackupWish {
  cluster: Cluster
  dataDir: string
  master: Buffer
  /** The file to make. It appears under this name when it is whole, and not before. */
  to: string
  version: string
  /** How many backups are kept and where else they go; without it no key of an older one is destroyed. */
  plan?: { keep: number; folders: readonly string[] }
  /** The state before an upgrade from a program without a ring, which must be able to bring it back. */
  formerKind?: boolean
  /** Told now and then how much was copied. */
  onProgress?: (bytes: number) => void
}

export interface BackupMade {
  file: string
  bytes: number
  seconds: number
  /** SHA-256 of the file as it lies there, also written beside it. */
  sha256: string
  recoveryPoint: string
  counts: Record<string, number>
}

/**
 * Copies the running installation into one encrypted file: everything acknowledged before the point
 * of recovery, and nothing half. The master key is never in it.
 */
export async function writeBackup(wish: BackupWish): Promise<BackupMade> {
  const begun = Date.now()
  const part = await openPart(wish.to)
  const id = randomUUID()
  let copy: DatabaseCopy | undefined
  try {
    copy = await beginCopy(wish.cluster, id)
    const place = keyPlace(wish)
    const taken = wish.formerKind ? undefined : await takeBackupKey(place)
    const { sha256, closing } = await writePart(wish, copy, { id, taken }, part)
    await rename(part, wish.to)
    await writeFile(`${wish.to}.sha256`, `${sha256}  ${basename(wish.to)}\n`)
    await copyJournal(wish.dataDir, dirname(wish.to))
    await syncFolder(dirname(wish.to))
    if (taken) await settleBackupKeys(place, taken.mark, wish.plan?.keep)
    const { size } = await stat(wish.to)
    const { recoveryPoint, counts } = closing
    const seconds = (Date.now() - begun) / 1000
    return { file: wish.to, bytes: size, seconds, sha256, recoveryPoint, counts }
  } catch (error) {
    await rm(part, { force: true })
    throw isFull(error) ? noSpace(wish.to, error) : error
  } finally {
    await copy?.close()
  }
}

/** Leftovers of a backup that was killed go first: they are of no use and take space. */
async function openPart(to: string): Promise<string> {
  const folder = dirname(to)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(folder)) {
      const maker = /^throughcare-.*\.(\d+)\.part$/.exec(name)?.[1]
      if (maker && !isAlive(Number(maker))) await rm(join(folder, name), { force: true })
    }
    const part = `${to}.${process.pid}.part`
    await writeFile(part, '', { mode: 0o600 })
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < 64 * 1024 ** 2) throw noSpace(to)
    return part
  } catch (cause) {
    if (cause instanceof BackupError) throw cause
    throw new BackupError(
      'backup_place_unusable',
      `The folder ${folder} cannot be written to. Is the disk or share connected, and may this user write there?`,
      { cause },
    )
  }
}

const keyPlace = ({ dataDir, master, to, plan }: BackupWish) => ({
  ...{ dataDir, master, folders: [...new Set([dirname(to), ...(plan?.folders ?? [])])] },
})

type Closed = { id: string; taken: Awaited<ReturnType<typeof takeBackupKey>> | undefined }

async function writePart(
  wish: BackupWish,
  copy: DatabaseCopy,
  { id, taken }: Closed,
  part: string,
) {
  const pack = createPack()
  const encrypter = new Encrypter()
  if (taken) encrypter.addRecipient(marking(taken.mark))
  const identity = taken ? identityOf(taken.secret) : formerIdentity(wish.master)
  encrypter.addRecipient(await recipientOf(identity))
  const zipped = new PassThrough()
  const zip = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } })
  const zipping = pipeline(pack, zip, zipped)
  const closed = await encrypter.encrypt(Readable.toWeb(zipped) as ReadableStream<Uint8Array>)
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform: (chunk, _encoding, done) => {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const writing = pipeline(
    Readable.fromWeb(closed as Parameters<typeof Readable.fromWeb>[0]),
    hashing,
    createWriteStream(part, { flags: 'w', mode: 0o600, flush: true }),
  )
  const filling = fill(pack, wish, copy, id).catch((error) => {
    pack.destroy(error)
    throw error
  })
  const [closing] = await Promise.all([filling, zipping, writing])
  return { closing, sha256: hash.digest('hex') }
}

async function fill(
  pack: Pack,
  wish: BackupWish,
  copy: DatabaseCopy,
  id: string,
): Promise<Closing> {
  const files: Record<string, string> = {}
  const put = putter(pack, files, wish.onProgress)
  await put.text(openingName, JSON.stringify(describe(wish, copy, id), null, 2))
  const home = findHome(wish.dataDir)
  if (!home) throw new BackupError('backup_no_database', 'There is no database here yet.')
  const cluster = join(home, 'data')
  const found = listClusterFiles(cluster)
  for (const folder of found.folders) await put.folder(`cluster/${folder}`)
  for (const file of found.files) await put.file(`cluster/${file}`, join(cluster, file))
  const ended = await copy.end()
  await put.text('cluster/backup_label', ended.label)
  const wal = readdirSync(join(cluster, 'pg_wal')).filter(
    (name) =>
      name.endsWith('.history') ||
      (/^[0-9A-F]{24}$/.test(name) && name >= ended.firstWal && name <= ended.lastWal),
  )
  for (const name of wal.sort())
    await put.file(`cluster/pg_wal/${name}`, join(cluster, 'pg_wal', name))
  for (const name of ['database-superuser', 'master.id'])
    if (existsSync(join(wish.dataDir, name)))
      await put.text(`data/${name}`, await readFile(join(wish.dataDir, name), 'utf8'))
  const { recoveryPoint, stopLsn, pointLsn, counts, countsExact } = ended
  const closing: Closing = { recoveryPoint, stopLsn, pointLsn, counts, countsExact, files }
  await put.text(closingName, JSON.stringify(closing))
  pack.finalize()
  return closing
}

function describe(wish: BackupWish, { begun }: DatabaseCopy, id: string): Opening {
  const { startLsn, systemIdentifier, postgres, schema } = begun
  return {
    product: 'throughcare',
    format: backupFormat,
    id,
    version: wish.version,
    schema,
    postgres,
    machine: { platform: process.platform, arch: process.arch },
    systemIdentifier,
    begunAt: new Date().toISOString(),
    startLsn,
  }
}

function putter(pack: Pack, files: Record<string, string>, onProgress = (_: number) => {}) {
  let total = 0
  const put = (name: string, size: number, body: AsyncIterable<Buffer>) =>
    new Promise<void>((resolve, reject) => {
      const hash = createHash('sha256')
      const entry = pack.entry({ name, size, mode: 0o600 }, (error) =>
        error ? reject(error) : resolve(),
      )
      const send = async () => {
        for await (const chunk of exactly(size, body)) {
          hash.update(chunk)
          total += chunk.length
          if (!entry.write(chunk)) await new Promise((drained) => entry.once('drain', drained))
        }
        files[name] = hash.digest('hex')
        onProgress(total)
        entry.end()
      }
      send().catch(reject)
    })
  return {
    text: (name: string, text: string) => {
      const bytes = Buffer.from(text, 'utf8')
      return put(name, bytes.length, Readable.from([bytes]))
    },
    folder: (name: string) =>
      new Promise<void>((resolve, reject) => {
        pack.entry({ name, type: 'directory', mode: 0o700 }, (error) =>
          error ? reject(error) : resolve(),
        )
      }),
    /** A table that was dropped since we listed it is not in the backup, and needs not be. */
    file: async (name: string, path: string) => {
      const size = await sizeOf(path)
      if (size !== undefined) await put(name, size, readUpTo(path, size))
    },
  }
}

async function* readUpTo(path: string, size: number): AsyncGenerator<Buffer> {
  if (size === 0) return
  try {
    yield* createReadStream(path, { start: 0, end: size - 1, highWaterMark: 256 * 1024 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

/** A file that became shorter while it was read is filled up: the log says what belongs there. */
async function* exactly(size: number, body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left = size
  for await (const chunk of body) {
    left -= chunk.length
    yield chunk
  }
  for (; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536))
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch {
    return undefined
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  // Some shares do not know how to flush a folder.
  await folder.sync().catch(() => undefined)
  await folder.close()
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

const noSpace = (to: string, cause?: unknown) =>
  new BackupError(
    'backup_place_unusable',
    `There is not enough space in ${dirname(to)}. Free some space or choose another folder; the former backups are untouched.`,
    { cause },
  )
