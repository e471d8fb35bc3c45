import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Databases } from '../../../platform/db/connections.ts'
import type { Feed } from '../calendar/write-feed.ts'
import type { CalendarFeed } from '../feed-contract.ts'

/** The calendar behind an address, or null: unknown, or its member or agency has left. */
export async function readFeed({ actorPool }: Databases, hash: Buffer): Promise<Feed | null> {
  const { rows } = await actorPool.query<{ feed: Feed | null }>({
    name: 'read.calendar_of',
    text: 'select read.calendar_of($1)::jsonb as feed',
    values: [hash],
  })
  return rows[0]?.feed ?? null
}

/** Whether I have an address, since when, and when it was last asked. */
export async function findFeed(tx: ActorTx): Promise<CalendarFeed> {
  const { rows } = await sql<CalendarFeed>`
    select to_char(f.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt",
      to_char(f.last_fetched_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastFetchedAt"
      from app.calendar_feeds f
     where f.authority_id = ${tx.actor.authority} and f.member_id = ${tx.actor.member}
  `.execute(tx)
  return rows[0] ?? { madeAt: null, lastFetchedAt: null }
}

export async function saveFeed(tx: ActorTx, hash: Buffer): Promise<void> {
  await sql`select act.make_calendar_feed(${hash}::bytea)`.execute(tx)
}

export async function endFeed(tx: ActorTx): Promise<void> {
  await sql`select act.stop_calendar_feed()`.execute(tx)
}
