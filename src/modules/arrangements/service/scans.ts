import { createHash } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import { record } from '../../audit/service.ts'
import { keepScan } from '../edition-acts.ts'
import { scanTypes } from '../edition-contract.ts'
import { findScan } from '../edition-queries.ts'

type ScanType = (typeof scanTypes)[number]

const beginnings: Record<ScanType, Buffer> = {
  'application/pdf': Buffer.from('%PDF-'),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff]),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
}

const context = (id: number, agencyId: number) => `signature_papers.file:${id}:${agencyId}`

/** Keeps the scan of a paper signature, sealed. What the file says it is must be what it is. */
export async function keepSignatureScan(
  tx: ActorTx,
  id: number,
  agencyId: number,
  bytes: Buffer,
): Promise<void> {
  const mediaType = scanTypes.find((type) =>
    bytes.subarray(0, beginnings[type].length).equals(beginnings[type]),
  )
  if (!mediaType) throw invalid('file', 'scan_type')
  const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
  await keepScan(tx, id, agencyId, {
    mediaType,
    sha256: createHash('sha256').update(bytes).digest(),
    key: wrapped,
    file: seal(key, bytes.toString('base64'), context(id, agencyId)),
  })
}

/** Opens a scanned signature; who opened it stands in the log. */
export async function openSignatureScan(tx: ActorTx, id: number, agencyId: number) {
  const scan = await findScan(tx, id, agencyId)
  if (!scan) throw notFound('scan')
  const key = tx.actor.keys.dataKey(tx.actor.authority, scan.key)
  await record(tx, 'agreement.paper_read', { agreement: id, agency: agencyId })
  return {
    mediaType: scan.mediaType,
    bytes: Buffer.from(open(key, scan.file, context(id, agencyId)), 'base64'),
  }
}
