import { clock } from '../../../platform/clock.ts'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { deriveKey } from '../../../platform/seal/derive.ts'
import { type ExportLeaf, exportLines } from '../../../platform/tlog/export-log.ts'
import {
  ED25519,
  formatNote,
  makeSigner,
  parseNote,
  parseSignature,
  parseVerifier,
} from '../../../platform/tlog/signed-note.ts'
import { diskStore } from '../../../platform/tlog/tile-store.ts'
import { openTree } from '../../../platform/tlog/tile-tree.ts'
import * as queries from '../queries/export.ts'
import { record } from '../service.ts'
import { logFolder } from './open-log.ts'
import { openNonce } from './open-nonce.ts'

/** Neighbours of the log, complete from one place to another, or what concerns one case. */
export type LogWish = { first: number; count?: number | undefined } | { caseId: string }

const STEP = 2000

/**
 * The log for somebody who need not believe us: entries, proofs, the checkpoint and its witnesses, as lines
 * of one file. For the data protection officer; that it was handed out is itself an entry.
 */
export async function exportLog(
  tx: ActorTx,
  here: { dataDir: string },
  wish: LogWish,
  use?: string,
): Promise<AsyncGenerator<string>> {
  const head = await queries.readExportHead(tx)
  if (!head) throw conflict('log_not_signed')
  const caseId = 'caseId' in wish ? wish.caseId : null
  const range =
    'caseId' in wish
      ? { first: 0, count: await queries.countEntries(tx, head, wish.caseId) }
      : { first: wish.first, count: wish.count ?? head.size - wish.first }
  if (!('caseId' in wish) && (range.count < 1 || range.first + range.count > head.size))
    throw invalid('count', 'log_range_unsigned', { size: head.size })
  await record(tx, 'log.exported', { caseId, ...range, size: head.size, ...(use && { use }) })
  const key = tx.actor.keys.dataKey(head.authority, Buffer.from(head.key, 'base64'))
  const until = caseId ? head.size : range.first + range.count
  return exportLines({
    log: makeSigner(head.logName, ED25519, deriveKey(key, 'log-signer')),
    witnesses: head.witnesses.map(({ publicKey }) => parseVerifier(publicKey)),
    quorum: head.quorum,
    checkpoint: cosigned(head),
    earlier: head.earlier,
    tree: openTree(diskStore(logFolder(here.dataDir, head.authority, head.generation)), head.size),
    proofs: caseId ? 'each' : 'range',
    ...range,
    leaves: leavesOf(tx, head, {
      from: range.first,
      until,
      caseId,
      nonceKey: deriveKey(key, 'log-nonce'),
    }),
    made: clock.now(),
  })
}

/**
 * The same for whoever presses the button: of the whole log, a range, or a case by its number, for one of the
 * four purposes of the law, which is kept with the entry.
 */
export async function handOutLog(
  tx: ActorTx,
  here: { dataDir: string },
  wish: {
    ref?: string | undefined
    first: number
    count?: number | undefined
    use?: string | undefined
  },
): Promise<AsyncGenerator<string>> {
  const { caseId, use } = await queries.beginLogFile(tx, wish.ref ?? null, wish.use ?? null)
  const { first, count } = wish
  return exportLog(tx, here, caseId ? { caseId } : { first, count }, use)
}

/** The note of the log with the lines of its witnesses. */
function cosigned({ note, witnesses }: queries.ExportHead): string {
  const { text, signatures } = parseNote(note)
  const lines = witnesses.flatMap(({ line }) => (line ? [parseSignature(line.trimEnd())] : []))
  return formatNote({ text, signatures: [...signatures, ...lines] })
}

async function* leavesOf(
  tx: ActorTx,
  head: queries.ExportHead,
  wish: { from: number; until: number; caseId: string | null; nonceKey: Buffer },
): AsyncGenerator<ExportLeaf> {
  const { keys } = tx.actor
  const { until, caseId, nonceKey } = wish
  for (let from = wish.from; from < until; ) {
    const rows = await queries.listEntries(tx, head, { from, until, caseId, most: STEP })
    for (const row of rows) {
      const nonce = openNonce({ keys, authority: head.authority, nonceKey }, row)
      const leaf = { index: row.place, hash: row.hash }
      if (nonce && row.canonical !== null) yield { ...leaf, nonce, event: row.canonical }
      else yield { ...leaf, gone: row.gone ?? 'erased' }
    }
    const last = rows.at(-1)
    if (!last || rows.length < STEP) return
    from = last.place + 1
  }
}
