// `npm test`: everything that must hold before a change lands, in one go and with one closing line.
// A step that fails does not hide the next one.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './carried-node.mjs'
import { findBrowser } from './find-browser.mjs'

const bin = (name) => join(root, 'node_modules', '.bin', name)
const reports = join(root, 'test-results')
const began = Date.now()
let passed = 0
let failed = 0

function step(name, command, args, env = {}) {
  const from = Date.now()
  console.log(`\n== ${name}`)
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
      ...env,
    },
  })
  console.log(`== ${name}: ${status === 0 ? 'good' : 'NOT good'}, ${seconds(from)} s`)
  return status === 0
}

const seconds = (from) => ((Date.now() - from) / 1000).toFixed(1)

/** A check counts as one. */
function check(name, command, ...args) {
  if (step(name, command, args)) passed += 1
  else failed += 1
}

/** A test run counts its tests; one that ends without a report counts as a failure. */
function tests(name, config, env) {
  const report = join(reports, `${name}.json`)
  rmSync(report, { force: true })
  const good = step(
    name,
    bin('vitest'),
    ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile=${report}`],
    env,
  )
  try {
    const found = JSON.parse(readFileSync(report, 'utf8'))
    passed += found.numPassedTests
    failed += found.numFailedTests + found.numPendingTests + found.numTodoTests
    const counted = found.numFailedTests + found.numPendingTests + found.numTodoTests
    if (!good && counted === 0) failed += 1
  } catch {
    failed += 1
  }
}

mkdirSync(reports, { recursive: true })
check('types', bin('tsc'), '--noEmit')
check('format', bin('biome'), 'check', '.')
check('lint', bin('oxlint'), '--deny-warnings')
check('words', process.execPath, 'scripts/check-words.mjs')
tests('unit and access', 'vitest.config.ts')
if (step('build', process.execPath, ['scripts/build.mjs'])) {
  passed += 1
  const browser = findBrowser()
  if (browser) tests('journeys', 'vitest.journeys.config.ts', { THROUGHCARE_BROWSER: browser })
  else {
    console.error('No Chromium was found and none could be installed: the journeys were not run.')
    failed += 1
  }
} else failed += 1

console.log(`\n${seconds(began)} s in all`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
