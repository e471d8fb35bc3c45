import { setTimeout as pause } from 'node:timers/promises'
import type { Answers } from './answers.ts'
import type { Asker, CanaryCity, Heard } from './city.ts'

/** What a browser, a calendar or a drawer keeps from the time when somebody could still see a case. */
export interface Kept {
  ref: string
  /** The secret address of their calendar. */
  feed: string | null
  /** A list that they kept, with the number of the case in it. */
  filter: string
  /** Changes that were made with a key, to be repeated word for word. */
  repeats: { url: string; body: object; key: string }[]
  stream: Stream
  address: string
}

interface Stream {
  text: string
  stop(): void
}

/** Keeps everything that can be kept, while the case is still open to them. */
export async function keepAll(
  city: CanaryCity,
  who: Asker,
  ref: string,
  address: string,
): Promise<Kept> {
  const made = await city.send(who, 'POST', '/calendar-feed')
  const filter = crypto.randomUUID()
  const name = 'My people'
  await city.send(who, 'POST', '/filters', { id: filter, name, search: { ref } })
  const stream = await follow(address, city.token(who))
  return {
    ...{ ref, filter, stream, address },
    feed: /\/calendar\/.*/.exec(made.body?.address ?? '')?.[0] ?? null,
    repeats: await repeatable(city, who, ref),
  }
}

/** Makes what they may make of this case, each time with a key; what they may not is left out. */
async function repeatable(city: CanaryCity, who: Asker, ref: string): Promise<Kept['repeats']> {
  const wishes = ['accommodation', 'family_community', 'work', 'finance_papers'].map(
    (category) => ({
      url: `/cases/${ref}/items`,
      body: { kind: 'fact', category, text: 'He has a bed.' },
      key: crypto.randomUUID(),
    }),
  )
  const made: Kept['repeats'] = []
  for (const { url, body, key } of wishes) {
    const { status } = await city.send(who, 'POST', url, body, undefined, keyed(key))
    if (status < 300) made.push({ url, body, key })
  }
  return made
}

const keyed = (key: string) => ({ 'idempotency-key': key })

/**
 * Uses everything that was kept, after the end. Answers go to whoever looks for traces in them; `done`
 * names each change that was still carried out.
 */
export async function useAgain(
  city: CanaryCity,
  who: Asker,
  kept: Kept,
  before: Answers,
): Promise<{ answers: Answers; done: string[]; requests: number }> {
  const answers: Answers = new Map()
  const done: string[] = []
  const send = async (
    label: string,
    ...request: Parameters<CanaryCity['send']> extends [unknown, ...infer R] ? R : never
  ) => {
    const answer = await city.send(who, ...request)
    answers.set(label, answer)
    return answer
  }
  if (kept.feed) answers.set('the calendar', await city.send(null, 'GET', kept.feed))
  for (const { url, body, key } of kept.repeats) {
    const { status } = await send(`repeat of ${url}`, 'POST', url, body, undefined, keyed(key))
    if (status < 300) done.push(`repeat of ${url}: ${status}`)
  }
  const print = { what: 'case', ref: kept.ref }
  if ((await send('a print', 'POST', '/prints', print)).status < 300) done.push('a print')
  const version = before.get(`/cases/${kept.ref}`)?.body?.version ?? 1
  const need = { domain: 'work', required: 'wish', days: 30, reason: 'As before.' }
  const wrote = await send('a change', 'POST', `/cases/${kept.ref}/needs`, need, version)
  if (wrote.status < 300) done.push('a change on the version that was kept')
  answers.set('live messages', await messagesAfter(city, who, kept))
  return { answers, done, requests: answers.size }
}

/** Something happens on the case; what the open browser and one that comes back are told of it. */
async function messagesAfter(city: CanaryCity, who: Asker, kept: Kept): Promise<Heard> {
  const later = await follow(kept.address, city.token(who), { 'last-event-id': '1' })
  const heard = kept.stream.text.length
  await city.world.sql(`select act.tell_case(1, id, 'case') from app.cases where ref = $1`, [
    kept.ref,
  ])
  await pause(150)
  const text = kept.stream.text.slice(heard) + later.text
  kept.stream.stop()
  later.stop()
  return { status: 200, request: '', etag: '', bytes: Buffer.from(text), text, body: null }
}

/** An open browser of somebody: everything that its event stream says. */
export async function follow(
  address: string,
  token: string,
  headers: Record<string, string> = {},
): Promise<Stream> {
  const abort = new AbortController()
  const answer = await fetch(`${address}/api/v1/events`, {
    headers: { cookie: `__Host-throughcare=${token}`, ...headers },
    signal: abort.signal,
  })
  const stream = { text: '', stop: () => abort.abort() }
  const read = async () => {
    for await (const part of answer.body ?? []) stream.text += Buffer.from(part).toString()
  }
  read().catch(() => undefined)
  return stream
}
