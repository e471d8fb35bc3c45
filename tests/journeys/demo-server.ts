import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string
  }
}

const root = join(import.meta.dirname, '..', '..')

/** The product as a city starts it, with the demo city, in a data directory of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = await mkdtemp('/tmp/throughcare-journeys-')
  await chmod(data, 0o711)
  const child = spawn(
    process.execPath,
    [join(root, 'dist', 'throughcare.mjs'), 'start', '--demo', '--port', '0', '--data', data],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const origin = await originOf(child)
  project.provide('origin', origin)
  return async () => {
    await stop(child)
    await rm(data, { recursive: true, force: true })
  }
}

/** The address that the command prints when it is ready; if it ends before, what it said. */
function originOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/localhost:\d+/.exec(said)
      if (found) resolve(found[0])
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${said}`)))
  })
}

async function stop(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  await ended
}
