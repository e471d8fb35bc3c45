import { open } from 'node:fs/promises'
import { type Recipient, Stanza } from 'age-encryption'

/** Which key closed a backup, by name: readable without any key, and part of what the file authenticates. */
export interface KeyMark {
  ring: string
  key: string
}

const kind = 'throughcare/backup-key'

/** Writes the name of the key into the head of an age file; programs that do not know it pass over it. */
export function marking({ ring, key }: KeyMark): Recipient {
  return { wrapFileKey: () => [new Stanza([kind, ring, key], new Uint8Array(0))] }
}

/** A backup with a key of its own, one of the former kind, which the master key opens, or something else. */
export async function readMark(file: string): Promise<KeyMark | 'former' | undefined> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    const head = buffer.toString('latin1', 0, bytesRead)
    if (!head.startsWith('age-encryption.org/v1\n')) return undefined
    const found = /^-> throughcare\/backup-key ([0-9a-f]{8}) ([0-9a-f]{8})$/m.exec(head)
    return found ? { ring: found[1] ?? '', key: found[2] ?? '' } : 'former'
  } finally {
    await handle.close()
  }
}
