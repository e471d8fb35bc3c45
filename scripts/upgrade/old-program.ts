import { execFileSync } from 'node:child_process'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/platform/config.ts'
import { run } from './service.ts'

/** An earlier published state, and what was new in it. */
export interface Earlier {
  commit: string
  what: string
}

/** States that run with the dependencies of today, and whose steps have not been written anew since. */
export const earlierStates: readonly Earlier[] = [
  { commit: '6d91a0d', what: 'releases, cases and answers, the first thin line' },
  { commit: 'f4671e2', what: 'real weeks, before agreements had editions' },
  { commit: 'f5e8493', what: 'items, shares and protection, before the log was sealed' },
  { commit: '8735a98', what: 'a sealed log, passkeys, providers, erasure of items' },
  { commit: 'beeff45', what: 'erasure of cases, auditors, witnesses' },
]

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8', stdio: 'pipe' })

/** The program of then, in a folder of its own, with the dependencies of today. */
export function checkOut({ commit }: Earlier, folder: string): () => void {
  git('worktree', 'add', '--detach', '--force', folder, commit)
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return () => {
    rmSync(join(folder, 'node_modules'), { force: true })
    git('worktree', 'remove', '--force', folder)
  }
}

/** Builds the program of then and lays down its demo city. */
export const fillCity = (folder: string, data: string): Promise<string> =>
  run(folder, ['bin/throughcare.mjs', 'demo', '--data', data])
