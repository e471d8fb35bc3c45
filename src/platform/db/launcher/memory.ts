import { existsSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'

const megabyte = 1024 * 1024
const smallest = 128
const largest = 8192

/** How much of the machine's memory the database takes for itself. */
export interface MemorySettings {
  shared_buffers: string
  effective_cache_size: string
  maintenance_work_mem: string
}

/**
 * The share of the memory that the database keeps pages in, so that a large city's day is not read from the disk:
 * a quarter of what there is, at least 128 MB and at most 8 GB. The rest is for the operating system, which keeps
 * files too, and for the program itself.
 */
export function memorySettings(bytes = memoryHere()): MemorySettings {
  const quarter = Math.floor(bytes / megabyte / 4)
  const cache = Math.max(smallest, Math.min(largest, quarter))
  return {
    shared_buffers: `${cache}MB`,
    // What the planner counts on: our cache, and as much again of the operating system.
    effective_cache_size: `${cache * 2}MB`,
    maintenance_work_mem: `${Math.max(64, Math.min(512, Math.floor(cache / 8)))}MB`,
  }
}

/** The memory of the machine, or of the container that this program may not grow out of. */
export function memoryHere(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
}

/**
 * After a restart the pages of before are read back beside the first answers, so that the first morning is not a
 * slow one. Every five minutes, and at the end, the database notes the numbers of its pages and nothing of what is in them.
 */
export function warmStart(native: string): Record<string, string> {
  const carried = ['so', 'dylib'].some((kind) =>
    existsSync(join(native, 'lib', 'postgresql', `pg_prewarm.${kind}`)),
  )
  return carried ? { shared_preload_libraries: 'pg_prewarm' } : {}
}
