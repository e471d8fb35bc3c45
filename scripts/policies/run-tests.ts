// The tests of a file asked again and again in one process, by name, past the counting of Vitest.
import type { VitestTestRunner } from 'vitest/runners'
import { getFn, getHooks } from 'vitest/suite'

export type Runner = InstanceType<typeof VitestTestRunner>
export type Suite = Parameters<NonNullable<Runner['onBeforeRunSuite']>>[0]
type Task = Suite['tasks'][number]
type Test = Extract<Task, { type: 'test' }>

export interface Red {
  test: string
  said: string
}

/** The bells that were heard since the last test began. */
let heard = new Set<string>()

/** A bell was heard: it counts for the test that runs now. */
export const hear = (of: string): unknown => heard.add(of)

/** The names of all tests of a suite, in their order. */
export function testNames(suite: Suite): string[] {
  return suite.tasks.flatMap((task) => (task.type === 'suite' ? testNames(task) : [fullName(task)]))
}

/** The tests of a suite, one after the other, until so many are red; what bells rang at each, if that is asked. */
export async function redTests(
  suite: Suite,
  except: Set<string>,
  enough: number,
  ring?: (test: string, past: Set<string>) => void,
): Promise<Red[]> {
  const found: Red[] = []
  const nested = suite.file !== suite
  const told = (name: string, error: unknown) =>
    found.push({ test: name, said: String((error as Error)?.message ?? error).slice(0, 300) })
  if (!testNames(suite).some((test) => !except.has(test))) return found
  heard = new Set()
  try {
    if (nested) for (const hook of getHooks(suite).beforeAll) await hook(suite)
  } catch (error) {
    if (!except.has(suite.name)) told(suite.name, error)
    return found
  }
  const before = heard
  for (const task of suite.tasks) {
    if (found.length >= enough) break
    if (task.mode === 'skip' || task.mode === 'todo') continue
    if (task.type === 'suite') {
      found.push(
        ...(await redTests(task, except, enough - found.length, (test, past) =>
          ring?.(test, before.union(past)),
        )),
      )
      continue
    }
    const name = fullName(task)
    if (except.has(name)) continue
    heard = new Set()
    const error = await failureOf(task)
    ring?.(name, before.union(heard))
    if (error !== undefined) told(name, error)
  }
  if (nested) for (const hook of getHooks(suite).afterAll) await hook(suite)
  return found
}

async function failureOf(test: Test): Promise<unknown> {
  const around = suitesOf(test).map((suite) => getHooks(suite))
  try {
    for (const hooks of around)
      for (const hook of hooks.beforeEach)
        await (hook as (...args: unknown[]) => unknown)(test.context, test)
    await getFn(test)()
    return undefined
  } catch (error) {
    return error ?? 'failed'
  } finally {
    for (const hooks of around.toReversed())
      for (const hook of hooks.afterEach)
        await (hook as (...args: unknown[]) => unknown)(test.context, test)
  }
}

function suitesOf(test: Test): Suite[] {
  const found: Suite[] = []
  for (let suite = test.suite; suite; suite = suite.suite) found.unshift(suite)
  return [test.file, ...found.filter((suite) => suite !== test.file)]
}

const fullName = (test: Test): string =>
  [...suitesOf(test).slice(1), test].map(({ name }) => name).join(' > ')

/** Vitest is told that all went well: what it did not run itself it would call skipped. */
export function markPassed(suite: Suite): void {
  for (const task of suite.tasks) {
    task.result = { state: 'pass' }
    if (task.type === 'suite') markPassed(task)
  }
}
