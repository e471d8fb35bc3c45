import { learnKeys } from '../src/platform/db/open-databases.ts'
import { silentLog } from '../src/platform/log.ts'
import type { Task } from './asked.ts'
import { copyWithoutRights } from './bare-copy.ts'
import { seatNewcomers } from './city.ts'
import {
  asProduct,
  copyPopulation,
  dropCopy,
  openPlace,
  type Place,
  warm,
  withoutRights,
} from './place.ts'
import { populateOnce } from './population.ts'
import { type Loader, processorTimeOf, type Server, startLoader, startServer } from './programs.ts'
import type { BenchWish } from './run-bench.ts'
import { listAllCases, openTasks } from './tasks.ts'

/** One turn of one of the two: answers per second, and milliseconds of a processor for one. */
export interface Turn {
  perSecond: number
  p95: number
  processorMs: number
  errors: number
}

/** What was asked of the product and, just before or after it, of the bare handler. */
export interface InTurn {
  task: string
  rounds: { product: Turn; bare: Turn }[]
}

interface Side {
  server: Server
  tasks: Task[]
  /** How many questions of a task are asked in one round. */
  inRound: number
  seals: boolean
  stop(): Promise<void>
}

/**
 * Opening a case, of the product and of the bare handler in turn, each for some seconds and who comes first
 * changing with each round: what the machine does meanwhile then falls on both. A run that asks one after
 * the other says little where the machine's speed moves within minutes. It takes room for three databases.
 */
export async function measureInTurn(wish: BenchWish, rounds: number): Promise<InTurn[]> {
  const place = await openPlace(wish.keep, wish.cache, silentLog)
  const loader = startLoader()
  try {
    await populateOnce(place, wish)
    wish.say('copying the database twice')
    await copyWithoutRights(place, wish.authorities)
    await copyPopulation(place, asProduct)
    const bare = await openSide(place, withoutRights, rounds)
    const product = await openSide(place, asProduct, rounds)
    const told: InTurn[] = []
    for (const [at, { name }] of product.tasks.entries()) {
      if (wish.only && !name.includes(wish.only)) continue
      const turn = (side: Side, round: number) => measureTurn(place, loader, wish, side, at, round)
      // Each connection plans its statements once: that is over before anything counts.
      for (const side of [product, bare]) await turn(side, 0)
      const line: InTurn = { task: name, rounds: [] }
      for (let round = 1; round <= rounds; round += 1) {
        wish.say(`${name}: round ${round} of ${rounds}`)
        const first = round % 2 === 1 ? product : bare
        const one = await turn(first, round)
        const other = await turn(first === product ? bare : product, round)
        line.rounds.push(
          first === product ? { product: one, bare: other } : { product: other, bare: one },
        )
      }
      told.push(line)
    }
    for (const side of [product, bare]) await side.stop()
    for (const name of [asProduct, withoutRights]) await dropCopy(place, name)
    return told
  } finally {
    await loader.stop()
    await place.close()
  }
}

/** A server on its copy, and what it is asked, cut into a part for each round that nobody has asked before. */
async function openSide(place: Place, name: string, rounds: number): Promise<Side> {
  const databases = await place.open(name)
  const { owner } = databases
  await learnKeys(databases.worker, databases.keys)
  const server = await startServer({
    logins: place.loginsTo(name),
    master: place.master.toString('hex'),
  })
  // Two databases share the cache.
  await warm(owner, 0.45)
  await seatNewcomers(owner, false)
  const opening = openTasks(await listAllCases(owner)).filter((task) =>
    task.name.startsWith('open case'),
  )
  const inRound = Math.floor((opening[0]?.asked.length ?? 0) / (rounds + 1))
  const stop = async () => {
    await server.stop()
    await databases.close()
  }
  return { server, tasks: opening, inRound, seals: name === asProduct, stop }
}

async function measureTurn(
  place: Place,
  loader: Loader,
  wish: BenchWish,
  { server, tasks, inRound, seals }: Side,
  at: number,
  round: number,
): Promise<Turn> {
  const task = tasks[at] as Task
  const sealing = seals && task.sealing
  const clients = wish.clients.at(-1) ?? 16
  if (sealing) await server.seal(true)
  const pids = [server.pid, place.cluster.pid]
  const begun = pids.map(processorTimeOf)
  const measured = await loader.measure({
    kind: 'http',
    port: server.port,
    asked: task.asked.slice(round * inRound, (round + 1) * inRound),
    once: false,
    clients,
    seconds: wish.seconds,
  })
  if (sealing) await server.seal(false)
  const spent = pids.reduce((sum, pid, i) => sum + processorTimeOf(pid) - (begun[i] ?? 0), 0)
  return {
    perSecond: measured.perSecond,
    p95: measured.p95,
    processorMs: spent / Math.max(1, measured.answers + clients),
    errors: measured.errors,
  }
}

const median = (list: number[]) => {
  const sorted = [...list].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The rounds and their middle one, as a table. */
export function inTurnTable(told: InTurn[]): string {
  const head = '| | answers/s | bare handler/s | ratio | processor ms | bare ms | p95 ms |'
  const parts = told.flatMap(({ task, rounds }) => {
    const row = (name: string, { product, bare }: { product: Turn; bare: Turn }, ratio: number) =>
      `| ${name} | ${Math.round(product.perSecond)} | ${Math.round(bare.perSecond)} | ${ratio.toFixed(2)} | ${product.processorMs.toFixed(1)} | ${bare.processorMs.toFixed(1)} | ${Math.round(product.p95)} |`
    const ratios = rounds.map(({ product, bare }) => product.perSecond / bare.perSecond)
    const lines = rounds.map((one, at) => row(`round ${at + 1}`, one, ratios[at] ?? 0))
    const worst = Math.min(...ratios).toFixed(2)
    const best = Math.max(...ratios).toFixed(2)
    const summary = `${task}: in the middle ${median(ratios).toFixed(2)} of the bare handler (${worst} to ${best})`
    return ['', summary, '', head, '| --- | ---: | ---: | ---: | ---: | ---: | ---: |', ...lines]
  })
  return parts.slice(1).join('\n')
}
