import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import { type Entry, extract } from 'tar-stream'
import type { z } from 'zod'
import { BackupError } from './backup-error.ts'
import { findKey, type KeyFound, type RingFound, ringsAround } from './find-key.ts'
import { Closing, closingName, Opening, openingName } from './manifest.ts'

export interface BackupRead {
  opening: Opening
  closing: Closing
}

/** What to do with the parts of a backup, in the order in which they come. */
export interface Receiver {
  opening(opening: Opening): Promise<void>
  folder(path: string): Promise<void>
  file(path: string, body: AsyncIterable<Buffer>): Promise<void>
}

/**
 * Opens a backup and hands out its parts. Its key is looked for in the rings that are named, or lie around it. It ends well only if the file is whole, belongs to this
 * key and every part has the checksum that the backup states; what was handed out before that is
 * not to be trusted.
 */
export async function readBackup(
  file: string,
  master: Buffer,
  receiver: Receiver,
  rings: readonly string[] = ringsAround(file),
): Promise<BackupRead & { keys?: RingFound }> {
  if (!existsSync(file))
    throw new BackupError('backup_place_unusable', `There is no file ${file}. Check the name.`)
  const found = await findKey(file, master, rings)
  const plain = await decrypt(file, found)
  const unpack = extract()
  const unzip = createZstdDecompress()
  const source = Readable.fromWeb(plain as Parameters<typeof Readable.fromWeb>[0])
  source.on('error', (error) => unzip.destroy(error))
  unzip.on('error', (error) => unpack.destroy(error))
  source.pipe(unzip).pipe(unpack)
  try {
    const read = await readParts(unpack, receiver)
    return { ...read, ...(found.keys && { keys: found.keys }) }
  } catch (error) {
    if (error instanceof BackupError || isOurs(error)) throw error
    throw damaged(file, error)
  } finally {
    source.destroy()
  }
}

async function readParts(unpack: AsyncIterable<Entry>, receiver: Receiver): Promise<BackupRead> {
  const sums: Record<string, string> = {}
  let opening: Opening | undefined
  let closing: Closing | undefined
  for await (const entry of unpack) {
    const { name, type } = entry.header
    const hash = createHash('sha256')
    const body = hashed(entry, hash)
    if (!opening) {
      if (name !== openingName) throw new Error('The first part is not what it should be.')
      opening = await parsed(Opening, body)
      await receiver.opening(opening)
    } else if (name === closingName) closing = await parsed(Closing, body)
    else if (!isSafe(name)) throw new Error('A part has a name that leads elsewhere.')
    else if (type === 'directory') {
      entry.resume()
      await receiver.folder(name)
    } else await receiver.file(name, body)
    if (type !== 'directory' && name !== closingName) sums[name] = hash.digest('hex')
  }
  if (!opening || !closing) throw new Error('The end is missing.')
  const stated = Object.entries(closing.files)
  const same = stated.length === Object.keys(sums).length
  if (!same || stated.some(([name, sum]) => sums[name] !== sum))
    throw new Error('A checksum differs.')
  return { opening, closing }
}

async function decrypt(
  file: string,
  { identities, named }: KeyFound,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  const bytes = Readable.toWeb(createReadStream(file, { highWaterMark: 256 * 1024 }))
  try {
    return await decrypter.decrypt(bytes as ReadableStream<Uint8Array>)
  } catch (cause) {
    const says = cause instanceof Error ? cause.message : ''
    // Where the file names its key and that is the one, the head of the file is what is wrong.
    if (says.includes('no identity matched') && !named)
      throw new BackupError(
        'backup_wrong_key',
        `This key does not open ${file}. Use the key that was in force when the backup was made: the key sheet or the key file of that time. Nothing was changed.`,
        { cause },
      )
    if (/version|header|stanza|format|parse/i.test(says))
      throw new BackupError(
        'backup_not_one_of_ours',
        `${file} is not a backup of Throughcare, or its beginning is damaged. Choose another file. Nothing was changed.`,
        { cause },
      )
    throw damaged(file, cause)
  }
}

async function* hashed(entry: Entry, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of entry as AsyncIterable<Buffer>) {
    hash.update(chunk)
    yield chunk
  }
}

async function parsed<T>(schema: z.ZodType<T>, body: AsyncIterable<Buffer>): Promise<T> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return schema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
}

const isSafe = (name: string) =>
  /^(cluster|data)\/[A-Za-z0-9_./-]+$/.test(name) && !name.split('/').includes('..')

/** Trouble with our own disk is not the fault of the file. */
const isOurs = (error: unknown) =>
  error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code))

function damaged(file: string, cause: unknown): BackupError {
  return new BackupError(
    'backup_damaged',
    `${file} is damaged or was cut off while it was copied. Copy it again from where it came, or take an older backup. Nothing was changed.`,
    { cause },
  )
}
