import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { openPool } from '../../src/platform/db/connections.ts'
import { attachEmbedded } from '../../src/platform/db/launcher/attach-embedded.ts'
import { memoryFolder } from '../memory-folder.ts'
import { zone } from '../zone.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    demoCity: string
  }
}

const root = join(import.meta.dirname, '..', '..')

/** A desk that runs in a data directory of its own, which goes when the desk stops. */
export interface Desk {
  origin: string
  data: string
  stop(): Promise<void>
}

/** Builds the demo city once, as a city starts it; each file of journeys works on a copy of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = await emptyFolder()
  const city = await start(data)
  await inZone(data)
  await city.stop()
  await databaseEnded(data)
  project.provide('demoCity', data)
  return () => rm(data, { recursive: true, force: true })
}

/** The demo city lives where the cities of this run live. */
async function inZone(data: string): Promise<void> {
  const cluster = attachEmbedded(data)
  const pool = openPool({ ...cluster?.superuser, database: 'throughcare' }, 1)
  const text = 'update app.authorities set time_zone = $1 where time_zone <> $1'
  await pool.query(text, [zone]).finally(() => pool.end())
}

/** On a busy machine the database may write its last pages a moment longer than the command lives; copies wait for it. */
async function databaseEnded(data: string): Promise<void> {
  const sign = join(data, 'postgres', 'data', 'postmaster.pid')
  for (let tries = 0; existsSync(sign); tries += 1) {
    if (tries > 3000)
      throw new Error('The database of the demo city did not end within five minutes.')
    await pause(100)
  }
}

/** The demo city as nobody has touched it yet, at an address of its own. */
export async function copyOfCity(city: string): Promise<Desk> {
  const data = await emptyFolder()
  // The files of the database belong to another user where we are root; only cp keeps that.
  await promisify(execFile)('cp', ['-a', `${city}/.`, data])
  const desk = await start(data)
  return {
    ...{ origin: desk.origin, data },
    stop: async () => {
      await desk.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function emptyFolder(): Promise<string> {
  const data = memoryFolder('throughcare-journeys-')
  await chmod(data, 0o711)
  return data
}

/** The product as a city starts it, with the demo city. */
async function start(data: string): Promise<Desk> {
  const child = spawn(
    process.execPath,
    [join(root, 'dist', 'throughcare.mjs'), 'start', '--demo', '--port', '0', '--data', data],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  return { origin: await originOf(child), data, stop: () => stop(child) }
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
