import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readOptions } from './options.ts'
import { CommandError } from './say-why.ts'

const help = `throughcare bench [options]

Measures this machine with a country of invented persons, in a database of its own: worklist,
releases, open case, search, move a date and answer an offer over HTTP, beside the same handlers
without rights and log, and beside plain SQL. Ends with 1 if an answer failed.

  --persons N         persons with a case (default 20000)
  --authorities M     authorities; the first has 6 % of everything (default 25)
  --seconds S         for each measurement (default 8)
  --clients 1,16      how many ask at the same time
  --cache SIZE        cache of the database (default 512MB)
  --only WORDS        only measurements whose name holds these words
  --keep DIR          keep the population there and use it again
  --json FILE         write everything that was measured
  --in-turn ROUNDS    opening a case alone, the product and the bare handler in turn; room for three databases
  --check-plans       time nothing; end with 1 if a question touches more than 20 rows for one it delivers
`

const options = {
  persons: { type: 'string', default: '20000' },
  authorities: { type: 'string', default: '25' },
  seconds: { type: 'string', default: '8' },
  clients: { type: 'string', default: '1,16' },
  cache: { type: 'string', default: '512MB' },
  only: { type: 'string' },
  keep: { type: 'string' },
  json: { type: 'string' },
  'in-turn': { type: 'string' },
  'check-plans': { type: 'boolean', default: false },
  /** Which part this process plays; the bench starts itself again for two of them. */
  part: { type: 'string' },
} as const

/** Measures and prints; the process that measures starts one that serves and one that asks. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, options, help)
  if (!asked) return 0
  const { values } = asked
  if (values.part === 'serve') return (await import('../../bench/server-program.ts')).runServer()
  if (values.part === 'load') return (await import('../../bench/load-program.ts')).runLoad()
  const [{ runBench }, { checkScans }, { printReport, scanHints, scanTable }] = await Promise.all([
    import('../../bench/run-bench.ts'),
    import('../../bench/scans.ts'),
    import('../../bench/report.ts'),
  ])
  const country = {
    persons: readNumber('persons', values.persons, 400),
    authorities: readNumber('authorities', values.authorities, 1),
    cache: values.cache,
    ...(values.keep && { keep: resolve(values.keep) }),
    say: (text: string) => process.stderr.write(`  ${text}\n`),
  }
  if (values['check-plans']) {
    const scans = await checkScans(country)
    const hints = scanHints(scans)
    process.stdout.write(`${[scanTable(scans), '', ...hints].join('\n')}\n`)
    return hints.length > 0 ? 1 : 0
  }
  const wish = {
    ...country,
    seconds: readNumber('seconds', values.seconds, 1),
    clients: values.clients.split(',').map((one) => readNumber('clients', one, 1)),
    ...(values.only && { only: values.only }),
  }
  if (values['in-turn']) {
    const { inTurnTable, measureInTurn } = await import('../../bench/in-turn.ts')
    const told = await measureInTurn(wish, readNumber('in-turn', values['in-turn'], 1))
    if (values.json) writeFileSync(values.json, `${JSON.stringify(told, null, 2)}\n`)
    process.stdout.write(`${inTurnTable(told)}\n`)
    const turns = told.flatMap(({ rounds }) =>
      rounds.flatMap(({ product, bare }) => [product, bare]),
    )
    return turns.some(({ errors }) => errors > 0) ? 1 : 0
  }
  const report = await runBench(wish)
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
  process.stdout.write(`${printReport(report)}\n`)
  return report.lines.some(
    ({ product, withoutRights }) => product.errors + withoutRights.errors > 0,
  )
    ? 1
    : 0
}

function readNumber(name: string, text: string, least: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < least)
    throw new CommandError(`--${name} is a whole number, at least ${least}.`, 2)
  return number
}
