import { sql } from 'kysely'
import type { ActorTx } from '../../platform/db/as-actor.ts'
import type { Calendar, ClosedDay } from './contract.ts'

/** The days of a year on which the calendar of the city says something. */
export async function listClosedDays(tx: ActorTx, year: number): Promise<ClosedDay[]> {
  const { rows } = await sql<ClosedDay>`
    select h.day::text, h.names, h.source, h.struck, m.name as "changedBy"
      from app.public_holidays h
      left join app.members m on m.authority_id = h.authority_id and m.id = h.changed_by
     where h.authority_id = ${tx.actor.authority}
       and h.day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
     order by h.day
  `.execute(tx)
  return rows
}

export async function findCountry(tx: ActorTx): Promise<Pick<Calendar, 'country' | 'region'>> {
  const { rows } = await sql<Pick<Calendar, 'country' | 'region'>>`
    select a.country, a.region from app.authorities a where a.id = ${tx.actor.authority}
  `.execute(tx)
  return rows[0] ?? { country: '', region: null }
}

export async function saveClosedDay(
  tx: ActorTx,
  day: string,
  names: Record<string, string>,
): Promise<void> {
  await sql`select act.close_day(${day}::date, ${JSON.stringify(names)}::jsonb)`.execute(tx)
}

export async function saveOpenDay(tx: ActorTx, day: string): Promise<void> {
  await sql`select act.open_day(${day}::date)`.execute(tx)
}
