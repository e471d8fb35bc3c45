import type { Heavy } from './plans.ts'
import type { Effort, Line, Report } from './run-bench.ts'
import type { Scan } from './scans.ts'

/** What was promised: half the answers a second of the bare handler, and 50 ms for 19 of 20. */
const promised = { share: 0.5, p95: 50, atClients: 16 }

const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0))
const effortOf = ({ serverMs, databaseMs }: Effort) => serverMs + databaseMs
const perSecond = (value: number) => Math.round(value).toLocaleString('en-GB')

/** The whole report for a terminal, or, since it is a Markdown table, for the documentation. */
export function printReport(report: Report): string {
  const { machine, wish, population, memoryMb, warmMb, largestAuthority } = report
  const loaded =
    population.seconds === null
      ? 'kept from an earlier run'
      : `laid down in ${population.seconds.toFixed(0)} s`
  return [
    `${wish.persons} persons in ${wish.authorities} authorities, ${loaded}; the largest has ${largestAuthority.cases} cases and ${largestAuthority.leads} offers. Database ${population.databaseMb} MB, cache ${wish.cache}.`,
    `${machine.processors} processors (${machine.model}), ${machine.memoryMb} MB memory, Node ${machine.node}, PostgreSQL ${machine.postgres}. ${wish.seconds} s for each measurement, server and load on the same machine.`,
    `Other programs took ${Math.round(report.takenByOthers * 100)} % of the processors meanwhile; "processor" is what one answer costs, whoever else is there: server + database.`,
    `Memory after the run: server ${memoryMb.server} MB, database ${memoryMb.database} MB. ${warmMb.warm} of ${warmMb.all} MB of tables and indexes were in its cache before.`,
    '',
    table(report.lines),
    '',
    ...sealerSaid(report.lines),
    heavyTable(report.heavy),
    '',
    scanTable(report.scans),
    '',
    ...hintsOf(report.lines),
    ...scanHints(report.scans),
  ].join('\n')
}

/** Whether the access log was sealed beside the answers. */
function sealerSaid(lines: Line[]): string[] {
  return lines.flatMap(({ task, sealed, product }) =>
    sealed === undefined
      ? []
      : [
          `${task}: the sealer ran in the serving process and sealed the ${sealed} entries that ${product.answers} answers and what was under way at the end wrote.`,
          '',
        ],
  )
}

function table(lines: Line[]): string {
  const rows = lines.map(({ task, clients, product, withoutRights, plain }) => [
    task,
    String(clients),
    ms(product.p50),
    ms(product.p95),
    perSecond(product.perSecond),
    perSecond(withoutRights.perSecond),
    share(product.perSecond, withoutRights.perSecond),
    perSecond(plain.perSecond),
    `${ms(product.serverMs)} + ${ms(product.databaseMs)}`,
    `${ms(withoutRights.serverMs)} + ${ms(withoutRights.databaseMs)}`,
    share(effortOf(withoutRights), effortOf(product)),
    product.eventsPerAnswer.toFixed(2),
    String(product.errors),
  ])
  const head = [
    '',
    'clients',
    'p50 ms',
    'p95 ms',
    'answers/s',
    'bare handler/s',
    'ratio',
    'plain SQL/s',
    'processor ms',
    'bare ms',
    'ratio',
    'events per answer',
    'errors',
  ]
  return asTable(head, rows)
}

/** The heaviest statements below each question; the question itself holds them all and is left out. */
function heavyTable(heavy: Record<string, Heavy[]>): string {
  const rows = Object.entries(heavy).flatMap(([name, [, ...inside]]) =>
    inside
      .slice(0, 2)
      .map((one, place) => [
        place === 0 ? name : '',
        `\`${one.statement.slice(0, 70).replaceAll('|', '/')}\``,
        String(one.calls),
        ms(one.milliseconds),
        `${Math.round(one.scanned)}`,
        `${Math.round(one.returned)}`,
        (one.scanned / Math.max(1, one.returned)).toFixed(1),
        String(one.pages),
      ]),
  )
  return asTable(
    [
      'question',
      'heaviest statements inside',
      'calls',
      'ms',
      'rows read',
      'rows out',
      'read per row out',
      'pages',
    ],
    rows,
  )
}

/** So many rows may be touched for one that is delivered. */
const mostScanned = 20

/** How many rows each question touches for the rows that it delivers. */
export function scanTable(scans: Record<string, Scan>): string {
  const rows = Object.entries(scans).map(([name, { scanned, delivered }]) => [
    name,
    String(Math.round(scanned)),
    String(delivered),
    (scanned / Math.max(1, delivered)).toFixed(1),
  ])
  return asTable(['question', 'rows touched', 'rows delivered', 'touched per row'], rows)
}

/** The questions that touch too much, one sentence each; with these the bench fails. */
export function scanHints(scans: Record<string, Scan>): string[] {
  return Object.entries(scans).flatMap(([name, { scanned, delivered }]) =>
    scanned > mostScanned * Math.max(1, delivered)
      ? [
          `SCANS ${name}: ${Math.round(scanned)} rows touched for ${delivered} delivered, at most ${mostScanned} for each`,
        ]
      : [],
  )
}

function asTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    line(head),
    line(head.map((_, place) => (place === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n')
}

const share = (one: number, other: number) => (other > 0 ? (one / other).toFixed(2) : '')

/** What does not keep the promise, one sentence each. */
export function hintsOf(lines: Line[]): string[] {
  return lines.flatMap(({ task, clients, product, withoutRights }) => {
    const of = `${task}, ${clients} at a time`
    const hints: string[] = []
    if (product.errors + withoutRights.errors > 0)
      hints.push(
        `ERROR ${of}: ${product.errors} and ${withoutRights.errors} answers failed (${product.refusal ?? withoutRights.refusal ?? 'no answer'})`,
      )
    if (product.perSecond < promised.share * withoutRights.perSecond)
      hints.push(
        `SLOW  ${of}: ${share(product.perSecond, withoutRights.perSecond)} of the bare handler, promised is ${promised.share}`,
      )
    if (clients === promised.atClients && product.p95 > promised.p95)
      hints.push(`SLOW  ${of}: p95 is ${ms(product.p95)} ms, promised are ${promised.p95} ms`)
    return hints
  })
}
