// A sealer and signer that never rests, to be killed by scripts/prove-sealing.ts and scripts/prove-together.ts.
import { setTimeout as pause } from 'node:timers/promises'
import { sealEvents } from '../../src/modules/audit/service/seal-events.ts'
import { signLogs } from '../../src/modules/audit/service/sign-log.ts'
import { connectDatabases } from '../../src/platform/db/connections.ts'
import { loginsAt } from '../../src/platform/db/roles.ts'
import { silentLog } from '../../src/platform/log.ts'
import { type AuthorityKeyRow, createKeyring } from '../../src/platform/seal/keyring.ts'

const { address, master, dataDir, rest = 5 } = JSON.parse(process.env.SEALER ?? '{}')
const secret = Buffer.from(master, 'hex')
const databases = connectDatabases(loginsAt(address, secret, 'derived'), createKeyring(secret, []))
const { rows } = await databases.worker.query<AuthorityKeyRow>(
  'select * from app.list_wrapped_keys()',
)
databases.keys.learn(rows)
const context = { databases, dataDir, origin: 'https://desk.example', log: silentLog }
process.stdout.write('ready\n')
for (;;) {
  await sealEvents(context)
  await signLogs(context, { now: true })
  await pause(rest)
}
