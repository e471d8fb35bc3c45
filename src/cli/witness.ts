import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { clock } from '../platform/clock.ts'
import {
  COSIGNATURE_V1,
  ED25519,
  formatVerifier,
  makeSigner,
  parseVerifier,
} from '../platform/tlog/signed-note.ts'
import { TlogError } from '../platform/tlog/tlog-error.ts'
import { makeWitness } from '../platform/tlog/witness.ts'
import { claimFolder } from '../platform/tlog/witness-folder.ts'
import { serveWitness } from '../platform/tlog/witness-server.ts'
import { readOptions } from './options.ts'
import { CommandError } from './say-why.ts'
import { untilStopped } from './until-stopped.ts'

const help = `throughcare witness --data DIR [options]

Watches the access log of a city for a partner: it signs a checkpoint only when that continues what it
saw before. It needs no database, sees no person and no event, and keeps its own key in its own folder.

  --data DIR          folder of the witness: its key and what it has seen; back it up, never set it back
  --name NAME         its name at the first start, such as court.example/witness
  --add-log KEY       a log to watch from now on: the public key that the city hands out
  --port N            port to listen on (default 8181; 0 takes a free one)
  --host NAME         address to listen on (default localhost)
  --tls-cert FILE, --tls-key FILE   serve https
  --show-key          print its public key and end
`

const options = {
  data: { type: 'string' },
  name: { type: 'string' },
  'add-log': { type: 'string', multiple: true },
  port: { type: 'string' },
  host: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'show-key': { type: 'boolean' },
} as const

/** Runs a witness until it is asked to end. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, options, help)
  if (!asked) return 0
  const { values } = asked
  if (!values.data) throw new CommandError('Name the folder of the witness with --data.', 2)
  const folder = resolve(values.data)
  const signer = openSigner(folder, values.name)
  const logs = watchedLogs(folder, values['add-log'] ?? [])
  const key = formatVerifier(signer.verifier)
  if (values['show-key']) {
    process.stdout.write(`${key}\n`)
    return 0
  }
  const release = claimFolder(folder)
  if (!release) throw new CommandError('Another witness works in this folder.', 3)
  const witness = makeWitness({ signer, logs, folder, now: () => clock.now() })
  const server = serveWitness(witness, tlsOf(values))
  const port = Number(values.port ?? '8181')
  server.listen(port, values.host ?? 'localhost')
  await once(server, 'listening')
  const address = server.address()
  const at = typeof address === 'object' && address ? address.port : port
  process.stdout.write(`The witness listens on port ${at}. Its public key:\n${key}\n`)
  await untilStopped()
  server.close()
  server.closeAllConnections()
  release()
  return 0
}

/** The key is made at the first start and never leaves the folder. */
function openSigner(folder: string, name: string | undefined) {
  const file = join(folder, 'witness.key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    if (!name) throw new CommandError('Give the witness a name: --name court.example/witness', 2)
    const text = `${name} ${randomBytes(32).toString('base64')}\n`
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
  }
  const [known = '', seed = ''] = readFileSync(file, 'utf8').trim().split(' ')
  return said(() => makeSigner(known, COSIGNATURE_V1, Buffer.from(seed, 'base64')))
}

function watchedLogs(folder: string, added: string[]) {
  const file = join(folder, 'logs.txt')
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const all = [...new Set([...before, ...added].map((line) => line.trim()).filter(Boolean))]
  const logs = all.map((line) => said(() => parseVerifier(line)))
  if (logs.some(({ type }) => type !== ED25519))
    throw new CommandError('--add-log wants the public key of a log, not that of a witness.', 2)
  if (added.length > 0) writeFileSync(file, `${all.join('\n')}\n`)
  return logs
}

function tlsOf(values: { 'tls-cert'?: string; 'tls-key'?: string }) {
  const [cert, key] = [values['tls-cert'], values['tls-key']]
  if (!cert && !key) return undefined
  if (!cert || !key) throw new CommandError('--tls-cert and --tls-key belong together.', 2)
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
}

function said<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof TlogError) throw new CommandError(error.message, 2)
    throw error
  }
}
