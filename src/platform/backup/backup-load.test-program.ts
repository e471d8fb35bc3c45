// An installation of its own for the proofs of backups, and people who write while one is made.
// Run as a program it makes one backup: NODE backup-load.test-program.ts DATA FILE
import { chmodSync } from 'node:fs'
import type { Pool } from 'pg'
import { memoryFolder } from '../../../tests/memory-folder.ts'
import { type Opened, openDatabases } from '../db/open-databases.ts'
import { silentLog } from '../log.ts'
import { firstKeys } from '../seal/keyring.ts'
import { openForBackup } from './open-for-backup.ts'
import { writeBackup } from './write-backup.ts'

/** An empty city with its keys, in a data folder that the user of the database can enter. */
export async function openInstallation(prefix: string): Promise<{ dataDir: string } & Opened> {
  const dataDir = memoryFolder(`${prefix}-`)
  chmodSync(dataDir, 0o711)
  const opened = await openDatabases({ dataDir }, { log: silentLog, env: {} })
  const { owner } = opened.databases
  await owner?.query(
    `insert into app.authorities (id, name, country) values (1, 'Valmare', 'BE') on conflict do nothing`,
  )
  for (const key of firstKeys(opened.master, 1))
    await owner?.query(
      'insert into app.authority_keys (authority_id, id, kind, wrapped) values ($1, $2, $3, $4)',
      [1, key.id, key.kind, key.wrapped],
    )
  return { dataDir, ...opened }
}

/** One agency that was written, and when it was begun and acknowledged. */
export interface Written {
  id: number
  begun: number
  acknowledged: number
}

/** Several people write without a pause until they are stopped. */
export function startWriters(
  owner: Pool,
  writers = 3,
  first = 1000,
): { stop(): Promise<Written[]> } {
  const written: Written[] = []
  let last = first
  let stopped = false
  const write = async () => {
    while (!stopped) {
      last += 1
      const id = last
      const begun = Date.now()
      await owner.query(
        `insert into app.agencies (authority_id, id, name, code, kind) values (1, $1, $2, 'ZZ', 'association')`,
        [id, `Agency ${id} ${'x'.repeat(80)}`],
      )
      written.push({ id, begun, acknowledged: Date.now() })
    }
  }
  const all = Array.from({ length: writers }, write)
  return {
    stop: async () => {
      stopped = true
      await Promise.all(all)
      return written
    },
  }
}

/** The agencies that are missing though acknowledged in time, and those that came from the future. */
export function compareWith(present: Set<number>, written: Written[], recoveryPoint: string) {
  const point = Date.parse(recoveryPoint)
  return {
    // A clock of milliseconds cannot say more about the very millisecond.
    lost: written.filter(({ id, acknowledged }) => acknowledged < point && !present.has(id)),
    early: written.filter(({ id, begun }) => begun > point + 1 && present.has(id)),
    inTime: written.filter(({ acknowledged }) => acknowledged < point).length,
  }
}

if (process.argv[1] === import.meta.filename) {
  const [, , dataDir = '', to = ''] = process.argv
  const { cluster, master } = await openForBackup({ dataDir }, silentLog, {})
  await writeBackup({ cluster, master, dataDir, to, version: '0.0.0' })
}
