import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '../../src/platform/config.ts'
import { attachEmbedded } from '../../src/platform/db/launcher/attach-embedded.ts'

/** The service as an operator starts it, in a group of its own, so that it can be killed whole. */
export interface Service {
  child: ChildProcess
  origin: string
  postmaster: number
}

export async function startService(dataDir: string, port: number): Promise<Service> {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...env } = process.env
  const program = join(projectRoot, 'src/cli/main.ts')
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, 'start', '--demo', '--data', dataDir, '--port', String(port)],
    { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  )
  let said = ''
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => {
        said += text
        if (said.includes('Throughcare is ready')) resolve()
      })
  })
  await Promise.race([
    ready,
    once(child, 'exit').then(([code]) => {
      throw new Error(`The service did not start (${code}):\n${said}`)
    }),
  ])
  return { child, origin: `http://localhost:${port}`, postmaster: postmasterOf(dataDir) }
}

function postmasterOf(dataDir: string): number {
  const pid = attachEmbedded(dataDir)?.pid
  if (pid === undefined) throw new Error('The database of the service was not found.')
  return pid
}

/** As a power cut would: no signal that anybody could hear, the database in half of the cases too. */
export async function killService(service: Service, databaseToo: boolean): Promise<void> {
  const { child, postmaster } = service
  const exit = once(child, 'exit')
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  if (databaseToo) process.kill(postmaster, 'SIGKILL')
  await exit
}

export async function stopService({ child }: Service): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGINT')
  await exit
}

/** Processes that have anything to do with the data directory; nobody else's carry its name. */
export function processesOf(dataDir: string): { pid: number; line: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return []
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      return line.includes(dataDir) ? [{ pid: Number(name), line }] : []
    } catch {
      return []
    }
  })
}

/** Waits until nothing is left; what still lives then is an orphan. */
export async function findOrphans(dataDir: string, patience = 30_000): Promise<string[]> {
  const end = Date.now() + patience
  for (;;) {
    const left = processesOf(dataDir)
    if (left.length === 0 || Date.now() > end) return left.map(({ line }) => line)
    await pause(50)
  }
}
