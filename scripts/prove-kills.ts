// The service is killed at any moment of an import and of answering offers. What it acknowledged is there
// afterwards, once and whole; what it did not acknowledge is there whole or not at all.
// Run: npm run prove:kills [-- --kills N] [--data DIR] [--careless]
// With --careless the database no longer waits for the disk: the proof must then find what was lost.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Pool } from 'pg'
import { openPool } from '../src/platform/db/connections.ts'
import { attachEmbedded } from '../src/platform/db/launcher/attach-embedded.ts'
import { checkAll, findLaidLists } from './kills/check.ts'
import { type Findings, type Ledger, noFindings } from './kills/ledger.ts'
import { makeMoments } from './kills/moments.ts'
import {
  findOrphans,
  killService,
  type Service,
  startService,
  stopService,
} from './kills/service.ts'
import { type Desk, findUnasked, importLists, offerAndAnswer, signAllIn } from './kills/work.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    port: { type: 'string', default: '18480' },
    data: { type: 'string' },
    careless: { type: 'boolean', default: false },
  },
})
const kills = Number(values.kills)
const dataDir = values.data ?? mkdtempSync('/tmp/throughcare-kills-')
chmodSync(dataDir, 0o711)
const rowsOfAList = 300

let service: Service | undefined
try {
  process.exitCode = await prove()
} finally {
  if (service && service.child.exitCode === null && service.child.signalCode === null)
    await stopService(service).catch(() => undefined)
  const orphans = await findOrphans(dataDir)
  for (const line of orphans) process.stdout.write(`ORPHAN at the end: ${line}\n`)
  if (orphans.length > 0) process.exitCode = 1
  if (!values.data) rmSync(dataDir, { recursive: true, force: true })
}

async function prove(): Promise<number> {
  const found = noFindings()
  service = await startService(dataDir, Number(values.port))
  const desk: Desk = {
    origin: service.origin,
    tokens: await signAllIn(service.origin),
    laid: await withOwner(findLaidLists),
  }
  const supply = await withOwner(findUnasked)
  if (values.careless)
    await withOwner((owner) =>
      owner.query('alter database throughcare set synchronous_commit = off'),
    )
  const moments = makeMoments(2500)
  const totals = { offers: 0, answers: 0, lists: 0, applies: 0, unheard: 0 }
  for (let round = 1; round <= kills; round += 1) {
    const ledger: Ledger = { offers: [], lists: [] }
    // The clock decides, not the round.
    const moment = moments.next()
    const databaseToo = round % 2 === 0
    const portion = supply.splice(0, 36)
    const share = Math.ceil(portion.length / 3)
    const portions = [0, 1, 2].map((place) => portion.slice(place * share, (place + 1) * share))
    const work = portions.map((one) => offerAndAnswer(desk, one, ledger))
    const all = Promise.all([...work, importLists(desk, rowsOfAList, ledger)])
    await Promise.race([pause(moment), all])
    await killService(service, databaseToo)
    await all
    supply.push(...portions.flat())
    // Every third time we look whether anything lives on; else the next start has to deal with it.
    if (round % 3 === 0)
      for (const line of await findOrphans(dataDir)) found.other.push(`orphan: ${line}`)
    service = await startService(dataDir, Number(values.port))
    await withOwner((owner) => checkAll(owner, desk, ledger, found))
    addUp(totals, ledger)
    moments.learn(ledger.lists.some(({ apply }) => apply === 'acknowledged'))
    tell(round, moment, databaseToo, ledger, found)
  }
  // What never happened is not proven either.
  for (const what of ['answers', 'applies'] as const)
    if (totals[what] === 0) found.other.push(`no ${what} before any kill: ask for more kills`)
  return report(totals, found)
}

function addUp(totals: Record<string, number>, { offers, lists }: Ledger): void {
  const add = (name: string, count: number) => {
    totals[name] = (totals[name] ?? 0) + count
  }
  add('offers', offers.length)
  add('answers', offers.filter((one) => one.answer).length)
  add('lists', lists.length)
  add('applies', lists.filter((one) => one.apply).length)
}

function tell(
  round: number,
  moment: number,
  databaseToo: boolean,
  ledger: Ledger,
  found: Findings,
): void {
  const how = databaseToo ? 'service and database' : 'service'
  const wrong = Object.values(found).flat().length
  process.stdout.write(
    `kill ${round}: ${how} after ${moment.toFixed(0)} ms, ${ledger.offers.length} offers, ${ledger.lists.length} lists${wrong ? `, ${wrong} WRONG` : ''}\n`,
  )
}

function report(totals: Record<string, number>, found: Findings): number {
  for (const [kind, list] of Object.entries(found))
    for (const one of list.slice(0, 10)) process.stdout.write(`${kind.toUpperCase()} ${one}\n`)
  process.stdout.write(
    `${totals.offers} offers, ${totals.answers} answers, ${totals.lists} lists shown, ${totals.applies} taken in (${rowsOfAList} rows each)\n`,
  )
  process.stdout.write(
    `${kills} kills, ${found.lost.length} lost, ${found.half.length} half, ${found.double.length} double${found.other.length ? `, ${found.other.length} other` : ''}\n`,
  )
  return Object.values(found).flat().length === 0 ? 0 : 1
}

async function withOwner<T>(act: (owner: Pool) => Promise<T>): Promise<T> {
  const cluster = attachEmbedded(dataDir)
  if (!cluster) throw new Error('The database of the service was not found.')
  const owner = openPool({ ...cluster.superuser, database: 'throughcare' }, 1)
  try {
    return await act(owner)
  } finally {
    await owner.end()
  }
}
