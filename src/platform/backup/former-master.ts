import type { Client } from 'pg'
import { masterMark } from '../seal/derive.ts'
import { type AuthorityKeyRow, createKeyring } from '../seal/keyring.ts'
import { masterInDatabase, rewrapAuthorityKeys } from '../seal/rotate.ts'

/**
 * Tries the keys of a restored database. One from before a change of the master key lies under the former: the ring of
 * the backup keys has kept that, and the restored database is put under the present one.
 */
export async function putUnderMaster(
  client: Client,
  master: Buffer,
  formers: ReadonlyMap<string, Buffer> = new Map(),
): Promise<void> {
  const used = await masterInDatabase(client)
  const former = used === undefined ? undefined : formers.get(used)
  if (former && used !== masterMark(master)) {
    await client.query('begin')
    await rewrapAuthorityKeys(client, former, master)
    await client.query('commit')
  }
  const { rows } = await client.query<AuthorityKeyRow>(
    'select authority_id, id, kind, wrapped, created_at, retired_at from app.authority_keys',
  )
  createKeyring(master, rows)
}
