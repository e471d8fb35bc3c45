import { connectDatabases, type Logins } from '../src/platform/db/connections.ts'
import { learnKeys } from '../src/platform/db/open-databases.ts'
import { silentLog } from '../src/platform/log.ts'
import { createKeyring } from '../src/platform/seal/keyring.ts'
import { createServer } from '../src/server/app.ts'

/** What the serving process is told. */
export interface ServeOrder {
  logins: Logins
  master: string
}

/** The serving process: the service as it is, only without limits on how often one may ask. */
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
  process.send?.(typeof address === 'object' ? address?.port : 0)
  await new Promise<void>((resolve) => process.once('disconnect', resolve))
  await app.close()
  await databases.close()
  return 0
}
