import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where tiles and checkpoints lie: a folder, or a map in a test. */
export interface TileStore {
  read(path: string): Promise<Buffer | undefined>
  /** Whole or not at all, and still there after the power went. */
  write(path: string, bytes: Buffer): Promise<void>
  /** A folder of parts that nobody needs any more; nothing happens where there is none. */
  remove(path: string): Promise<void>
}

/** Tiles as files below a folder, just as they may be served. */
export function diskStore(folder: string): TileStore {
  return {
    read: (path) => readIfThere(join(folder, path)),
    write: (path, bytes) => writeWhole(join(folder, path), bytes),
    remove: (path) => rm(join(folder, path), { recursive: true, force: true }),
  }
}

/** Tiles in memory only. */
export function memoryStore(): TileStore & { files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>()
  return {
    files,
    read: async (path) => files.get(path),
    write: async (path, bytes) => {
      files.set(path, Buffer.from(bytes))
    },
    remove: async (path) => {
      for (const name of files.keys()) if (name.startsWith(`${path}/`)) files.delete(name)
    },
  }
}

/** The bytes of a file, or undefined where there is none; any other trouble is thrown. */
export async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Puts a file in its place at once and makes sure that the disk has it.
 *
 * A reader sees the old bytes or the new ones, never half of them, also after a crash.
 */
export async function writeWhole(file: string, bytes: Buffer, mode = 0o644): Promise<void> {
  const folder = dirname(file)
  if (!existsSync(folder)) await mkdir(folder, { recursive: true })
  const draft = `${file}.${randomBytes(6).toString('hex')}.draft`
  const handle = await open(draft, 'wx', mode)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, file)
  await syncFolder(folder)
}

/** Where a folder cannot be opened like a file, the system keeps renames by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
