import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import type { LoadOrder, Measured } from './asked.ts'
import type { ServeOrder } from './server-program.ts'

/** Serving and loading run in processes of their own: this program again, with another part to play. */
function begin(part: 'serve' | 'load'): ChildProcess {
  const [, program = ''] = process.argv
  const child = fork(program, ['bench', '--part', part], {
    execArgv: process.execArgv,
    serialization: 'advanced',
  })
  child.on('exit', (code) => {
    if (code) process.stderr.write(`The process that was to ${part} ended with ${code}.\n`)
  })
  return child
}

export interface Server {
  port: number
  pid: number
  stop(): Promise<void>
}

export async function startServer(order: ServeOrder): Promise<Server> {
  const child = begin('serve')
  child.send(order)
  const port = await answerOf<number>(child)
  return { port, pid: child.pid ?? 0, stop: () => end(child) }
}

export interface Loader {
  measure(order: LoadOrder): Promise<Measured>
  stop(): Promise<void>
}

export function startLoader(): Loader {
  const child = begin('load')
  return {
    measure: (order) => {
      child.send(order)
      return answerOf<Measured>(child)
    },
    stop: () => end(child),
  }
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController()
  try {
    return await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => message as T),
      once(child, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`A process of the bench ended with ${code}`)
      }),
    ])
  } finally {
    ended.abort()
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exit = once(child, 'exit')
  child.disconnect()
  await exit
}

/** Memory of a process and those below it in MB; pages that several share are counted once. */
export function memoryOf(pid: number): number {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = /^PPid:\s+(\d+)/m.exec(readProc(name, 'status'))?.[1]
    if (parent) parents.set(Number(name), Number(parent))
  }
  const belongs = (one: number): boolean =>
    one === pid || (one > 1 && belongs(parents.get(one) ?? 0))
  const kilobytes = [...parents.keys()].filter(belongs).map((one) => {
    const share = /^Pss:\s+(\d+)/m.exec(readProc(String(one), 'smaps_rollup'))?.[1]
    const whole = /^VmRSS:\s+(\d+)/m.exec(readProc(String(one), 'status'))?.[1]
    return Number(share ?? whole ?? 0)
  })
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024)
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
