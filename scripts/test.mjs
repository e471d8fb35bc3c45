// `npm test`: everything that must hold before a change lands, in one go and with one closing line.
// Steps that do not need each other run side by side; each prints what it said in one block when it has
// ended. A step that fails does not hide the next one.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './carried-node.mjs'
import { findBrowser } from './find-browser.mjs'

const bin = (name) => join(root, 'node_modules', '.bin', name)
const reports = join(root, 'test-results')
const began = Date.now()
let passed = 0
let failed = 0
/** Examples that are made by chance follow from this number: with it a red run is repeated exactly. */
process.env.THROUGHCARE_SEED ??= String(randomInt(2 ** 31))
/** What was not good, told once more at the very end, where whoever reads the last lines finds it. */
const notGood = []

const seconds = (from) => ((Date.now() - from) / 1000).toFixed(1)

/** Runs one step to its end; true when it was good. */
async function step(name, command, args, env = {}) {
  const from = Date.now()
  console.log(`.. ${name}: began`)
  const { good, said } = await run(command, args, env)
  const verdict = good ? 'good' : 'NOT good'
  const block = said.trim()
  console.log(`\n== ${name}\n${block}${block && '\n'}== ${name}: ${verdict}, ${seconds(from)} s\n`)
  return good
}

function run(command, args, env) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
      // The program is started some fifty times; it is read and compiled once.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
      PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
      ...env,
    },
  })
  return new Promise((resolve) => {
    let said = ''
    const hear = (chunk) => {
      said += chunk
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.on('error', (error) => resolve({ good: false, said: `${said}${error.message}` }))
    child.on('close', (code) => resolve({ good: code === 0, said }))
  })
}

/** A check counts as one. */
async function check(name, command, ...args) {
  const good = await step(name, command, args)
  if (good) passed += 1
  else fails(name)
  return good
}

function fails(what) {
  failed += 1
  notGood.push(what)
}

/** A test run counts its tests; one that ends without a report counts as a failure. */
async function tests(name, config, env) {
  const report = join(reports, `${name}.json`)
  rmSync(report, { force: true })
  const good = await step(
    name,
    bin('vitest'),
    ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile=${report}`],
    env,
  )
  try {
    const found = JSON.parse(readFileSync(report, 'utf8'))
    const unfinished = found.testResults.flatMap(({ name: file, assertionResults, message }) => {
      const tests = assertionResults.filter(({ status }) => status !== 'passed')
      const where = relative(root, file)
      if (tests.length === 0 && message) return [`${where}\n${message}`]
      return tests.map((test) => `${where}: ${test.fullName}\n${firstLines(test)}`)
    })
    passed += found.numPassedTests
    for (const one of unfinished) fails(one)
    if (!good && unfinished.length === 0) fails(name)
  } catch {
    fails(`${name}: no report`)
  }
}

const firstLines = ({ status, failureMessages = [] }) =>
  failureMessages.length === 0
    ? status
    : failureMessages.join('\n').split('\n').slice(0, 12).join('\n')

async function quickChecks() {
  await check('types', bin('tsc'), '--noEmit')
  await check('format', bin('biome'), 'check', '.')
  await check('lint', bin('oxlint'), '--deny-warnings')
  await check('words', process.execPath, 'scripts/check-words.mjs')
}

async function journeys() {
  if (browser)
    await tests('journeys', 'vitest.journeys.config.ts', { THROUGHCARE_BROWSER: browser })
  else {
    console.error('No Chromium was found and none could be installed: the journeys were not run.')
    fails('journeys')
  }
}

console.log(`The seed of this run is THROUGHCARE_SEED=${process.env.THROUGHCARE_SEED}`)
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const browser = findBrowser()
// What is built now is also what the tests of the command line run.
const [built] = await Promise.all([
  check('build', process.execPath, 'scripts/build.mjs'),
  quickChecks(),
])
await Promise.all([tests('unit and access', 'vitest.config.ts'), built ? journeys() : undefined])
if (!built)
  console.log('The journeys were not run: there is nothing built that they could walk through.')

for (const one of notGood) console.log(`\nNOT good: ${one}`)
console.log(`${seconds(began)} s in all, THROUGHCARE_SEED=${process.env.THROUGHCARE_SEED}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
