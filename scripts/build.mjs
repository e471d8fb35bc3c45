// Builds what has changed since the last build: the program (dist/throughcare.mjs) and the staff app
// (dist/web). `npm run build` builds both in any case.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { onCarriedNode, root } from './carried-node.mjs'

const dist = join(root, 'dist')
const stamp = join(dist, 'build.json')

/** Parts of the product, with what they are made from. */
const parts = {
  program: {
    from: ['src', 'demo', 'bench', 'package-lock.json', 'scripts/build.mjs'],
    matters: (path) => /\.(ts|json|mjs)$/.test(path) && !path.startsWith('src/web/'),
    made: join(dist, 'throughcare.mjs'),
    build: buildProgram,
  },
  web: {
    from: [
      'src',
      'locales',
      'index.html',
      'public',
      'vite.config.ts',
      'scripts',
      'package-lock.json',
    ],
    matters: (path) => !/^src\/(platform|server|cli)\//.test(path),
    made: join(dist, 'web', 'index.html'),
    build: buildWeb,
  },
}

/**
 * Builds the parts that are missing or older than their sources; each in a process of its own,
 * because a bundler keeps half a gigabyte that the service would then carry along.
 */
export function buildIfNeeded(names, say) {
  for (const name of names) {
    const part = parts[name]
    if (readStamp()[name] === hashOf(part) && existsSync(part.made)) continue
    if (!canBuild(name)) {
      if (existsSync(part.made)) continue
      throw new Error(
        'The program is not built, and the tools to build it are missing: run npm ci.',
      )
    }
    say(name)
    const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    if (status !== 0) process.exit(1)
  }
}

async function buildNow(name) {
  const hash = hashOf(parts[name])
  await parts[name].build()
  writeFileSync(stamp, `${JSON.stringify({ ...readStamp(), [name]: hash }, null, 2)}\n`)
}

/** An installation without development tools runs what was built for it. */
function canBuild(name) {
  return existsSync(join(root, 'node_modules', name === 'web' ? 'vite' : 'esbuild'))
}

async function buildProgram() {
  const { build } = await import('esbuild')
  mkdirSync(dist, { recursive: true })
  rmSync(join(dist, 'program'), { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: { throughcare: 'src/cli/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'program/[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    jsx: 'automatic',
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
}

async function buildWeb() {
  const { build } = await import('vite')
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  // Written without anything that only a compiler understands, so that Node reads it as it is.
  const compress = pathToFileURL(join(root, 'src/platform/http/compress-web.ts')).href
  const { compressWeb } = await import(compress)
  await compressWeb(join(dist, 'web'))
}

function hashOf({ from, matters }) {
  const hash = createHash('sha256')
  for (const path of from.flatMap((name) => filesIn(join(root, name)))) {
    const name = relative(root, path).replaceAll('\\', '/')
    if (!matters(name) || name.includes('.test.')) continue
    hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function filesIn(path) {
  if (!existsSync(path)) return []
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'))
  } catch {
    return {}
  }
}

const called = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (called && (await onCarriedNode(import.meta.url))) {
  const names = process.argv.slice(2)
  for (const name of names.length > 0 ? names : Object.keys(parts)) await buildNow(name)
}
