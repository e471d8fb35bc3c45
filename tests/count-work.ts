import { createHook } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { vi } from 'vitest'

/**
 * What an act asks of the machine: each derivation and each check of a signature, and each question to the
 * database, by name and in order. Counted and not timed: on a machine that does other things too, time tells of those.
 * A new connection to the database signs as well: each act before has left one open.
 */
export async function workOf(pool: Pool, act: () => Promise<unknown>): Promise<string[]> {
  const done: string[] = []
  const questions: string[] = []
  const hook = createHook({
    init: (_id, type) => {
      if (/^(SCRYPT|SIGN)REQUEST$/.test(type)) done.push(type)
    },
  })
  const watched = new Map<PoolClient, () => void>()
  const watch = (client: PoolClient) => {
    if (watched.has(client)) return
    const ask = client.query.bind(client) as (...what: unknown[]) => unknown
    const spy = vi.spyOn(client, 'query').mockImplementation(((...what: unknown[]) => {
      questions.push(String((what[0] as { name?: string }).name))
      return ask(...what)
    }) as typeof client.query)
    watched.set(client, () => spy.mockRestore())
  }
  pool.on('acquire', watch)
  hook.enable()
  try {
    await act()
    // What is asked after the answer is asked before the pool rests.
    while (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) await pause(5)
  } finally {
    hook.disable()
    pool.off('acquire', watch)
    for (const restore of watched.values()) restore()
  }
  return [...done, ...questions]
}
