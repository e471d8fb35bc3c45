import type { Pool, PoolClient } from 'pg'
import type { Log } from '../log.ts'

/**
 * Hears what other processes announce on a channel, and hears on after the connection was lost.
 * `onSilence` is called whenever something may have been missed, so that the listener reads again.
 */
export function listen(
  pool: Pool,
  channel: string,
  hear: { onMessage: (payload: string) => void; onSilence: () => void; log: Log },
): { close(): Promise<void> } {
  let client: PoolClient | undefined
  let closed = false
  let again: NodeJS.Timeout | undefined

  const lost = () => {
    client?.release(true)
    client = undefined
    if (!closed) again = setTimeout(() => void begin(), 2000)
  }
  const begin = async () => {
    try {
      const fresh = await pool.connect()
      if (closed) return fresh.release(true)
      client = fresh
      fresh.on('notification', (message) => hear.onMessage(message.payload ?? ''))
      fresh.once('end', lost)
      await fresh.query(`listen ${channel}`)
      hear.onSilence()
    } catch {
      hear.log.warn('Messages of other processes are not heard at the moment', { channel })
      if (client === undefined) again = setTimeout(() => void begin(), 2000)
    }
  }
  void begin()
  return {
    close: async () => {
      closed = true
      clearTimeout(again)
      client?.removeListener('end', lost)
      client?.release(true)
    },
  }
}
