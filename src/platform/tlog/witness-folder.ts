import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes sure that one process works in a folder: two would each sign a future of their own. Answers how
 * to give it up, or nothing where another living process has it.
 */
export function claimFolder(folder: string): (() => void) | undefined {
  const file = join(folder, 'running')
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const pid = Number(readFileSync(file, 'utf8'))
      // In a container the next start has the number of the last one.
      if (pid !== process.pid && isAlive(pid)) return undefined
      rmSync(file, { force: true })
    }
  }
  return undefined
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
