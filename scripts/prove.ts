// The long proofs, one after the other. Each also runs alone: npm run prove:NAME.
// Run: npm run prove [-- NAME ...]
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/platform/config.ts'

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
const all = Object.keys(scripts).flatMap((name) =>
  name.startsWith('prove:') ? [name.slice(6)] : [],
)
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no proof "${unknown.join(' ')}". The proofs are: ${all.join(', ')}.\n`,
  )
  process.exit(2)
}

const proofs = (asked.length > 0 ? asked : all).map((name) => {
  process.stdout.write(`\n== prove:${name}\n`)
  const begun = Date.now()
  const { status } = spawnSync('npm', ['run', '--silent', `prove:${name}`], {
    cwd: projectRoot,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return { name, holds: status === 0, seconds: Math.round((Date.now() - begun) / 1000) }
})

process.stdout.write('\n')
for (const { name, holds, seconds } of proofs)
  process.stdout.write(`${holds ? 'holds ' : 'BROKEN'}  ${name} (${seconds} s)\n`)
const broken = proofs.filter(({ holds }) => !holds).length
process.stdout.write(`${proofs.length} proofs, ${broken} broken\n`)
process.exitCode = broken === 0 ? 0 : 1
