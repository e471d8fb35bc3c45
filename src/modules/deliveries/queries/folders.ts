import type { Pool } from 'pg'
import { translateDatabaseError } from '../../../platform/db/errors.ts'
import type { SealedFile } from '../service/receive-drop.ts'

/** Which prison has this code; two authorities may use the same one. */
export async function findDropAgency(
  worker: Pool,
  code: string,
): Promise<{ authority_id: number; agency_id: number }[]> {
  const { rows } = await worker.query<{ authority_id: number; agency_id: number }>(
    'select authority_id, agency_id from act.find_drop_agency($1)',
    [code],
  )
  return rows
}

/** A sealed file at the door of a prison, left in its folder. */
export async function saveFolderDrop(
  worker: Pool,
  authority: number,
  agency: number,
  { id, receipt, bytes, hash, key, file }: SealedFile,
): Promise<void> {
  try {
    await worker.query('select act.receive_drop($1, $2, null, $3, $4, $5, $6, $7, $8, $9)', [
      ...[authority, agency, 'folder', id, receipt, bytes, hash, key, file],
    ])
  } catch (error) {
    throw translateDatabaseError(error)
  }
}
