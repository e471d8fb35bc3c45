import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../src/platform/config.ts'
import { Refused } from '../../src/platform/tlog/verifier/notes.mjs'
import { verifyExport } from '../../src/platform/tlog/verifier/verify-export.mjs'
import { type RandomLog, randomLog } from './random-log.ts'

/** What a verifier says in one line, the same words in both languages. */
export async function verdictOf(bytes: Uint8Array): Promise<string> {
  try {
    const { events, gone, size } = await verifyExport([bytes])
    return `verified ${events} ${gone} ${size}`
  } catch (error) {
    if (error instanceof Refused) return `refused ${error.code} ${error.line}`
    throw error
  }
}

/** The verdicts of the second implementation, one for each file. */
export async function secondVerdicts(logs: readonly Uint8Array[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'second-verifier-'))
  try {
    const files = logs.map((_, index) => join(folder, `${index}.jsonl`))
    await Promise.all(files.map((file, index) => writeFile(file, logs[index] as Uint8Array)))
    const program = join(projectRoot, 'tests/second-verifier/verify.pl')
    const { stdout } = await promisify(execFile)('perl', [program, ...files])
    return stdout.trim().split('\n')
  } finally {
    await rm(folder, { recursive: true })
  }
}

export interface Compared extends RandomLog {
  seed: number
  first: string
  second: string
}

/** Both verifiers on the same random logs, so many from a seed on. */
export async function compareVerifiers(from: number, count: number): Promise<Compared[]> {
  const logs: RandomLog[] = []
  for (let seed = from; seed < from + count; seed += 1) logs.push(await randomLog(seed))
  const second = await secondVerdicts(logs.map(({ bytes }) => bytes))
  const first = await Promise.all(logs.map(({ bytes }) => verdictOf(bytes)))
  return logs.map((log, index) => ({
    ...log,
    ...{ seed: from + index, first: first[index] ?? '', second: second[index] ?? '' },
  }))
}
