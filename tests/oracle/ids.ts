import type { Pool } from 'pg'
import { zone } from '../zone.ts'
import type { Day, Moment } from './state.ts'

/** A name of the invented world as an id of the database, and back. */
export function idOf(authority: number, name: string): string {
  const kind = name.charCodeAt(0).toString(16).padStart(4, '0')
  const number = name.slice(1).padStart(4, '0')
  return `00000000-0000-4000-${kind}-${String(authority).padStart(8, '0')}${number}`
}
export const nameOf = (id: string): string =>
  String.fromCharCode(Number.parseInt(id.slice(19, 23), 16)) + String(Number(id.slice(-4)))

/** The change that is proposed to an item of a special category. */
export const changeOf = ({ id }: { id: string }): string => `x${id.slice(1)}`

export interface Clock {
  day(offset: Day): string
  moment(offset: Moment): string
}

export type Row = Record<string, unknown>

/** Today of the database, so that the days of the invented world are counted from where it stands. */
export async function clockOf(owner: Pool): Promise<Clock & { today: string }> {
  const { rows } = await owner.query<{ today: string; now: Date }>(
    `select (now() at time zone '${zone}')::date::text as today, now() as now`,
  )
  const { today, now } = rows[0] as { today: string; now: Date }
  const noon = Date.parse(`${today}T12:00:00Z`)
  return {
    today,
    day: (offset) => new Date(noon + offset * 86_400_000).toISOString().slice(0, 10),
    moment: (offset) => new Date(now.getTime() + offset * 3_600_000).toISOString(),
  }
}

export const sealed = '\\x00'
export type Add = (table: string, ...rows: Row[]) => void
export const dayOrNull = (clock: Clock, day: Day | null) => (day === null ? null : clock.day(day))
