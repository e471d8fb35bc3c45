import pg from 'pg'
import { sessionCookie } from '../src/platform/auth/cookie.ts'
import { type Asked, type LoadOrder, type Measured, summarise } from './asked.ts'

/** The loading process: measures what it is told to, one order after the other, until its parent ends. */
export async function runLoad(): Promise<number> {
  process.on('message', async (order: LoadOrder) => {
    const measured = order.kind === 'http' ? await measureHttp(order) : await measurePlain(order)
    process.send?.(measured)
  })
  await new Promise<void>((resolve) => process.once('disconnect', resolve))
  return 0
}

type Supply = () => Asked | undefined

function supplyOf(asked: readonly Asked[], once: boolean): Supply {
  let next = 0
  return () => {
    const one = asked[once ? next : next % asked.length]
    next += 1
    return one
  }
}

async function measureHttp(order: Extract<LoadOrder, { kind: 'http' }>): Promise<Measured> {
  return fire(order, supplyOf(order.asked, order.once), order.seconds)
}

/** A request that costs nothing fills the last moments after the supply of single-use ones has ended. */
const filler = { method: 'GET', path: '/api/v1/health' }

async function fire(
  { port, clients }: { port: number; clients: number },
  supply: Supply,
  seconds: number,
): Promise<Measured> {
  const { default: autocannon } = await import('autocannon')
  const times: number[] = []
  let refused = 0
  let refusal: string | undefined
  let counts = false
  let last = 0
  const begun = performance.now()
  const cannon = autocannon({
    url: `http://localhost:${port}`,
    connections: clients,
    duration: seconds,
    sampleInt: 100,
    timeout: 30,
    requests: [
      {
        // Called for every request of every connection; the answer comes before the next one is made.
        setupRequest: (request) => {
          const asked = supply()
          if (!asked) setImmediate(() => cannon.stop())
          return { ...request, ...(asked ? write(asked) : filler) }
        },
        onResponse: (status, body) => {
          counts = !body.startsWith('{"status":"ok","version"')
          if (status >= 200 && status < 300) return
          refused += 1
          refusal ??= `${status} ${body.slice(0, 300)}`
        },
      },
    ],
  })
  cannon.on('response', (_client, _status, _bytes, milliseconds) => {
    if (!counts) return
    times.push(milliseconds)
    last = performance.now()
  })
  const { errors, timeouts } = await cannon
  const measured = summarise(times, (last - begun) / 1000, refused + errors + timeouts)
  return refusal ? { ...measured, refusal } : measured
}

function write({ method, path, token, body, version }: Asked) {
  return {
    method,
    path: `/api/v1${path}`,
    headers: {
      cookie: `${sessionCookie}=${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(body !== undefined && { body }),
  }
}

/** The same number of connections, each asking its next question when the last is answered. */
async function measurePlain(order: Extract<LoadOrder, { kind: 'plain' }>): Promise<Measured> {
  const { plain, clients, seconds } = order
  const pool = new pg.Pool({ ...order.connection, max: clients })
  const times: number[] = []
  let next = 0
  const begun = performance.now()
  const until = begun + seconds * 1000
  const ask = async () => {
    const client = await pool.connect()
    while (performance.now() < until) {
      const values = plain.values[next % plain.values.length] ?? []
      next += 1
      const from = performance.now()
      await client.query({ name: 'plain', text: plain.text, values })
      times.push(performance.now() - from)
    }
    client.release()
  }
  await Promise.all(Array.from({ length: clients }, ask))
  await pool.end()
  return summarise(times, (performance.now() - begun) / 1000, 0)
}
