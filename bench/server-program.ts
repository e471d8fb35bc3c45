import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { LogContext } from '../src/modules/audit/service/open-log.ts'
import { sealEvents } from '../src/modules/audit/service/seal-events.ts'
import { connectDatabases, type Logins } from '../src/platform/db/connections.ts'
import { learnKeys } from '../src/platform/db/open-databases.ts'
import { silentLog } from '../src/platform/log.ts'
import { createKeyring } from '../src/platform/seal/keyring.ts'
import { createServer } from '../src/server/app.ts'

/** What the serving process is told first. */
export interface ServeOrder {
  logins: Logins
  master: string
}

/** Later: whether entries of the access log are sealed while it serves. */
export interface SealOrder {
  sealing: boolean
}

/**
 * The serving process: the service as it is, only without limits on how often one may ask. Its jobs rest, but
 * for the sealing of the access log, which runs in the same process as in the product, when it is told to.
 */
export async function runServer(): Promise<number> {
  const order = await new Promise<ServeOrder>((resolve) => process.once('message', resolve))
  const databases = connectDatabases(
    order.logins,
    createKeyring(Buffer.from(order.master, 'hex'), []),
  )
  await learnKeys(databases.worker, databases.keys)
  const app = await createServer({
    databases,
    config: { origin: 'http://localhost', trustedProxies: [] },
    log: silentLog,
    version: 'bench',
    rateLimits: false,
  })
  await app.listen({ host: 'localhost', port: 0 })
  const address = app.server.address()
  const dataDir = mkdtempSync(join(tmpdir(), 'throughcare-bench-log-'))
  const sealer = makeSealer({ databases, dataDir, origin: 'http://localhost', log: silentLog })
  process.on('message', async ({ sealing }: SealOrder) => {
    process.send?.(await (sealing ? sealer.begin() : sealer.end()))
  })
  process.send?.(typeof address === 'object' ? address?.port : 0)
  await new Promise<void>((resolve) => process.once('disconnect', resolve))
  await sealer.rest()
  await app.close()
  await databases.close()
  rmSync(dataDir, { recursive: true, force: true })
  return 0
}

/**
 * Seals what there is, then twice a second what comes; the product does so once a minute, and signs each ten. Whoever
 * ends it is told how many came since it began: all are sealed by then.
 */
function makeSealer(context: LogContext) {
  let running = false
  let sealed = 0
  let done: Promise<void> = Promise.resolve()
  const loop = async () => {
    for (; running; await pause(500)) sealed += await sealEvents(context)
  }
  const rest = async () => {
    running = false
    await done
  }
  return {
    rest,
    async begin() {
      await rest()
      await sealEvents(context)
      running = true
      sealed = 0
      done = loop()
      return 0
    },
    async end() {
      await rest()
      sealed += await sealEvents(context)
      return sealed
    },
  }
}
