import pg from 'pg'
import { readChange } from '../seal/change-note.ts'
import { masterMark } from '../seal/derive.ts'
import { markMasterKey, nextMasterKey } from '../seal/master-key.ts'
import { masterInDatabase } from '../seal/rotate.ts'
import { SealError } from '../seal/seal-error.ts'

/**
 * The master key that opens this database. While one key follows another the power may go at any moment: the database
 * says under which of the two it lies, and the key file follows it, so that every start finds the right one.
 */
export async function settleMasterKey(
  place: { dataDir: string; env: Record<string, string | undefined> },
  loaded: Buffer,
  door: pg.ClientConfig,
): Promise<Buffer> {
  const change = await readChange(place.dataDir)
  if (!change) return loaded
  const used = await askDatabase(door)
  if (used === undefined) return loaded
  if (used === masterMark(loaded)) {
    await markMasterKey(place.dataDir, loaded)
    return loaded
  }
  const next = await nextMasterKey({ ...place, create: false })
  if (next && used === masterMark(next.key)) {
    await next.adopt()
    return next.key
  }
  throw new SealError(
    'master_key_other',
    `A change of the master key was begun on ${change.begunAt.slice(0, 10)}, and the database is sealed with the key ${used} already. Give that one in the place of the former, then finish with: throughcare keys new-master`,
  )
}

async function askDatabase(door: pg.ClientConfig): Promise<string | undefined> {
  const client = new pg.Client(door)
  try {
    await client.connect()
    return await masterInDatabase(client)
  } catch (error) {
    // A database, a schema or a table that is not there yet is sealed with nothing.
    const missing = ['3D000', '3F000', '42P01']
    if (error instanceof pg.DatabaseError && missing.includes(error.code ?? '')) return undefined
    throw error
  } finally {
    await client.end()
  }
}
