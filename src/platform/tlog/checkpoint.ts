import { fromBase64 } from './signed-note.ts'
import { TlogError } from './tlog-error.ts'
import { HASH_BYTES } from './tree-hash.ts'

/** What a log says of itself at one moment: whose it is, how many leaves, which root. */
export interface Checkpoint {
  origin: string
  size: number
  root: Buffer
  /** Lines that others may add; we add none and keep what we read. */
  extensions: string[]
}

/** The text of a note (C2SP tlog-checkpoint). */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), root.toString('base64'), ...extensions, ''].join('\n')
}

/** Reads the text of a checkpoint; whoever reads has checked a signature before, or does so next. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', hash = '', ...rest] = text.split('\n')
  const extensions = rest.slice(0, -1)
  const root = fromBase64(hash)
  if (
    origin === '' ||
    !/^(0|[1-9]\d{0,15})$/.test(size) ||
    !Number.isSafeInteger(Number(size)) ||
    root?.length !== HASH_BYTES ||
    rest.at(-1) !== '' ||
    extensions.includes('')
  )
    throw new TlogError('checkpoint_malformed', 'This is not a checkpoint of a log.')
  return { origin, size: Number(size), root, extensions }
}
