// Runs on whatever Node is installed, so: plain JavaScript, no dependencies.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * True on a Node that can run the program. On an older one the script is run again on the Node that
 * npm installed with the project, and this process ends as that one does.
 */
export async function onCarriedNode(script) {
  if (Number.parseInt(process.versions.node, 10) >= 24) return true
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const carried = join(root, 'node_modules', '.bin', name)
  if (!existsSync(carried)) {
    process.stderr.write(
      `Throughcare needs Node 24; this is ${process.versions.node}. Run "npm ci" here first (with optional dependencies): it brings one.\n`,
    )
    process.exit(1)
  }
  // The channel tells the child when we are gone, however that happens.
  const child = spawn(carried, [fileURLToPath(script), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // Ctrl-C reaches the child by itself; we wait for what it has to say.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
  child.on('error', (error) => {
    process.stderr.write(`${carried} does not run: ${error.message}\n`)
    process.exit(1)
  })
  return false
}
