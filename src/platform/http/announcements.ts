import type { Pool } from 'pg'
import pg from 'pg'
import { z } from 'zod'
import type { Log } from '../log.ts'

const Announcement = z.object({
  authority: z.int(),
  principals: z.array(z.int()),
  kind: z.string(),
  ids: z.array(z.string()),
  /** Members who are not told, although their desk is. */
  except: z.array(z.int()).optional(),
})

/** Something changed for these principals of an authority. */
export type Announcement = z.infer<typeof Announcement>

const channel = 'throughcare'
const soonest = 500
const latest = 30_000

/**
 * Listens on a connection of its own. When it breaks it is made again, and everybody is told to read
 * anew (`resync`), since what was announced in between is lost.
 */
export function listenForAnnouncements(
  pool: Pool,
  log: Log,
  tell: (message: Announcement | 'resync') => void,
): { close(): Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let pause = soonest

  const connect = async (again: boolean) => {
    const made = new pg.Client(pool.options)
    let broken = false
    const retry = () => {
      if (broken || closed) return
      broken = true
      made.end().catch(() => undefined)
      log.warn('live messages are interrupted')
      timer = setTimeout(() => void connect(true), pause)
      timer.unref()
      pause = Math.min(latest, pause * 2)
    }
    client = made
    made.on('error', retry)
    made.on('end', retry)
    made.on('notification', ({ payload }) => {
      const read = Announcement.safeParse(parse(payload))
      if (read.success) tell(read.data)
    })
    try {
      await made.connect()
      await made.query(`listen ${channel}`)
      pause = soonest
      if (again) tell('resync')
    } catch {
      retry()
    }
  }
  const first = connect(false)
  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      await first
      await client?.end().catch(() => undefined)
    },
  }
}

function parse(payload: string | undefined): unknown {
  try {
    return JSON.parse(payload ?? '')
  } catch {
    return undefined
  }
}
