import { meanwhile, type SeatWish } from './law.ts'
import type { AgencyName, World } from './world.ts'

/** Lays one row down by the owner's hand, without asking whether anybody might; its id. */
export async function layRow(
  world: World,
  table: string,
  row: Record<string, unknown>,
): Promise<string> {
  const laid = { authority_id: 1, ...row }
  const columns = Object.keys(laid)
  await world.sql(
    `insert into app.${table} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(laid),
  )
  return String(row.id ?? '')
}

export type Seats = [number, SeatWish?][]

/** Seats that are no seat on the case of a proof, as it stands now and for this purpose: on that case, and beside it. */
export function seatsThatAreNone(of: number, relation = 'member'): [string, Seats, Seats][] {
  const over = { from: `now() - interval '1 day'`, until: `now() - interval '1 second'` }
  return [
    ['none', [], []],
    ['on another case', [], [[of, { relation }]]],
    ['for another purpose', [[of, { relation, purpose: 'supervision' }]], []],
    ['over', [[of, { relation, ...over }]], []],
  ]
}

/** What somebody is answered while the agreement does not show their agency a part of life. */
export async function withoutClause(
  world: World,
  who: AgencyName,
  category: string,
  act: () => Promise<boolean>,
): Promise<boolean> {
  const cell = `authority_id = 1 and agency_id = ${world.agency[who].id} and clause_id = ${world.clause(category)}`
  const [was] = await world.sql<{ may_contribute: boolean }>(
    `select may_contribute from app.clause_rights where ${cell}`,
  )
  return meanwhile(
    world,
    `update app.clause_rights set sight = null, may_contribute = false where ${cell}`,
    `update app.clause_rights set sight = 'full', may_contribute = ${was?.may_contribute ?? false} where ${cell}`,
    act,
  )
}
