import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type LogRow, listLogs } from '../src/modules/audit/queries/log.ts'
import { type LogContext, openLog } from '../src/modules/audit/service/open-log.ts'
import { sealEvents } from '../src/modules/audit/service/seal-events.ts'
import { signLogs } from '../src/modules/audit/service/sign-log.ts'
import { clock } from '../src/platform/clock.ts'
import type { Databases } from '../src/platform/db/connections.ts'
import {
  COSIGNATURE_V1,
  formatVerifier,
  makeSigner,
  type Verifier,
} from '../src/platform/tlog/signed-note.ts'
import { makeWitness } from '../src/platform/tlog/witness.ts'
import { serveWitness } from '../src/platform/tlog/witness-server.ts'

/** Whose witnesses they are; a court belongs to no agency of the partnership. */
const keepers = [
  { name: 'probation.example/witness', agency: 4 },
  { name: 'haven.example/witness', agency: 8 },
  { name: 'court.example/witness', agency: null },
]

/**
 * Three witnesses of the demo city, real ones with keys and memories of their own: they run as long as the desk does, and
 * have signed its log before anybody looks. Answers how to end them.
 */
export async function openWitnesses(
  context: LogContext & { databases: Databases },
): Promise<() => void> {
  await sealEvents(context)
  const row = (await listLogs(context.databases.worker)).find(({ authority }) => authority === 1)
  if (!row || !context.databases.owner) return () => {}
  const log = (await openLog(context, row)).signer.verifier
  const servers: Server[] = []
  for (const keeper of keepers) servers.push(await openOne(context, log, keeper, row))
  await context.databases.owner.query(
    `insert into app.witness_quorums (authority_id, arrangement_id, quorum, second_person)
     select 1, r.id, 2, true from app.arrangements r where r.authority_id = 1 on conflict do nothing`,
  )
  await signLogs(context, { now: true })
  return () => {
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
  }
}

async function openOne(
  { databases, dataDir }: LogContext & { databases: Databases },
  log: Verifier,
  { name, agency }: (typeof keepers)[number],
  row: LogRow,
) {
  const signer = makeSigner(name, COSIGNATURE_V1, databases.keys.secret(`demo witness ${name}`))
  const folder = join(dataDir, 'demo-witnesses', name.split('.')[0] ?? name)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const server = serveWitness(makeWitness({ signer, logs: [log], folder, now: () => clock.now() }))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const publicKey = formatVerifier(signer.verifier)
  const { rowCount } = await (databases.owner as NonNullable<Databases['owner']>).query(
    'update app.witnesses set url = $2 where authority_id = $3 and public_key = $1',
    [publicKey, url, row.authority],
  )
  if (rowCount === 0)
    await databases.owner?.query(
      `insert into app.witnesses (authority_id, id, agency_id, public_key, url)
       select $1, coalesce(max(w.id), 0) + 1, $2, $3, $4 from app.witnesses w where w.authority_id = $1`,
      [row.authority, agency, publicKey, url],
    )
  return server
}
