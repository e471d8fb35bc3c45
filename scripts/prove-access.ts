// The whole oracle: an independent reading of the law (tests/oracle/model.ts) against the database, on invented
// situations of one member, one purpose and one item or act each. Ends with the count; ends with 1 if one differs.
// Run: npm run prove:access [-- --situations N] [--seed N]
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { startTestServer } from '../tests/database-server.ts'
import { compareReading, type Difference } from '../tests/oracle/compare.ts'
import { compareWriting } from '../tests/oracle/compare-writing.ts'
import { inventedState } from '../tests/oracle/invent.ts'
import { freshDatabase } from '../tests/world-database.ts'

const { values } = parseArgs({
  options: { situations: { type: 'string' }, seed: { type: 'string' } },
})
const wanted = Number(values.situations ?? 100_000)
const firstSeed = Number(values.seed ?? 1)
const batch = 20
/** Every fifth batch is written to as well: a refused act costs more than a refused look. */
const writeEvery = 5
const shown = 10

const say = (line: string) => process.stdout.write(`${line}\n`)
const begun = Date.now()
const { server, stop } = await startTestServer()
const db = await freshDatabase(server)
const sums = { reads: 0, writes: 0, answers: 0, allowed: 0, worlds: 0 }
const differences: Difference[] = []

for (let round = 0; sums.reads + sums.writes < wanted; round += 1) {
  const states = fc.sample(inventedState, { numRuns: batch, seed: firstSeed + round })
  const first = round * batch + 1
  const read = await compareReading(db, states, first)
  const asked = states.reduce(
    (sum, state) => sum + state.members.length * 2 * state.items.length,
    0,
  )
  sums.reads += read.asked === 0 ? 0 : asked
  const found = [read]
  if (round % writeEvery === 0) {
    const written = await compareWriting(db, states, first)
    sums.writes += written.asked
    found.push(written)
  }
  for (const tally of found) {
    sums.answers += tally.asked
    sums.allowed += tally.allowed
    for (const one of tally.differences) {
      if (differences.length < shown) say(`  seed ${firstSeed + round}: ${JSON.stringify(one)}`)
      differences.push(one)
    }
  }
  sums.worlds += batch
  if (round % 10 === 9) say(`  ${sums.reads + sums.writes} situations in ${sums.worlds} worlds`)
}
await db.drop()
await stop()
say(
  `${sums.worlds} worlds, ${sums.answers} answers compared, ${sums.allowed} of them allowed, ${Math.round((Date.now() - begun) / 1000)} s`,
)
say(
  `${sums.reads} reading and ${sums.writes} writing situations, ${differences.length} differences`,
)
process.exit(differences.length === 0 ? 0 : 1)
