// Every screen with words half as long again, wide and in a window of 320 px: none is cut, none in another language. And in German on a
// phone with letters twice as large: none leaves the window. And with answers that come one by one: nothing that can be pressed moves.
// Run: npm run prove:screens
import { spawnSync } from 'node:child_process'
import { root } from './carried-node.mjs'
import { findBrowser } from './find-browser.mjs'

const browser = findBrowser()
if (!browser) {
  process.stderr.write('No Chromium was found and none could be installed.\n')
  process.exit(1)
}
const run = (command, args, env = {}) =>
  spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  }).status ?? 1

const config = ['run', '--config', 'vitest.journeys.config.ts', 'tests/journeys/whole']
process.exitCode =
  run(process.execPath, ['scripts/build.mjs']) ||
  run('vitest', config, { SCREENS: 'whole', THROUGHCARE_BROWSER: browser })
