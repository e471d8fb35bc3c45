import type { Dirent } from 'node:fs'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Files of a running cluster that a backup holds, with paths below the cluster. */
export interface ClusterFiles {
  folders: string[]
  files: string[]
}

/** What PostgreSQL makes anew at its next start; the folders themselves must be there. */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const leftOut = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'backup_label',
  'backup_label.old',
  'tablespace_map',
  'tablespace_map.old',
  'recovery.signal',
  'standby.signal',
  'current_logfiles',
  'throughcare.conf',
  'autoprewarm.blocks',
  'autoprewarm.blocks.tmp',
])

/**
 * Lists the cluster in the order in which it is copied. The control file comes last: it must not be
 * older than the pages.
 */
export function listClusterFiles(cluster: string): ClusterFiles {
  const found: ClusterFiles = { folders: [], files: [] }
  walk(cluster, '', found)
  const control = 'global/pg_control'
  return {
    folders: [...found.folders, 'pg_wal/archive_status', 'pg_wal/summaries'],
    files: [...found.files.filter((file) => file !== control), control],
  }
}

function walk(cluster: string, folder: string, found: ClusterFiles): void {
  for (const entry of listed(join(cluster, folder))) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) {
      if (entry.name.startsWith('pgsql_tmp')) continue
      found.folders.push(path)
      if (!emptied.has(path)) walk(cluster, path, found)
    } else if (entry.isFile() && isKept(path, entry.name)) found.files.push(path)
  }
}

/** Tables may be dropped while we look. */
function listed(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function isKept(path: string, name: string): boolean {
  if (leftOut.has(path)) return false
  // Own temporary relations (t3_16385) and caches are of no use after a restart.
  return !/^(pg_internal\.init|pgsql_tmp|t\d+_\d+)/.test(name)
}
