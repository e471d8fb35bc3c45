import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/platform/config.ts'
import type { Mutant } from './mutants.ts'
import type { Tried } from './weakened-tests.ts'

export const folder = join(projectRoot, 'test-results')
export const answersFile = join(folder, 'weakened.jsonl')
/** Of this process: several may run beside one another. */
export const planFile = join(folder, `weakened-plan-${process.pid}.jsonl`)

export const sha = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
/** A rule that is written otherwise tomorrow is another one, and is tried anew. */
export const idOf = (mutant: Mutant): string => sha(mutant.sql)

/** What is known of the trials of earlier runs: a run that was stopped goes on where it stood. */
export interface Known {
  caught: Map<string, Tried>
  /** Trials that turned nothing red, with the state of the test file at that time. */
  silent: Set<string>
  notRepeatable: Map<string, Set<string>>
}

export const silentKey = (id: string, file: string, stamp: string, beside: boolean) =>
  [id, file, stamp, beside ? 'beside' : ''].join(' ')

export function readKnown(): Known {
  const known: Known = { caught: new Map(), silent: new Set(), notRepeatable: new Map() }
  if (!existsSync(answersFile)) return known
  for (const line of readFileSync(answersFile, 'utf8').split('\n')) {
    if (!line) continue
    const tried = JSON.parse(line) as Tried
    if (tried.id === 'not repeatable') {
      const tests = known.notRepeatable.get(tried.file) ?? new Set()
      known.notRepeatable.set(tried.file, tests.add(tried.test ?? ''))
    } else if (tried.test) known.caught.set(tried.id, tried)
    else known.silent.add(silentKey(tried.id, tried.file, tried.stamp, tried.beside))
  }
  return known
}
