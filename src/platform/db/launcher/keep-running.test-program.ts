import { createLog } from '../../log.ts'
import { startEmbedded } from './start-embedded.ts'

// A program that starts the database and then only lives, for tests that kill it.
const [dataDir = '', guard] = process.argv.slice(2)
const cluster = await startEmbedded({
  dataDir,
  log: createLog('warn'),
  ...(guard === 'pipe' && { guard }),
})
process.on('SIGTERM', async () => {
  await cluster.stop()
  process.exit(0)
})
setInterval(() => {}, 60_000)
// Said last: who reads it may end this program at once.
process.stdout.write(`${JSON.stringify({ pid: cluster.pid })}\n`)
