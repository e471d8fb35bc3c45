// The browser of the tests: the Chromium in PATH, else one installed by the system's packages, else
// the one that playwright brings.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './carried-node.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

function inPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name)
      if (existsSync(path)) return path
    }
  }
  return undefined
}

function run(command, args) {
  return spawnSync(command, args, { stdio: 'inherit', cwd: root }).status === 0
}

function byPackages() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('No Chromium in PATH: installing it with apt ...')
  const quiet = ['-y', '-qq', '--no-install-recommends', 'install', 'chromium', 'fonts-noto-core']
  if (!run('apt-get', ['update', '-qq']) || !run('apt-get', quiet)) return undefined
  return inPath()
}

function byPlaywright() {
  console.log('No Chromium by apt: asking playwright for one ...')
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js')
  if (!run(process.execPath, [cli, 'install', '--with-deps', 'chromium'])) return undefined
  const asked = spawnSync(
    process.execPath,
    ['-e', "console.log(require('playwright-core').chromium.executablePath())"],
    { cwd: root, encoding: 'utf8' },
  )
  const path = asked.stdout?.trim()
  return path && existsSync(path) ? path : undefined
}

export function findBrowser() {
  return process.env.THROUGHCARE_BROWSER ?? inPath() ?? byPackages() ?? byPlaywright()
}
