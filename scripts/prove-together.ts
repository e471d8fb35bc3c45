// The service under load, a sealer and a witness are killed with -9 at moments of their own, round after round; every
// fourth time the database too. After each round: what was acknowledged is there with its event, every event stands once in
// the log, all that was ever signed has one past, and nothing is half done. npm run prove:together [-- --kills N]
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Pool } from 'pg'
import { listLogs } from '../src/modules/audit/queries/log.ts'
import { type LogContext, openLog } from '../src/modules/audit/service/open-log.ts'
import { sealEvents } from '../src/modules/audit/service/seal-events.ts'
import { signLogs } from '../src/modules/audit/service/sign-log.ts'
import { projectRoot } from '../src/platform/config.ts'
import { parseCheckpoint } from '../src/platform/tlog/checkpoint.ts'
import { formatVerifier, parseNote } from '../src/platform/tlog/signed-note.ts'
import { checkAll, findLaidLists } from './kills/check.ts'
import { checkLog, type Memory } from './kills/check-log.ts'
import { joined as joinService, reach } from './kills/join.ts'
import { type Ledger, noFindings } from './kills/ledger.ts'
import { makeMoments } from './kills/moments.ts'
import {
  type Before,
  checkMoves,
  countBefore,
  findMovable,
  type Move,
  moveDates,
} from './kills/moves.ts'
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
    kills: { type: 'string', default: '100' },
    port: { type: 'string', default: '18490' },
    minutes: { type: 'string', default: '60' },
  },
})
const [kills, port] = [Number(values.kills), Number(values.port)]
const dataDir = mkdtempSync('/tmp/throughcare-together-')
chmodSync(dataDir, 0o711)
const witnessDir = mkdtempSync('/tmp/throughcare-together-witness-')
const folders = [
  ...['probation', 'haven', 'court'].map((name) => join(dataDir, 'demo-witnesses', name)),
  witnessDir,
]
const rowsOfAList = 20
const ends = Date.now() + Number(values.minutes) * 60_000
const found = noFindings()
const memory: Memory = {
  last: { size: 0, root: Buffer.alloc(0) },
  cosigned: [],
  seen: new Map(),
  checkpoints: 0,
}
const totals = { rounds: 0, moves: 0, offers: 0, answers: 0, applied: 0, cosigned: 0 }
const moments = makeMoments(3500)
const children = new Set<ChildProcess>()
let service: Service | undefined
const proxy = relay(port + 1, port + 2)
try {
  await prove()
} finally {
  for (const child of children) child.kill('SIGKILL')
  if (service && service.child.exitCode === null && service.child.signalCode === null)
    await stopService(service).catch(() => undefined)
  for (const line of await findOrphans(dataDir)) found.other.push(`orphan: ${line}`)
  proxy.close()
  proxy.closeAllConnections()
  rmSync(dataDir, { recursive: true, force: true })
  rmSync(witnessDir, { recursive: true, force: true })
}
process.exitCode = report()

async function prove(): Promise<void> {
  service = await startService(dataDir, port)
  await joined(addWitness)
  const desk: Desk = {
    origin: service.origin,
    tokens: await signAllIn(service.origin),
    laid: await joined(findLaidLists),
  }
  const supply = await joined(findUnasked)
  const before = await joined(countBefore)
  const moves: Move[] = []
  for (let round = 1; round <= kills && Date.now() < ends; round += 1) {
    const [sealing, witness] = await Promise.all([startSealer(), startWitness()])
    const ledger: Ledger = { offers: [], lists: [] }
    const offers = supply.splice(0, 4)
    // Whoever answers an offer while its case is moved is told so: here everybody works on cases of their own.
    const asked = new Set(offers.map(({ caseId }) => caseId))
    const movable = (await joined(findMovable)).filter(({ id }) => !asked.has(id))
    const half = Math.ceil(movable.length / 2)
    const work = Promise.all([
      ...[movable.slice(0, half), movable.slice(half)].map((own) =>
        moveDates(desk, own, moves).catch(refused),
      ),
      offerAndAnswer(desk, offers, ledger).catch(refused),
      importLists(desk, rowsOfAList, ledger).catch(refused),
    ])
    const dying = killAll(service, [sealing, witness], round % 4 === 0)
    await Promise.all([work, dying])
    supply.push(...offers)
    service = await startService(dataDir, port)
    if (round % 25 === 0) desk.tokens = await signAllIn(service.origin)
    await joined((owner, context) => judge(owner, context, desk, ledger, moves, before))
    totals.rounds = round
    addUp(ledger, moves)
    moments.learn(ledger.lists.some(({ apply }) => apply === 'acknowledged'))
    tell(round)
  }
  await joined(async (owner, context) => {
    await sealEvents(context)
    await signLogs(context, { now: true })
    await judge(owner, context, desk, { offers: [], lists: [] }, moves, before)
    const { rows } = await owner.query<{ left: number }>(
      'select count(*)::int as left from audit.waiting where is_event',
    )
    // What never happened is not proven either.
    for (const [what, count] of Object.entries(totals))
      if (count === 0) found.other.push(`no ${what} before any kill: ask for more kills`)
    // What the proof itself caused while it looked may wait for the next minute.
    if ((rows[0]?.left ?? 0) > 5) found.lost.push(`${rows[0]?.left} events are not sealed`)
  })
}

async function judge(
  owner: Pool,
  context: LogContext,
  desk: Desk,
  ledger: Ledger,
  moves: Move[],
  before: Before,
): Promise<void> {
  await checkAll(owner, desk, ledger, found)
  await checkMoves(owner, moves, before, found)
  await checkLog(context, owner, folders, memory, found)
}

/** Nobody was asked anything here that may be refused. */
function refused(error: unknown): void {
  found.other.push(error instanceof Error ? error.message : String(error))
}

/** Each at a moment of its own, none hears anything. */
async function killAll(running: Service, others: ChildProcess[], databaseToo: boolean) {
  const moment = () => pause(moments.next())
  await Promise.all([
    moment().then(() => killService(running, databaseToo)),
    ...others.map((child) => moment().then(() => killed(child))),
  ])
}

async function start(args: string[], env: object = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  children.add(child)
  if (child.stdout) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  return child
}

async function killed(child: ChildProcess): Promise<void> {
  children.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

async function startSealer(): Promise<ChildProcess> {
  const { master, address } = await reach(dataDir)
  const sealer = { address, master: master.toString('hex'), dataDir, rest: 50 }
  return start(['scripts/kills/log-sealer.ts'], { SEALER: JSON.stringify(sealer) })
}

function startWitness(): Promise<ChildProcess> {
  return start([
    ...['src/cli/main.ts', 'witness', '--data', witnessDir, '--name', 'ngo.example/witness'],
    ...['--port', String(port + 2)],
  ])
}

/** The witness is made known to the desk, and the log to the witness. */
async function addWitness(owner: Pool, context: LogContext): Promise<void> {
  const row = (await listLogs(context.databases.worker)).find(({ authority }) => authority === 1)
  if (!row) throw new Error('There is no log.')
  const key = formatVerifier((await openLog(context, row)).signer.verifier)
  const named = ['--data', witnessDir, '--name', 'ngo.example/witness']
  const said = await start([
    'src/cli/main.ts',
    'witness',
    ...named,
    '--port',
    '0',
    '--add-log',
    key,
  ])
  await killed(said)
  const shown = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/cli/main.ts', 'witness', ...named, '--show-key'],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [bytes] = await once(shown.stdout, 'data')
  await owner.query(
    `insert into app.witnesses (authority_id, id, public_key, url)
     select 1, max(id) + 1, $1, $2 from app.witnesses where authority_id = 1`,
    [String(bytes).trim(), `http://localhost:${port + 1}`],
  )
}

/** Between the signer and the witness: writes down every head that the witness has put its name to. */
function relay(from: number, to: number): Server {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    try {
      const answer = await fetch(`http://localhost:${to}${request.url}`, { method: 'POST', body })
      const text = await answer.text()
      if (answer.status === 200) {
        const note = body.toString().slice(body.indexOf('\n\n') + 2)
        const { size, root } = parseCheckpoint(parseNote(note).text)
        memory.cosigned.push({ size, root })
        totals.cosigned += 1
      }
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      })
      response.end(text)
    } catch {
      response.destroy()
    }
  })
  return server.listen(from, 'localhost')
}

/** Beside the running service, as its owner and as its worker. */
function joined<T>(act: (owner: Pool, context: LogContext) => Promise<T>): Promise<T> {
  return joinService(dataDir, act)
}

function addUp({ offers, lists }: Ledger, moves: Move[]): void {
  totals.moves = moves.filter(({ requestId }) => requestId !== undefined).length
  totals.offers += offers.filter((one) => one.lead).length
  totals.answers += offers.filter((one) => one.answer === 'acknowledged').length
  totals.applied += lists.filter((one) => one.apply === 'acknowledged').length
}

function tell(round: number): void {
  const wrong = Object.values(found).flat().length
  process.stdout.write(
    `round ${round}: ${totals.moves} moves, ${totals.offers} offers, ${totals.applied} lists, log ${memory.last.size}, ${memory.checkpoints} checkpoints, ${totals.cosigned} cosigned${wrong ? `, ${wrong} WRONG` : ''}\n`,
  )
}

function report(): number {
  for (const [kind, list] of Object.entries(found))
    for (const one of list.slice(0, 10)) process.stdout.write(`${kind.toUpperCase()} ${one}\n`)
  process.stdout.write(
    `${totals.rounds} rounds, ${totals.rounds * 3} kills and ${Math.floor(totals.rounds / 4)} of the database: ${totals.moves} moves, ${totals.offers} offers, ${totals.answers} answers and ${totals.applied} lists acknowledged and there with their events; ` +
      `${memory.last.size} leaves, ${memory.checkpoints} checkpoints and ${totals.cosigned} signatures of the witness with one past; ` +
      `${found.lost.length} lost, ${found.half.length} half, ${found.double.length} double, ${found.other.length} other\n`,
  )
  return Object.values(found).flat().length === 0 && totals.rounds === kills ? 0 : 1
}
