import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildProgram, builtProgram } from '../../tests/built-program.ts'
import { memoryFolder } from '../../tests/memory-folder.ts'
import { projectRoot } from '../platform/config.ts'

let dataDir = ''
const running: ChildProcess[] = []

beforeAll(async () => {
  await buildProgram()
  dataDir = memoryFolder('throughcare-cli-')
  chmodSync(dataDir, 0o711)
})
afterAll(async () => {
  for (const child of running.filter(({ exitCode }) => exitCode === null)) {
    child.kill('SIGINT')
    await once(child, 'exit')
  }
  rmSync(dataDir, { recursive: true, force: true })
})

test('a command that does not exist is answered with those that do', async () => {
  const { code, said } = await throughcare('begin')
  expect(code).toBe(2)
  expect(said).toContain('There is no command "begin". The commands are: start, demo,')
})

test('every command of ours explains itself', async () => {
  expect(await throughcare('--help')).toMatchObject({ code: 0 })
  const names = ['start', 'migrate', 'import', 'work', 'keys', 'doctor', 'backup', 'restore']
  const answers = await Promise.all(names.map((name) => throughcare(name, '--help')))
  for (const [place, { code, said }] of answers.entries()) {
    expect(code).toBe(0)
    expect(said).toContain(`throughcare ${names[place]}`)
    expect(said).toContain('--data DIR')
  }
})

test('options that make no sense are refused in a sentence', async () => {
  const refused = {
    '--speed=9': 'Unknown option',
    '--port=http': 'whole number',
    '--host=0.0.0.0': 'Without TLS',
    '--origin=http://desk.example.org': 'The origin must look like',
    '--tls-cert=a.pem': 'belong together',
  }
  const options = Object.entries(refused)
  const answers = await Promise.all(
    options.map(([option]) => throughcare('start', option, '--data', dataDir)),
  )
  for (const [place, { code, said }] of answers.entries()) {
    expect(said).toContain(options[place]?.[1])
    expect(code).toBe(2)
  }
})

test('a taken port is said before anything is started', async () => {
  const other = createServer().listen(0, 'localhost')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const { code, said } = await throughcare('start', '--port', String(port), '--data', dataDir)
  other.close()
  expect(code).toBe(1)
  expect(said).toContain(`Port ${port} is taken`)
})

test('the service starts, commands work beside it, a second one is refused, Ctrl-C ends it', async () => {
  const child = begin('start', '--port', '0', '--data', dataDir)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const origin = /http:\/\/localhost:\d+/.exec(line)?.[0] ?? ''
  const health = await (await fetch(`${origin}/api/v1/health`)).json()
  expect(health).toMatchObject({ status: 'ok', jobs: 'running' })

  const [second, doctor, migrate] = await Promise.all([
    throughcare('start', '--port', '0', '--data', dataDir),
    throughcare('doctor', '--data', dataDir),
    throughcare('migrate', '--data', dataDir),
  ])
  expect(second).toMatchObject({ code: 3, said: expect.stringContaining('is in use by another') })
  expect(doctor).toMatchObject({ code: 0, said: expect.not.stringContaining('BAD') })
  expect(migrate).toMatchObject({ code: 0, said: expect.stringContaining('nothing had changed') })

  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})

function begin(...args: string[]) {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...env } = process.env
  const child = spawn(process.execPath, [builtProgram, ...args], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  return child
}

async function throughcare(...args: string[]): Promise<{ code: number; said: string }> {
  const child = begin(...args)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text
    })
  const [code] = await once(child, 'close')
  return { code, said }
}
