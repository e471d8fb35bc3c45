import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A program of some age, as an operator starts it. */
export interface Running {
  origin: string
  stop(): Promise<void>
}

/** Whoever runs this may work with a database of their own; the proof never touches it. */
const environment = () => {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...env } = process.env
  return env
}

/** Runs a command of a program to its end, and answers what it said. */
export async function run(root: string, args: readonly string[]): Promise<string> {
  const { child, said } = begin(root, args)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${said()}`)
  return said()
}

/** Starts a service on a data directory and waits until it says that it is ready. */
export async function startService(root: string, args: readonly string[]): Promise<Running> {
  const { child, said } = begin(root, ['dist/throughcare.mjs', 'start', ...args])
  const ready = new Promise<string>((resolve, reject) => {
    const listen = () => {
      const found = /ready: (http:\/\/localhost:\d+)/.exec(said())?.[1]
      if (found) resolve(found)
    }
    child.stdout?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}:\n${said()}`)))
  })
  const origin = await ready
  return {
    origin,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      await ended
    },
  }
}

function begin(root: string, args: readonly string[]): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      text += chunk
    })
  return { child, said: () => text }
}
