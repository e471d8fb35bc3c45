import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { learnKeys } from '../src/platform/db/open-databases.ts'
import { silentLog } from '../src/platform/log.ts'
import type { Asked, Measured, Task } from './asked.ts'
import { copyWithoutRights } from './bare-copy.ts'
import { seatNewcomers } from './city.ts'
import { describe, machineOf, sizesOf } from './describe.ts'
import { itemTasks } from './items.ts'
import {
  asProduct,
  copyPopulation,
  dropCopy,
  openPlace,
  type Place,
  warm,
  withoutRights,
} from './place.ts'
import type { Heavy } from './plans.ts'
import { populateOnce } from './population.ts'
import {
  type Loader,
  memoryOf,
  processorTimeOf,
  processorTimeOfAll,
  type Server,
  startLoader,
  startServer,
} from './programs.ts'
import { type Scan, watchAll } from './scans.ts'
import { listAllCases, listTasks, moveTasks, offerTask, openTasks, searchTasks } from './tasks.ts'

export interface BenchWish {
  persons: number
  authorities: number
  seconds: number
  clients: number[]
  cache: string
  keep?: string
  only?: string
  say(text: string): void
}

/** Milliseconds of a processor for one answer; other programs on the machine do not change them. */
export interface Effort {
  serverMs: number
  databaseMs: number
}

/** One way of working with one number of clients, three times. */
export interface Line {
  task: string
  note?: string
  clients: number
  product: Measured & { eventsPerAnswer: number } & Effort
  /** Entries of the access log that it wrote and that were sealed within it, where the sealer ran. */
  sealed?: number
  withoutRights: Measured & Effort
  plain: Measured
}

export interface Report {
  at: string
  machine: { processors: number; model: string; memoryMb: number; node: string; postgres: string }
  wish: Pick<BenchWish, 'persons' | 'authorities' | 'seconds' | 'cache'>
  largestAuthority: { cases: number; leads: number }
  population: { seconds: number | null; databaseMb: number; rows: Record<string, number> }
  memoryMb: { server: number; database: number }
  /** Megabytes of the database that were in its cache when asking began, and of how many. */
  warmMb: { warm: number; all: number }
  /** Share of the processors that other programs took while the product was measured. */
  takenByOthers: number
  lines: Line[]
  heavy: Record<string, Heavy[]>
  scans: Record<string, Scan>
}

/** Measures the product with a country of invented persons, beside itself without rights and log. */
export async function runBench(wish: BenchWish): Promise<Report> {
  const place = await openPlace(wish.keep, wish.cache, silentLog)
  const loader = startLoader()
  try {
    const loaded = await populateOnce(place, wish)
    // One copy after the other: a million persons take 15 GB, and nobody has room for three of them.
    wish.say('copying the database')
    await copyPopulation(place, asProduct)
    const watched = await watchAll(place, wish)
    const product = await measureOne(place, loader, wish, asProduct)
    const described = await describe(place)
    await dropCopy(place, asProduct)
    wish.say('copying the database')
    await copyWithoutRights(place, wish.authorities)
    const bare = await measureOne(place, loader, wish, withoutRights)
    await dropCopy(place, withoutRights)
    return {
      at: new Date().toISOString(),
      machine: machineOf(place),
      wish: {
        persons: wish.persons,
        authorities: wish.authorities,
        seconds: wish.seconds,
        cache: wish.cache,
      },
      ...described,
      population: { seconds: loaded, ...(await sizesOf(place)) },
      memoryMb: product.memoryMb,
      warmMb: product.warmMb,
      takenByOthers: product.takenByOthers,
      lines: product.cells.map((cell, index) => ({
        task: cell.task.name,
        ...(cell.task.note && { note: cell.task.note }),
        ...(cell.sealed !== undefined && { sealed: cell.sealed }),
        clients: cell.clients,
        product: {
          ...cell.measured,
          ...cell.effort,
          eventsPerAnswer: cell.events / askedBy(cell.measured, cell.clients),
        },
        withoutRights: {
          ...bare.cells[index]?.measured,
          ...bare.cells[index]?.effort,
        } as Line['withoutRights'],
        plain: bare.cells[index]?.plain as Measured,
      })),
      ...watched,
    }
  } finally {
    await loader.stop()
    await place.close()
  }
}

interface Cell {
  task: Task
  clients: number
  measured: Measured
  effort: Effort
  plain?: Measured
  events: number
  sealed?: number
}

/** Seconds of asking before each measurement. */
const warmUp = 2
/** What is still under way when the time is over costs too: one question of each client. */
const askedBy = ({ answers }: Measured, clients: number) => Math.max(1, answers) + clients
/** Until what was under way has been answered, and nothing of it is counted with what comes after. */
const settled = () => pause(400)

/** All measurements in one database, with a server of its own. */
async function measureOne(place: Place, loader: Loader, wish: BenchWish, database: string) {
  const databases = await place.open(database)
  const { owner } = databases
  await learnKeys(databases.worker, databases.keys)
  const server = await startServer({
    logins: place.loginsTo(database),
    master: place.master.toString('hex'),
  })
  const cells: Cell[] = []
  const ours = () => processorTimeOf(process.pid)
  const begun = { at: performance.now(), all: processorTimeOfAll(), ours: ours() }
  const wanted = (tasks: Task[]) =>
    tasks.filter(({ name }) => !wish.only || name.includes(wish.only))
  const measure = async (tasks: Task[]) => {
    for (const task of wanted(tasks))
      for (const [turn, clients] of wish.clients.entries()) {
        wish.say(
          `${database === asProduct ? 'as it is' : 'without rights and log'}: ${task.name}, ${clients} at a time`,
        )
        // None falls into the measurement; it begins at the dear moment, when first changes write whole pages.
        await place.superuser.query('checkpoint')
        cells.push(
          await measureCell(
            { loader, wish, owner, server, database: place.cluster.pid, name: database },
            task,
            clients,
            turn,
          ),
        )
      }
  }
  try {
    const warmMb = await warm(owner)
    wish.say(`  ${warmMb.warm} of ${warmMb.all} MB are in memory`)
    await seatNewcomers(owner, true)
    await measure(listTasks(wish.authorities))
    await seatNewcomers(owner, false)
    const cases = await listAllCases(owner)
    await measure(openTasks(cases))
    await measure(await searchTasks(owner, databases.keys))
    await measure(moveTasks(cases))
    await measure([await offerTask(owner)])
    await measure(await itemTasks(owner, databases.keys, cases))
    const memoryMb = { server: memoryOf(server.pid), database: memoryOf(place.cluster.pid) }
    const others = processorTimeOfAll() - begun.all - (ours() - begun.ours)
    const takenByOthers = others / (performance.now() - begun.at) / cpus().length
    if (database === withoutRights) await measurePlain(place, loader, wish, cells)
    return { cells, memoryMb, warmMb, takenByOthers }
  } finally {
    await server.stop()
    await databases.close()
  }
}

interface Bench {
  loader: Loader
  wish: BenchWish
  owner: Pool
  server: Server
  database: number
  name: string
}

async function measureCell(
  { loader, wish, owner, server, database, name }: Bench,
  task: Task,
  clients: number,
  turn: number,
): Promise<Cell> {
  const size = Math.floor(task.asked.length / wish.clients.length)
  const sealing = task.sealing && name === asProduct
  if (sealing) await server.seal(true)
  const asked = task.asked.slice(turn * size, (turn + 1) * size)
  const ask = (some: Asked[], seconds: number) =>
    loader.measure({
      kind: 'http',
      port: server.port,
      asked: some,
      once: task.once,
      clients,
      seconds,
    })
  // What is asked again and again is asked while warming up too; what answers once only is divided.
  const cut = size < 100 ? 0 : Math.floor(size / 4)
  // Each connection plans its statements once, and each function is compiled once: that is over before anything counts.
  const warm = await ask(asked.slice(0, cut || size), warmUp)
  await settled()
  // As the database does by itself within a minute: the log began empty, and what is planned for an empty table reads all of it.
  await owner.query('analyze audit.events')
  // What warming up wrote is sealed before anything counts: what is measured seals what it wrote, and all of it.
  if (sealing) await server.seal(true)
  const events = await countEvents(owner)
  const begun = [server.pid, database].map(processorTimeOf)
  const measured = await ask(asked.slice(cut), wish.seconds)
  await settled()
  const sealed = sealing ? { sealed: await server.seal(false) } : {}
  measured.errors += warm.errors
  measured.refusal ??= warm.refusal
  const [serverMs = 0, databaseMs = 0] = [server.pid, database].map(
    (pid, place) => (processorTimeOf(pid) - (begun[place] ?? 0)) / askedBy(measured, clients),
  )
  const effort = { serverMs, databaseMs }
  return { task, clients, measured, effort, events: (await countEvents(owner)) - events, ...sealed }
}

/** Last, because plain updates leave cases that no act would have written. */
async function measurePlain(place: Place, loader: Loader, wish: BenchWish, cells: Cell[]) {
  for (const cell of cells) {
    wish.say(`plain statements: ${cell.task.name}, ${cell.clients} at a time`)
    cell.plain = await loader.measure({
      kind: 'plain',
      plain: cell.task.plain,
      connection: place.loginsTo(withoutRights).owner ?? {},
      clients: Math.min(cell.clients, 12),
      seconds: Math.min(2, wish.seconds),
    })
  }
}

async function countEvents(owner: Pool): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(*) as count from audit.events',
  )
  return rows[0]?.count ?? 0
}
