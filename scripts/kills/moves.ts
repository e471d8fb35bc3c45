import type { Pool } from 'pg'
import type { Findings } from './ledger.ts'
import type { Desk } from './work.ts'

/** A date of release that somebody moved; `requestId` when the service acknowledged it. */
export interface Move {
  caseId: string
  requestId?: string
}

interface Movable {
  id: string
  ref: string
  version: number
}

/** What stood there before the first kill. */
export interface Before {
  lastEvent: number
  dates: number
}

export async function countBefore(owner: Pool): Promise<Before> {
  const { rows } = await owner.query<Before>(
    `select (select max(id) from audit.events)::int as "lastEvent", (select count(*) from app.release_dates)::int as dates`,
  )
  return rows[0] as Before
}

/** Cases that the desk may move, in an order of their own each time. */
export async function findMovable(owner: Pool): Promise<Movable[]> {
  const { rows } = await owner.query<Movable>(
    `select c.id, c.ref, c.version from app.cases c
      where c.authority_id = 1 and c.closed_on is null and c.release_on > current_date + 30 and c.stage = 'preparation'
        and exists (select from app.seats s where s.authority_id = 1 and s.case_id = c.id and s.relation = 'coordination' and s.principal = 10
                     and s.purpose = 'reintegration' and s.period @> now())
        and not exists (select from app.protections p where p.authority_id = 1 and p.case_id = c.id)
      order by random()`,
  )
  return rows
}

/** Moves one date after the other until the service is gone or every case has had its turn. */
export async function moveDates(desk: Desk, cases: Movable[], done: Move[]): Promise<void> {
  for (let one = cases.shift(); one; one = cases.shift()) {
    const move: Move = { caseId: one.id }
    done.push(move)
    try {
      const answer = await fetch(`${desk.origin}/api/v1/cases/${one.ref}/release-dates`, {
        method: 'POST',
        headers: {
          cookie: `__Host-throughcare-practice=${desk.tokens.get(1)}`,
          'content-type': 'application/json',
          'if-match': `"${one.version}"`,
        },
        body: JSON.stringify({ on: someDay(), certainty: 'expected', source: 'Call' }),
      })
      await answer.text()
      if (answer.status === 200) move.requestId = answer.headers.get('x-request-id') ?? ''
      else if (![404, 409, 412].includes(answer.status))
        throw new Error(`A move was refused: ${answer.status}`)
    } catch (error) {
      if (error instanceof TypeError) return
      throw error
    }
  }
}

const someDay = () =>
  new Date(Date.now() + (40 + Math.floor(Math.random() * 300)) * 86_400_000)
    .toISOString()
    .slice(0, 10)

/** What was acknowledged has its event, once; and never is there a date without its event or an event without its date. */
export async function checkMoves(
  owner: Pool,
  moves: Move[],
  before: Before,
  found: Findings,
): Promise<void> {
  const heard = moves.flatMap(({ requestId }) => (requestId === undefined ? [] : [requestId]))
  const { rows } = await owner.query<{ id: string; events: number }>(
    `select r.id, count(e.id)::int as events from unnest($1::text[]) r(id)
       left join audit.events e on e.id > $2 and e.action = 'release.moved' and e.request_id = r.id group by r.id`,
    [heard, before.lastEvent],
  )
  for (const { id, events } of rows) {
    if (events === 0) found.lost.push(`move ${id}`)
    if (events > 1) found.double.push(`move ${id}: ${events} events`)
  }
  if (rows.length !== heard.length) found.double.push('two moves under one number')
  const { rows: sums } = await owner.query<{ dates: number; events: number }>(
    `select (select count(*) from app.release_dates)::int - $2::int as dates,
            (select count(*) from audit.events where id > $1 and action = 'release.moved')::int as events`,
    [before.lastEvent, before.dates],
  )
  const { dates = 0, events = 0 } = sums[0] ?? {}
  if (dates !== events) found.half.push(`${dates} dates moved, ${events} events of it`)
}
