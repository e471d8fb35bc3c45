import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createVitest, type Vitest } from 'vitest/node'
import { projectRoot } from '../../src/platform/config.ts'
import type { TestServer } from '../../tests/database-server.ts'
import { answersFile, folder, idOf, planFile, readKnown, sha, silentKey } from './known.ts'
import type { Mutant } from './mutants.ts'
import type { Plan, Trial } from './weakened-tests.ts'

export interface Wish {
  mutant: Mutant
  file: string
  beside?: string
}

export interface Batch {
  /** Tries each wish once; what was tried before in the same test file is not asked again. */
  tryAll(wishes: readonly Wish[]): Promise<void>
  close(): Promise<void>
}

/** Vitest inside this process: two files at a time, each with all its trials. */
export async function openBatch(
  server: TestServer,
  { workers, quick }: { workers: number; quick: boolean },
): Promise<Batch> {
  const vitest = await createVitest('test', {
    root: projectRoot,
    watch: false,
    globalSetup: [],
    maxWorkers: workers,
    runner: join(projectRoot, 'scripts/policies/weakened-tests.ts'),
    reporters: [{}],
    hookTimeout: 300_000,
  })
  await vitest.standalone()
  vitest.provide('server', server)
  mkdirSync(folder, { recursive: true })
  return { tryAll: (wishes) => tryAll(vitest, wishes, quick), close: () => closed(vitest) }
}

async function closed(vitest: Vitest): Promise<void> {
  rmSync(planFile, { force: true })
  await vitest.close()
}

async function tryAll(vitest: Vitest, wishes: readonly Wish[], quick: boolean): Promise<void> {
  const { silent, caught } = readKnown()
  const trials: Record<string, Trial[]> = {}
  const stamps: Record<string, string> = {}
  for (const { mutant, file, beside } of wishes) {
    const stamp = stamps[file] ?? sha(readFileSync(join(projectRoot, file), 'utf8'))
    stamps[file] = stamp
    const id = idOf(mutant)
    const asked = silent.has(silentKey(id, file, stamp, false))
    const open = beside && !silent.has(silentKey(id, file, stamp, true)) ? { beside } : {}
    if (caught.has(id) || (asked && !open.beside)) continue
    const { sql, undo, of } = mutant
    trials[file] ??= []
    trials[file].push({ id, sql, undo, of, hint: hintOf(mutant), asked, ...open })
  }
  const files = Object.keys(trials).toSorted(
    (one, other) => (trials[other]?.length ?? 0) - (trials[one]?.length ?? 0),
  )
  if (files.length === 0) return
  writeFileSync(
    planFile,
    JSON.stringify({ out: answersFile, quick, trials, stamps } satisfies Plan),
  )
  vitest.provide('weakened', planFile)
  const project = vitest.getRootProject()
  const specs = files.map((file) => project.createSpecification(join(projectRoot, file)))
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs)
  for (const error of unhandledErrors) process.stderr.write(`A test run broke: ${String(error)}\n`)
  for (const module of testModules)
    if (specs.some(({ moduleId }) => moduleId === module.moduleId) && !module.ok())
      process.stderr.write(
        `${module.relativeModuleId} did not end well: ${module
          .errors()
          .map(({ message }) => message)
          .join()}\n`,
      )
}

/** The table of a policy, the name of a function: proofs often say it. */
const hintOf = ({ of }: Mutant): string => / on (\S+)$/.exec(of)?.[1] ?? of
