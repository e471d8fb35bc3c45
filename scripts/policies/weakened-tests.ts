// A test file whose world is built once and tried under one weakened rule after another: building the world and
// loading the program takes far longer than the tests. Before each trial the database is as the world left it.
import { appendFileSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { inject } from 'vitest'
import { VitestTestRunner } from 'vitest/runners'
import { projectRoot } from '../../src/platform/config.ts'
import { hearNotices, keepDatabases, layMutant, liftMutant } from '../../tests/kept-databases.ts'
import { bellsFor, rungBy, withBell } from './bells.ts'
import {
  hear,
  markPassed,
  type Red,
  type Runner,
  redTests,
  type Suite,
  testNames,
} from './run-tests.ts'

/** One weakening to be tried on a file. */
export interface Trial {
  id: string
  sql: string
  undo: string
  of: string
  /** What a test that is likely to notice has in its name. */
  hint: string
  /** Was asked of this file before and turned nothing red. */
  asked: boolean
  /** Asked once more with these other locks open, if it turns nothing red; what turns red by that alone does not count. */
  beside?: string
}

/** What a trial brought: the test that turned red and what it said, or nothing. */
export interface Tried {
  id: string
  file: string
  /** The state of the test file, so that a changed one is asked again. */
  stamp: string
  beside: boolean
  test?: string
  said?: string
  ms: number
}

/** Which files are tried with what, and where each answer is written at once. */
export interface Plan {
  out: string
  /** Only tests that can be asked again in the same database; what turns none of them red stays unanswered. */
  quick: boolean
  trials: Record<string, Trial[]>
  stamps: Record<string, string>
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the plan is written. */
    weakened: string
  }
}

/** A broken connection or a slow machine proves nothing: such a trial is made again. */
const accident =
  /terminat|ECONN|timed? ?out|Connection|too many clients|deadlock|cached plan|could not open/i

function weakenedTests(config: ConstructorParameters<typeof VitestTestRunner>[0]) {
  const runner = new VitestTestRunner(config) as Runner & {
    runSuite(suite: Suite): Promise<void>
  }
  runner.runSuite = (suite) => tryAll(suite)
  return runner
}

// Vitest asks for a default.
export { weakenedTests as default }

async function tryAll(file: Suite): Promise<void> {
  const plan = JSON.parse(readFileSync(inject('weakened'), 'utf8')) as Plan
  const name = relative(projectRoot, file.file.filepath).replaceAll('\\', '/')
  const stamp = plan.stamps[name] ?? ''
  const write = (tried: Omit<Tried, 'file' | 'stamp'>) =>
    appendFileSync(plan.out, `${JSON.stringify({ ...tried, file: name, stamp } satisfies Tried)}\n`)
  const trials = plan.trials[name] ?? []
  const tests = await learn(file, trials, plan.quick)
  for (const test of tests.never) write({ id: 'not repeatable', beside: false, test, ms: 0 })
  const ask = async (trial: Trial, beside: string) => {
    const begun = Date.now()
    const red = await tryOne(file, trial, beside, tests)
    if (red || !plan.quick)
      write({ id: trial.id, beside: beside !== '', ...red, ms: Date.now() - begun })
    return red !== undefined
  }
  const silent: Trial[] = []
  for (const trial of trials) if (trial.asked || !(await ask(trial, ''))) silent.push(trial)
  const leaning = plan.quick ? [] : silent.filter(({ beside }) => beside)
  leaning.sort((one, other) => (one.beside ?? '').localeCompare(other.beside ?? ''))
  for (const trial of leaning) await ask(trial, trial.beside ?? '')
  await tests.restore()
  markPassed(file)
}

/** What is known of the tests of a file before anything is weakened. */
interface Learnt {
  restore(): Promise<void>
  /** Red a second time even in a database that is as it was. */
  never: Set<string>
  /** Red a second time where the first time has left its rows. */
  once: Set<string>
  /** What is asked in a fresh database: those alone, or all if they lean on one another. */
  fresh: Set<string>
  /** Some of these need what others of them left behind. */
  leaning: boolean
  /** Rules of which the tests that come past them lean on tests that do not. */
  leans: Set<string>
  quick: boolean
  /** Which other locks stand open now, and what is red by that alone. */
  beside: string
  usual: Map<string, Set<string>>
  /** Tests that noticed something before: likely to notice the next one, so they are asked first. */
  sharp: string[]
  /** Of each rule with a bell, the tests at which it rang. */
  rung: Map<string, Set<string>>
}

const all = Number.POSITIVE_INFINITY
const names = (found: readonly Red[]) => new Set(found.map(({ test }) => test))

async function learn(file: Suite, trials: readonly Trial[], quick: boolean): Promise<Learnt> {
  hearNotices((notice) => {
    const of = rungBy(notice)
    if (of) hear(of)
  })
  const restore = await keepDatabases()
  const { red, rung } = await ringing(file, trials)
  if (red.size > 0) await restore()
  // Whoever is disturbed by a bell is asked about every rule.
  const never = red.size > 0 ? names(await redTests(file, new Set(), all)) : red
  for (const tests of rung.values()) for (const test of red) tests.add(test)
  const once = names(await redTests(file, never, all))
  let fresh = once
  let leaning = false
  if (once.size > 0 && !quick) {
    await restore()
    const alone = await redTests(file, allBut(file, [...once]), all)
    await restore()
    if (alone.length > 0) {
      leaning = true
      fresh = new Set(testNames(file))
      for (const test of names(await redTests(file, never, all))) never.add(test)
      await restore()
    }
  }
  const usual = new Map([['', never]])
  const learnt = { restore, never, once, fresh, leaning, leans: new Set<string>(), quick }
  return { ...learnt, beside: '', usual, sharp: [], rung }
}

/** All tests with a bell on each rule: which come past which rule, and which are red. */
async function ringing(file: Suite, trials: readonly Trial[]) {
  const rung = new Map<string, Set<string>>(
    trials.filter(withBell).map(({ of }) => [of, new Set<string>()]),
  )
  await layMutant(bellsFor(trials))
  // Whoever reads the law itself, as the database keeps it, comes past no bell.
  const readsLaw = /\bpg_(policies|policy|proc|class)\b/.test(
    readFileSync(file.file.filepath, 'utf8'),
  )
  const red = await redTests(file, new Set(), all, (test, past) => {
    for (const of of past.size === 0 && readsLaw ? rung.keys() : past) rung.get(of)?.add(test)
  })
  await liftMutant([...new Set(trials.map(({ undo }) => undo))].join(';\n'))
  return { red: names(red), rung }
}

/** Opens the other locks that a trial wants open, and learns what that alone turns red. */
async function openBeside(file: Suite, tests: Learnt, beside: string): Promise<Set<string>> {
  if (tests.beside !== beside) {
    await tests.restore()
    await layMutant(beside)
    tests.beside = beside
  }
  const known = tests.usual.get(beside)
  if (known) return known
  const found = new Set([...tests.never, ...names(await redTests(file, tests.never, all))])
  tests.usual.set(beside, found)
  return found
}

/** First as things stand, without the tests that need a fresh database; then these too, in a fresh one. */
async function tryOne(
  file: Suite,
  { sql, undo, of, hint }: Trial,
  beside: string,
  tests: Learnt,
): Promise<Red | undefined> {
  const rung = tests.rung.get(of)
  if (rung?.size === 0) return undefined
  const usual = await openBeside(file, tests, beside)
  const passed = new Set([...usual, ...testNames(file).filter((test) => rung?.has(test) === false)])
  await layMutant(sql)
  const red = await firstRed(file, tests, passed.union(tests.once), hint)
  await liftMutant(undo)
  if (red && !accident.test(red.said)) {
    // Green again as soon as the rule stands again: it was the rule.
    if ((await redTests(file, allBut(file, [red.test]), 1)).length === 0) {
      tests.sharp = [red.test, ...tests.sharp.filter((test) => test !== red.test)]
      return red
    }
  }
  if (tests.quick || (!red && tests.fresh.isSubsetOf(passed))) return undefined
  // What a weakened rule let happen may have left something behind: once more in a database as it was. Where tests lean
  // on one another none is left out.
  const some = red ? passed : passed.union(allBut(file, [...tests.fresh]))
  const tries = tests.leaning || tests.leans.has(of) ? [usual] : [some, usual]
  let surely: Red | undefined
  for (const except of tries) {
    const [found] = await inFresh(file, tests, except, beside ? `${beside};\n${sql}` : sql, 1)
    if (!found || accident.test(found.said)) break
    const upTo = except.union(testsAfter(file, found.test))
    const anyhow = names(await inFresh(file, tests, upTo, beside, all))
    if (!anyhow.has(found.test)) {
      surely = found
      break
    }
    // Red as things stand, because another test was left out: all of them are asked.
    tests.leans.add(of)
  }
  await tests.restore()
  tests.beside = ''
  return surely
}

async function inFresh(
  file: Suite,
  tests: Learnt,
  except: Set<string>,
  sql: string,
  enough: number,
) {
  await tests.restore()
  await layMutant(sql)
  return redTests(file, except, enough)
}

const testsAfter = (file: Suite, test: string) =>
  new Set(testNames(file).slice(testNames(file).indexOf(test) + 1))

async function firstRed(file: Suite, tests: Learnt, except: Set<string>, hint: string) {
  const hinted = hint ? testNames(file).filter((test) => test.includes(hint)) : []
  const likely = [...new Set([...tests.sharp.slice(0, 2), ...hinted])]
  const sharp = likely.filter((test) => !except.has(test))
  for (const test of sharp) {
    const [red] = await redTests(file, allBut(file, [test]), 1)
    if (red) return red
  }
  return (await redTests(file, new Set([...except, ...sharp]), 1))[0]
}

const allBut = (file: Suite, wanted: string[]) =>
  new Set(testNames(file).filter((test) => !wanted.includes(test)))
