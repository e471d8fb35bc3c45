import { existsSync } from 'node:fs'
import { createServer as createNetServer } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { offerSetUp } from '../modules/admin/set-up.ts'
import { watchFolders } from '../modules/deliveries/service/watch-folders.ts'
import { journalFile, readErasures, replayErasures } from '../platform/backup/erasure-journal.ts'
import { type Config, type ConfigValues, projectRoot, readConfig } from '../platform/config.ts'
import { followKeys } from '../platform/db/follow-keys.ts'
import { type Opened, openDatabases } from '../platform/db/open-databases.ts'
import { startJobs } from '../platform/jobs/start-jobs.ts'
import { createLog, type Log } from '../platform/log.ts'
import { createServer } from '../server/app.ts'
import { allTasks, crontab } from '../server/jobs.ts'
import { openPractice } from '../server/practice.ts'
import { operationsOf } from './operations-of.ts'
import { placeHelp, placeOptions, readOptions } from './options.ts'
import { describeCertificate } from './say-certificate.ts'
import { CommandError } from './say-why.ts'
import { untilStopped } from './until-stopped.ts'
import { programVersion } from './version.ts'

const help = `throughcare start [options]

Runs the service: the database (embedded, unless DATABASE_URL is set), the interface, the screens and
the jobs, all in one process. Ctrl-C ends it.

  --demo              fill an empty database with the demo city and offer its accounts
  --port N            port to listen on (default 8080; 0 takes a free one)
  --origin URL        where browsers find the service, such as https://desk.example.org
  --host NAME         address to listen on (default localhost; others need TLS or a trusted proxy)
  --tls-cert FILE, --tls-key FILE   serve https
  --trusted-proxy IP  believe the forwarding headers of this proxy; may be repeated
  --no-jobs           leave the jobs to "throughcare work"
${placeHelp}`

const options = {
  ...placeOptions,
  demo: { type: 'boolean' },
  port: { type: 'string' },
  host: { type: 'string' },
  origin: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'trusted-proxy': { type: 'string', multiple: true },
  'no-jobs': { type: 'boolean' },
} as const

/** Runs the whole service until it is asked to end. */
export async function run(args: string[]): Promise<number> {
  const asked = readOptions(args, options, help)
  if (!asked) return 0
  const config = await withFreePort(asked.values)
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const opened = await openDatabases(config, { log })
  try {
    const service = await serve(config, opened, log)
    try {
      process.stdout.write(`Throughcare is ready: ${config.origin}\n${service.note}`)
      await untilStopped()
      process.stdout.write('Ending.\n')
    } finally {
      await service.stop()
    }
  } finally {
    await opened.close()
  }
  return 0
}

interface Service {
  note: string
  stop(): Promise<void>
}

async function serve(config: Config, opened: Opened, log: Log): Promise<Service> {
  const { databases } = opened
  // Before anybody can read: what was erased does not come back with an older database.
  await replayErasures(databases.worker, (await readErasures(journalFile(config.dataDir))) ?? [])
  const demo = config.demo ? await openDemo(opened, config, log) : undefined
  const web = join(projectRoot, 'dist', 'web')
  const practice = config.demo ? undefined : openPractice(config, log)
  const app = await createServer({
    databases,
    config,
    log,
    version: programVersion(),
    ...(existsSync(web) && { webFolder: web }),
    ...(demo && { demoAccounts: demo.accounts }),
    jobsRun: () => config.jobs,
    master: opened.master,
    ...(practice && { practice }),
    machine: { ...operationsOf(config, databases, log), master: opened.master },
  })
  const keys = followKeys(databases, log)
  const jobs = config.jobs
    ? await startJobs(databases, allTasks(operationsOf(config, databases, log)), { log, crontab })
    : undefined
  const folders = config.jobs
    ? watchFolders(databases, join(config.dataDir, 'drops'), log)
    : undefined
  const stop = async () => {
    folders?.stop()
    await practice?.stop()
    await app.close()
    await jobs?.stop()
    demo?.stop()
    await keys.close()
  }
  try {
    await listenAt(app, config)
    const note = demo?.note ?? (await inviteSetUp(opened, config.origin))
    return { note: `${describeCertificate(config)}${note}`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** On an empty desk: the way in, in a box that is not overlooked. */
async function inviteSetUp({ databases }: Opened, origin: string): Promise<string> {
  const link = await offerSetUp(databases, origin)
  if (!link) return ''
  const lines = [
    'This desk is empty. Open this link in a browser to set up your city:',
    '',
    link,
    '',
    'It works once, for 24 hours. The next start shows a new one.',
  ]
  const width = Math.max(...lines.map(({ length }) => length))
  const rule = `+${'-'.repeat(width + 2)}+`
  const box = lines.map((line) => `| ${line.padEnd(width)} |`)
  return `\n${[rule, ...box, rule].join('\n')}\n\n`
}

async function openDemo(opened: Opened, config: Config, log: Log) {
  const { listDemoAccounts, loadDemo } = await import('../../demo/load.ts')
  const { openWitnesses } = await import('../../demo/witnesses.ts')
  await refuseRealCity(opened)
  await loadDemo(opened.databases, { master: opened.master, log })
  const stop = await openWitnesses(operationsOf(config, opened.databases, log))
  const accounts = () => listDemoAccounts(opened.databases)
  const lines = (await accounts()).map(
    ({ name, agency, email, passphrase }) => `  ${name}, ${agency}: ${email}  ${passphrase}\n`,
  )
  return {
    ...{ accounts, stop },
    note: `This is a demo: every person in it is invented. Sign in as one of these:\n${lines.join('')}`,
  }
}

/** The accounts of the demo are shown to whoever opens the page: never beside real people. */
async function refuseRealCity({ databases }: Opened): Promise<void> {
  if (!databases.owner)
    throw new CommandError('--demo needs the owner of the database: set DATABASE_OWNER_URL.', 2)
  const { rowCount } = await databases.owner.query('select from app.authorities where not demo')
  if (rowCount !== 0)
    throw new CommandError(
      'This data directory belongs to a real city, so --demo is refused. Give the demo its own with --data.',
      2,
    )
}

async function listenAt(app: FastifyInstance, config: Config): Promise<void> {
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    throw portProblem(error, config.port)
  }
}

/** Asked before the database is started: a taken port is the commonest reason to fail. */
async function withFreePort(values: ConfigValues): Promise<Config> {
  const config = readConfig(values)
  const port = await probe(config)
  return config.port === 0 ? readConfig({ ...values, port: String(port) }) : config
}

function probe({ host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createNetServer()
    server.once('error', (error) => reject(portProblem(error, port)))
    server.listen({ host, port }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}

function portProblem(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new CommandError(
      `Port ${port} is taken by another program (perhaps by Throughcare itself). Choose another one with --port, for example --port ${port + 1}.`,
    )
  if (code === 'EACCES')
    return new CommandError(`This user may not listen on port ${port}. Choose one above 1023.`)
  return error
}
