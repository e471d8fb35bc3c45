import type { Pool } from 'pg'
import type { LogContext } from '../../src/modules/audit/service/open-log.ts'
import { connectDatabases, type Databases, openPool } from '../../src/platform/db/connections.ts'
import { attachEmbedded } from '../../src/platform/db/launcher/attach-embedded.ts'
import { loginsAt } from '../../src/platform/db/roles.ts'
import { silentLog } from '../../src/platform/log.ts'
import { type AuthorityKeyRow, createKeyring } from '../../src/platform/seal/keyring.ts'
import { loadMasterKey } from '../../src/platform/seal/master-key.ts'

/** Where the database of a running service is, and its key. */
export async function reach(dataDir: string) {
  const cluster = attachEmbedded(dataDir)
  if (!cluster) throw new Error('The database of the service was not found.')
  const master = await loadMasterKey({ dataDir, env: {}, create: false })
  const { host, port } = cluster.superuser
  return { cluster, master, address: { host, port, database: 'throughcare' } }
}

/** Beside the running service: with its logins, and as the superuser of its database. */
export async function joined<T>(
  dataDir: string,
  act: (superuser: Pool, context: LogContext & { databases: Databases }) => Promise<T>,
): Promise<T> {
  const { cluster, master, address } = await reach(dataDir)
  const superuser = openPool({ ...cluster.superuser, database: 'throughcare' }, 1)
  const databases = connectDatabases(
    loginsAt(address, master, 'derived'),
    createKeyring(master, []),
  )
  try {
    const { rows } = await databases.worker.query<AuthorityKeyRow>(
      'select * from app.list_wrapped_keys()',
    )
    databases.keys.learn(rows)
    const context = { databases, dataDir, origin: 'https://desk.example', log: silentLog }
    return await act(superuser, context)
  } finally {
    await databases.close()
    await superuser.end()
  }
}
