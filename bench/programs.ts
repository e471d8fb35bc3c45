import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/platform/config.ts'
import type { LoadOrder, Measured } from './asked.ts'
import type { SealOrder, ServeOrder } from './server-program.ts'

/** Serving and loading run in processes of their own: this program again, with another part to play. */
function begin(part: 'serve' | 'load'): ChildProcess {
  // The program as it was built when the bench began: building again meanwhile would measure another.
  const [, called = ''] = process.argv
  const program = called.endsWith('throughcare.mjs')
    ? join(projectRoot, 'dist', 'throughcare.mjs')
    : called
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
  /** Begins or ends the sealing of the access log beside it, when all that waits is sealed; how many entries that were. */
  seal(sealing: boolean): Promise<number>
  stop(): Promise<void>
}

export async function startServer(order: ServeOrder): Promise<Server> {
  const child = begin('serve')
  child.send(order)
  const port = await answerOf<number>(child)
  const seal = (sealing: boolean) => {
    const seal: SealOrder = { sealing }
    child.send(seal)
    return answerOf<number>(child)
  }
  return { port, pid: child.pid ?? 0, seal, stop: () => end(child) }
}

export interface Loader {
  pid: number
  measure(order: LoadOrder): Promise<Measured>
  stop(): Promise<void>
}

export function startLoader(): Loader {
  const child = begin('load')
  return {
    pid: child.pid ?? 0,
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

/** A process and all below it. */
function treeOf(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = /^PPid:\s+(\d+)/m.exec(readProc(name, 'status'))?.[1]
    if (parent) parents.set(Number(name), Number(parent))
  }
  const belongs = (one: number): boolean =>
    one === pid || (one > 1 && belongs(parents.get(one) ?? 0))
  return [...parents.keys()].filter(belongs)
}

/** Memory of a process and those below it in MB; pages that several share are counted once. */
export function memoryOf(pid: number): number {
  const kilobytes = treeOf(pid).map((one) => {
    const share = /^Pss:\s+(\d+)/m.exec(readProc(String(one), 'smaps_rollup'))?.[1]
    const whole = /^VmRSS:\s+(\d+)/m.exec(readProc(String(one), 'status'))?.[1]
    return Number(share ?? whole ?? 0)
  })
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024)
}

const tick = 10

/**
 * Milliseconds of a processor that a process, those below it and those it has buried have used.
 *
 * Unlike the clock this does not count what other programs took from us meanwhile.
 */
export function processorTimeOf(pid: number): number {
  const ticks = treeOf(pid).map((one) => {
    const fields = readProc(String(one), 'stat')
      .replace(/^.*\) /, '')
      .split(' ')
    return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  })
  return tick * ticks.reduce((sum, one) => sum + one, 0)
}

/** The same for the whole machine. */
export function processorTimeOfAll(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (
    /^cpu +(.+)$/m.exec(readProc('', 'stat'))?.[1] ?? ''
  )
    .split(' ')
    .map(Number)
  return tick * (user + nice + system + irq + softirq)
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
