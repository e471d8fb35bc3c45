// Every rule of the law weakened in turn: each time a test must turn red, or the rule is unproven.
// Run: npm run prove:policies [-- [--near] [--quick] [--only 'pattern of a place or rule'] [--since COMMIT] [--anew] [--page]]
// Without a flag all rules are tried that were not caught before: a run that was stopped goes on where it stood
// (test-results/weakened.jsonl; --anew forgets it). --near asks the proofs that stand nearest to a rule only; --quick
// only tests that need no fresh database, as a first look.
// --since tries the rules of files that changed since a commit. --page writes docs/reference/every-rule-weakened.md.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../src/platform/config.ts'
import { openPool } from '../src/platform/db/connections.ts'
import { startTestServer, type TestServer } from '../tests/database-server.ts'
import { type Batch, openBatch } from './policies/batch.ts'
import { reasonWithout } from './policies/equivalent.ts'
import { idOf, readKnown } from './policies/known.ts'
import { allMutants, farProofs, locksBeside, nearProofs } from './policies/law.ts'
import type { Mutant } from './policies/mutants.ts'
import { writePage } from './policies/page.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    near: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    since: { type: 'string' },
    anew: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    depth: { type: 'string', default: '99' },
    workers: { type: 'string', default: '2' },
  },
})
const started = Date.now()
const say = (line: string) => process.stdout.write(`${line}\n`)
if (values.anew) rmSync(join(projectRoot, 'test-results/weakened.jsonl'), { force: true })
process.exitCode = await prove()

async function prove(): Promise<number> {
  const asked = wanted(allMutants())
  const mutants = asked.filter((mutant) => !reasonWithout(mutant))
  if (stillUncaught(mutants).length > 0) await tryThem(mutants)
  if (values.page) writePage(allMutants())
  return report(mutants, stillUncaught(mutants))
}

function wanted(all: Mutant[]): Mutant[] {
  const pattern = new RegExp(values.only ?? positionals.join(' '))
  const changed = values.since
    ? execFileSync('git', ['diff', '--name-only', values.since], {
        cwd: projectRoot,
        encoding: 'utf8',
      })
    : undefined
  return all
    .filter(({ place, of, rule }) => pattern.test(`${place} ${of} ${rule}`))
    .filter(({ place }) => changed?.includes(place.replace(/:\d+$/, '')) ?? true)
}

function stillUncaught(mutants: Mutant[]): Mutant[] {
  const { caught } = readKnown()
  return mutants.filter((mutant) => !caught.has(idOf(mutant)))
}

async function tryThem(mutants: Mutant[]): Promise<void> {
  const { server, stop } = await startTestServer()
  try {
    await refuseBroken(server, stillUncaught(mutants))
    const batch = await openBatch(server, {
      workers: Number(values.workers),
      quick: values.quick,
    })
    const telling = setInterval(() => tell(mutants), 30_000)
    try {
      await inTurn(batch, mutants, nearProofs)
      if (!values.near) await inTurn(batch, mutants, farProofs)
    } finally {
      clearInterval(telling)
      await batch.close()
    }
  } finally {
    await stop()
  }
}

/**
 * The first proof of each rule, then the second of those that are not caught yet, and so on. A policy may lean on the
 * policy of a table that it asks: each proof is asked a second time with those locks open.
 */
async function inTurn(batch: Batch, mutants: Mutant[], proofs: (mutant: Mutant) => string[]) {
  for (let at = 0; at < Number(values.depth); at += 1) {
    const left = () => stillUncaught(mutants).filter((mutant) => proofs(mutant).length > at)
    if (left().length === 0) return
    await batch.tryAll(
      left().map((mutant) => {
        const file = proofs(mutant)[at] ?? ''
        const leans = mutant.policy && !file.includes('canary/')
        return { mutant, file, ...(leans && { beside: locksBeside(mutant) }) }
      }),
    )
  }
}

/** A weakened rule that PostgreSQL does not accept would turn every test red and prove nothing. */
async function refuseBroken(server: TestServer, mutants: Mutant[]): Promise<void> {
  const pool = openPool({ ...server.superuser, database: server.template }, 1)
  const client = await pool.connect()
  try {
    const broken: string[] = []
    for (const { place, sql } of mutants) {
      await client.query('begin')
      await client.query(sql).catch((error: unknown) => broken.push(`${place}: ${error}\n${sql}`))
      await client.query('rollback')
    }
    if (broken.length > 0) throw new Error(`Cannot be weakened so:\n${broken.join('\n\n')}`)
  } finally {
    client.release(true)
    await pool.end()
  }
}

function tell(mutants: Mutant[]): void {
  const left = stillUncaught(mutants).length
  const seconds = Math.round((Date.now() - started) / 1000)
  process.stderr.write(`${mutants.length - left} of ${mutants.length} caught, ${seconds} s\n`)
}

function report(all: Mutant[], survivors: Mutant[]): number {
  for (const mutant of wanted(allMutants()).filter(reasonWithout))
    say(`without effect: ${mutant.place}  ${mutant.rule}  (${reasonWithout(mutant)})`)
  for (const { place, of, rule } of survivors) say(`not caught: ${place}  ${of}  ${rule}`)
  const { notRepeatable } = readKnown()
  for (const [file, tests] of notRepeatable)
    say(`not asked, since they are not green twice: ${tests.size} of ${file}`)
  const places = survivors.map(({ place }) => place).join(', ') || 'none'
  say(`${all.length} weakened, ${all.length - survivors.length} caught, survivors: ${places}`)
  return survivors.length > 0 || all.length === 0 ? 1 : 0
}
