// Two verifiers that share no line of code judge the same random logs, whole and bent: npm run prove:log [COUNT] [SEED]
import { type Compared, compareVerifiers } from '../tests/second-verifier/compare.ts'

const [count = 1000, seed = 1] = process.argv.slice(2).map(Number)
const atOnce = 25
let agreed = 0
const tally = new Map<string, number>()
const wrong: Compared[] = []

for (let from = seed; from < seed + count; from += atOnce) {
  const logs = await compareVerifiers(from, Math.min(atOnce, seed + count - from))
  for (const log of logs) {
    // Who chooses single entries may leave one out; everything else that was bent must be refused.
    const known = log.bending === 'joined' || (log.bending === 'none') === log.first.startsWith('v')
    const good = log.first === log.second && known
    if (good) agreed += 1
    else wrong.push(log)
    const name = `${log.bending}: ${log.first
      .split(' ')
      .slice(0, log.first.startsWith('v') ? 1 : 2)
      .join(' ')}`
    tally.set(name, (tally.get(name) ?? 0) + 1)
  }
  process.stdout.write(`\r${agreed + wrong.length} of ${count} logs`)
}
const lines = [...tally].sort().map(([name, times]) => `  ${String(times).padStart(4)}  ${name}\n`)
process.stdout.write(
  `\n${lines.join('')}Both verifiers agree on ${agreed} of ${count} random logs.\n`,
)
for (const { seed: at, bending, first, second } of wrong)
  process.stdout.write(`  log ${at} (${bending}): ${first}; the second: ${second}\n`)
process.exitCode = wrong.length === 0 ? 0 : 1
