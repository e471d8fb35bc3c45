import { createHook } from 'node:async_hooks'
import type { Pool } from 'pg'
import { vi } from 'vitest'

/**
 * What an act asks of the machine: each derivation and each check of a signature, and each question to the
 * database, by name and in order. Counted and not timed: on a machine that does other things too, time tells of those.
 * A new connection to the database signs as well: each act before has left one open.
 */
export async function workOf(gate: Pool, act: () => Promise<unknown>): Promise<string[]> {
  const done: string[] = []
  const hook = createHook({
    init: (_id, type) => {
      if (/^(SCRYPT|SIGN)REQUEST$/.test(type)) done.push(type)
    },
  })
  const asked = vi.spyOn(gate, 'query')
  hook.enable()
  try {
    await act()
  } finally {
    hook.disable()
  }
  const questions = asked.mock.calls.map(([what]) => String((what as { name?: string }).name))
  asked.mockRestore()
  return [...done, ...questions]
}
