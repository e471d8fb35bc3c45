import { createVitest, type Vitest } from 'vitest/node'
import { projectRoot } from '../../src/platform/config.ts'
import type { TestServer } from '../../tests/database-server.ts'

export interface Runner {
  /** Names of the tests that turn red on a database over which this SQL was laid. */
  red(files: readonly string[], mutant?: string): Promise<Set<string>>
  close(): Promise<void>
}

/** Vitest inside this process, asked again and again: starting it anew takes longer than the tests. */
export async function openRunner(server: TestServer): Promise<Runner> {
  const vitest = await createVitest('test', {
    root: projectRoot,
    watch: false,
    globalSetup: [],
    maxWorkers: 1,
    reporters: [{}],
  })
  await vitest.standalone()
  return {
    red: (files, mutant) => red(vitest, files, mutant ? { ...server, mutant } : server),
    close: () => vitest.close(),
  }
}

async function red(
  vitest: Vitest,
  files: readonly string[],
  server: TestServer,
): Promise<Set<string>> {
  vitest.provide('server', server)
  const project = vitest.getRootProject()
  const specs = files.map((file) => project.createSpecification(file))
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs)
  if (unhandledErrors.length > 0) throw new Error(`A test run broke: ${unhandledErrors[0]}`)
  const found = new Set<string>()
  // What earlier runs left is listed too, and would be taken for red.
  for (const module of testModules.filter(({ moduleId }) => files.includes(moduleId))) {
    if (module.ok()) continue
    const tests = [...module.children.allTests('failed')]
    if (tests.length === 0) found.add(`${module.moduleId} does not begin`)
    for (const test of tests) found.add(`${module.moduleId} ${test.fullName}`)
  }
  return found
}
