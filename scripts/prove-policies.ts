// Every rule of the law weakened in turn: each time a test must turn red, or the rule is unproven.
// Run: npm run prove:policies [-- [--near] 'pattern of a file name or rule']
// With --near only the proofs that stand nearest to a rule are asked: quicker, and stricter.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/platform/config.ts'
import { openPool } from '../src/platform/db/connections.ts'
import { readSqlFiles } from '../src/platform/db/migration-files.ts'
import { startTestServer, type TestServer } from '../tests/database-server.ts'
import { guardMutants, type Mutant, policyMutants, searchMutants } from './policies/mutants.ts'
import { openRunner, type Runner } from './policies/runner.ts'

/** Functions that run as their owner and so repeat the law inside. */
const searching = [
  ...['actor.editions', 'actor.rights_of', 'actor.basis_holds', 'actor.regime_permits'],
  ...['actor.assume', 'act.seated_case', 'act.relations', 'act.may_contribute'],
  ...['act.may_import', 'act.notice_clause', 'act.my_notice', 'act.my_import'],
  ...['read.arranged', 'read.table_of', 'read.waiting', 'read.question', 'read.pictured_rows'],
  ...['read.late_answers', 'read.due_steps'],
  ...['read.search_candidates', 'read.persons_found', 'read.likely_persons'],
]

/** Which proof is asked first, by where the law stands. */
const nearest: [RegExp, RegExp][] = [
  [
    /11_|39_acts_(agreements|signatures|bases|expiry|regimes)/,
    /arrangements\/(editions|registers|signatures|essence)|assume/,
  ],
  [/10_actor/, /actor-attack|assume|cases\/access/],
  [/2\d_/, /admin\/a|auth\/invitations/],
  [/31_/, /admin\/a/],
  [/32_|34_/, /handovers\/acts|cases\/(acts|reads)/],
  [/33_/, /timeline\/acts/],
  [/3[57]_/, /timeline\/notice-acts/],
  [/36_/, /cases\/acts/],
  [/pictures/, /timeline\/pictures/],
  [/read_today/, /timeline\/today|handovers\/acts/],
  [/4\d_/, /cases\/reads|handovers\/acts/],
  [/38_acts_items/, /items\/(acts|access)/],
  [/38_acts_(shares|disclosures)/, /sharing\/(shares|disclosures|truth-table)/],
  [/38_acts_(closeness|override|questions)/, /sharing\/(closeness|override|unknown)/],
  [/38_acts_consents/, /rights\/access/],
  [/38_acts_(rights|retention)/, /rights\/(item-rights|retention)/],
  [
    /39_acts_(agreements|bases|regimes|signatures|expiry)/,
    /arrangements\/(drafts|editions|registers|signatures|papers|expiry)/,
  ],
]

/** Proofs of the law of a module that do not stand in its access proof, the quickest first. */
const ofModule: Record<string, RegExp> = {
  items: /items\/(access|shares-access|readers)/,
  sharing: /sharing\/(access|shares|disclosures|override|closeness)/,
  rights: /rights\/(access|item-rights|retention)/,
  arrangements: /arrangements\/(access|editions|registers|papers|signatures)/,
}

/** Weakenings that let nothing more through, each with the reason. They are shown, not tried. */
const withoutEffect: [RegExp, string][] = [
  [/my_import.*not found$/, 'nobody may bring what does not exist'],
  [
    /^actor\.proven (if )?body (is null|= '')/,
    'spares work: without a text the proof fails in the next line',
  ],
  [
    /^ ?[cix]\.authority_id = \w+\.authority_id$/,
    'the table that is asked shows the rows of the own authority only, and ids are unique',
  ],
]

/**
 * A rule that asks a guarded table leans on that table's own rule: behind two locks, one may fail
 * unnoticed. So each rule is proven a second time with the locks of the tables it asks wide open.
 */
const guardedTables = [
  ...['seats', 'arrangement_parties', 'notice_desks', 'clauses', 'release_notices'],
  ...['cases', 'items', 'special_items', 'shares', 'consents'],
]
/** All those but the one whose own rule is weakened. */
const locksBeside = (mutant: Mutant): string =>
  guardedTables
    .filter((table) => !new RegExp(`\\bon app\\.${table}\\b`).test(mutant.sql))
    .map(
      (table) =>
        `create policy opened on app.${table} for select to throughcare_actor using (true)`,
    )
    .join(';\n')

const started = Date.now()
const asked = process.argv.slice(2)
const near = asked.includes('--near')
const wanted = new RegExp(asked.filter((one) => one !== '--near').join(' '))
const proofs = findProofs()
const withoutOtherLocks = new Map<string, Set<string>>()
process.exitCode = await prove()

async function prove(): Promise<number> {
  const found = allMutants().filter(({ place, rule }) => wanted.test(`${place} ${rule}`))
  const mutants = found.filter((mutant) => !tellWithoutEffect(mutant))
  const { server, stop } = await startTestServer()
  try {
    await refuseBroken(server, mutants)
    const queue = [...mutants]
    const survivors: Mutant[] = []
    const runners = await Promise.all([openRunner(server), openRunner(server)])
    const needed = proofs.filter((file) => !near || mutants.some((one) => isNearest(one, file)))
    const before = await runners[0]?.red(needed)
    if (before?.size) throw new Error(`Red before anything is weakened:\n${[...before].join('\n')}`)
    await Promise.all(
      runners.map(async (runner) => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          if (!(await caught(runner, next))) survivors.push(tellSurvivor(next))
          tell(mutants.length - queue.length, mutants.length, survivors.length)
        }
        await runner.close()
      }),
    )
    return report(mutants.length, survivors)
  } finally {
    await stop()
  }
}

function allMutants(): Mutant[] {
  return readSqlFiles(projectRoot).repeatable.flatMap((file) => [
    ...policyMutants(file),
    ...(/db\/access\/(10_actor|15_|21_|3\d_)/.test(file.name) ? guardMutants(file) : []),
    ...searchMutants(file, searching),
  ])
}

/** A weakened rule that PostgreSQL does not accept would turn every test red and prove nothing. */
async function refuseBroken(server: TestServer, mutants: Mutant[]): Promise<void> {
  const pool = openPool({ ...server.superuser, database: server.template }, 1)
  const client = await pool.connect()
  try {
    for (const mutant of mutants) {
      await client.query('begin')
      await client.query(mutant.sql).catch((error: unknown) => {
        throw new Error(`${mutant.place} cannot be weakened: ${error}\n${mutant.sql}`)
      })
      await client.query('rollback')
    }
  } finally {
    client.release(true)
    await pool.end()
  }
}

/** The nearest proof first, then without the other locks, then all others. */
async function caught(runner: Runner, mutant: Mutant): Promise<boolean> {
  const first = proofs.filter((file) => isNearest(mutant, file))
  const rest = proofs.filter((file) => !first.includes(file))
  if (first.length > 0) {
    if ((await runner.red(first, mutant.sql)).size > 0) return true
    if (mutant.policy && (await caughtWithoutOtherLocks(runner, first, mutant))) return true
  }
  return !near && (await runner.red(rest, mutant.sql)).size > 0
}

async function caughtWithoutOtherLocks(runner: Runner, files: string[], mutant: Mutant) {
  const otherLocks = locksBeside(mutant)
  const key = files.join() + otherLocks
  const usual = withoutOtherLocks.get(key) ?? (await runner.red(files, otherLocks))
  withoutOtherLocks.set(key, usual)
  const now = await runner.red(files, `${otherLocks};\n${mutant.sql}`)
  return [...now].some((test) => !usual.has(test))
}

function isNearest(mutant: Mutant, file: string): boolean {
  if (/actor\.shut(_persons)?\(/.test(mutant.rule)) return file.endsWith('canary/shut.test.ts')
  if (mutant.rule.startsWith('authority_id = ')) return file.endsWith('canary/twin.test.ts')
  const module = /src\/modules\/([a-z]+)\/policy/.exec(mutant.place)?.[1]
  if (module) return (ofModule[module] ?? new RegExp(`modules/${module}/access`)).test(file)
  return nearest.some(([law, proof]) => law.test(mutant.place) && proof.test(file))
}

function findProofs(): string[] {
  const all = globSync(
    ['src/modules/*/*.test.ts', 'tests/*.test.ts', 'tests/canary/{shut,twin}.test.ts'],
    {
      cwd: projectRoot,
    },
  )
  const general =
    /modules\/[a-z]+\/(access|acts|notice-acts|reads)\.|tests\/(database|actor-attack|assume)\./
  const named = [
    ...nearest.map(([, proof]) => proof),
    ...Object.values(ofModule),
    /canary\/(shut|twin)/,
  ]
  return [...all, 'src/platform/auth/invitations.test.ts']
    .map((name) => join(projectRoot, name).replaceAll('\\', '/'))
    .filter((file) => general.test(file) || named.some((proof) => proof.test(file)))
}

function tell(done: number, all: number, survivors: number): void {
  if (done % 20 !== 0 && done !== all) return
  const seconds = Math.round((Date.now() - started) / 1000)
  process.stderr.write(`${done} of ${all}, ${survivors} not caught, ${seconds} s\n`)
}

function tellWithoutEffect({ place, rule, sql }: Mutant): boolean {
  const inside = /function (\S+?)\(/.exec(sql)?.[1] ?? ''
  const reason = withoutEffect.find(([pattern]) => pattern.test(`${inside} ${rule}`))?.[1]
  if (reason) console.log(`without effect: ${place}  ${rule}  (${reason})`)
  return reason !== undefined
}

function tellSurvivor(mutant: Mutant): Mutant {
  console.log(`not caught: ${mutant.place}  ${mutant.rule}`)
  return mutant
}

function report(all: number, survivors: Mutant[]): number {
  console.log(`${all} weakened, ${all - survivors.length} caught`)
  return survivors.length > 0 || all === 0 ? 1 : 0
}
