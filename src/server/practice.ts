import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Practice } from '../modules/admin/set-up-contract.ts'
import { type Config, projectRoot } from '../platform/config.ts'
import { conflict, forbidden } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'

/** A second instance of this program with the demo city, in a data directory of its own. */
export interface PracticeCity {
  describe(): Practice
  start(): Promise<void>
  stop(): Promise<void>
}

type Place = Pick<Config, 'dataDir' | 'host' | 'port' | 'origin' | 'tlsFiles' | 'trustedProxies'>

/** Memory that scripts of the practice city may take; its database has its own small limits. */
const heapMegabytes = 512

/**
 * The practice city of this installation. It lives as long as this process and never longer: the
 * channel between both tells it when we are gone, however that happens. Behind a proxy it needs a
 * name of its own there, so a human starts it.
 */
export function openPractice(config: Place, log: Log): PracticeCity {
  let child: ChildProcess | undefined
  let origin: string | null = null
  const dataDir = join(config.dataDir, 'practice')
  const byHand = config.trustedProxies.length > 0
  const describe = (): Practice => ({
    state: byHand ? 'by_hand' : !child ? 'off' : origin ? 'running' : 'starting',
    origin,
    command: `npm start -- --demo --port ${config.port + 1} --data ${dataDir}`,
  })
  const start = async () => {
    if (byHand) throw conflict('practice_by_hand')
    if (child) return
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    chmodSync(dataDir, 0o711)
    const port = await freePort(config)
    if (child) return
    const own = startProgram(config, dataDir, port)
    child = own
    own.once('exit', (code) => {
      if (code) log.warn('The practice city has ended by itself', { code })
      child = undefined
      origin = null
    })
    own.stderr?.on('data', (text) => log.debug(String(text)))
    own.stdout?.on('data', (text) => {
      origin ??= /is ready: (\S+)/.exec(String(text))?.[1] ?? null
    })
  }
  const stop = async () => {
    const own = child
    if (!own) return
    const ended = once(own, 'exit')
    own.kill('SIGINT')
    const patience = setTimeout(() => own.kill('SIGKILL'), 20_000)
    await ended
    clearTimeout(patience)
  }
  return { describe, start, stop }
}

function startProgram({ host, origin, tlsFiles }: Place, dataDir: string, port: number) {
  const {
    DATABASE_URL: _url,
    DATABASE_OWNER_URL: _owner,
    THROUGHCARE_MASTER_KEY: _key,
    THROUGHCARE_MASTER_KEY_COMMAND: _command,
    THROUGHCARE_ORIGIN: _origin,
    THROUGHCARE_DATA: _data,
    THROUGHCARE_PORT: _port,
    ...env
  } = process.env
  const reach = tlsFiles
    ? [
        ...['--host', host, '--origin', `https://${new URL(origin).hostname}:${port}`],
        ...['--tls-cert', tlsFiles.cert, '--tls-key', tlsFiles.key],
      ]
    : []
  const program = join(projectRoot, 'bin', 'throughcare.mjs')
  return spawn(
    process.execPath,
    [program, 'start', '--demo', '--port', String(port), '--data', dataDir, ...reach],
    {
      cwd: projectRoot,
      env: { ...env, NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
}

/** The port beside our own, or else any that is free. */
async function freePort({ host, port }: Place): Promise<number> {
  return (await probe(host, port + 1)) ?? (await probe(host, 0)) ?? port + 1
}

function probe(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ host, port }, () => {
      const address = server.address()
      const found = typeof address === 'object' && address ? address.port : undefined
      server.close(() => resolve(found))
    })
  })
}

/** Where no second instance may be started: tests, and the practice city itself. */
export const noPractice: PracticeCity = {
  describe: () => ({ state: 'by_hand', origin: null, command: 'npm start -- --demo' }),
  start: async () => {
    throw conflict('practice_by_hand')
  },
  stop: async () => {},
}

const steering = ['administrator', 'coordinator']

/** Starting and ending the practice city: for those who steer the set-up. */
export function practiceRoutes(practice: PracticeCity): FastifyPluginAsyncZod {
  return async (app) => {
    const requireSteering = (functions: readonly string[]) => {
      if (!functions.some((one) => steering.includes(one))) throw forbidden('steering_only')
    }
    app.get(
      '/practice',
      { schema: { operationId: 'readPractice', response: { 200: Practice } } },
      (request) => request.asActor(async () => practice.describe()),
    )
    app.post(
      '/practice',
      { schema: { operationId: 'startPractice', response: { 200: Practice } } },
      async (request) => {
        await request.asActor(async (tx) => requireSteering(tx.actor.functions))
        await practice.start()
        return practice.describe()
      },
    )
    app.delete(
      '/practice',
      { schema: { operationId: 'stopPractice', response: { 200: Practice } } },
      async (request) => {
        await request.asActor(async (tx) => requireSteering(tx.actor.functions))
        await practice.stop()
        return practice.describe()
      },
    )
  }
}
