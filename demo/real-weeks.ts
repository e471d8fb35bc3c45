import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { addPeriod } from '../src/modules/periods/service/periods.ts'
import { hashToken } from '../src/platform/auth/tokens.ts'
import { clock } from '../src/platform/clock.ts'
import { type ActorTx, asActor } from '../src/platform/db/as-actor.ts'
import type { Databases } from '../src/platform/db/connections.ts'
import { open, seal } from '../src/platform/seal/envelope.ts'
import { chance } from './chance.ts'
import { clauseOf } from './partnership.ts'
import { inventId } from './population/person-rows.ts'

const anna = 1
const [valmarePrison, ellanMoor] = [2, 3]

/**
 * What real weeks bring: somebody is recalled, somebody is moved to another prison, and the second
 * list of a prison asks about cases and names three persons whom the other prison no longer names.
 */
export async function addRealWeeks(owner: Pool, databases: Databases): Promise<void> {
  const luck = chance(91)
  const second = inventId(luck)
  await owner.query(
    `update app.imports set created_at = created_at - interval '7 days', applied_at = applied_at - interval '7 days'
      where authority_id = 1`,
  )
  await owner.query(
    `insert into app.imports (authority_id, id, agency_id, clause_id, status, file_hash, counts, created_by, created_at, applied_by, applied_at, delivered_on)
     select 1, $1, $2, $3, 'applied', sha256('second'::bytea), '{"rows": 96, "importable": 96, "new": 3, "changed": 2, "unchanged": 91, "gone": 1}',
            $4, now() - interval '1 day', $4, now() - interval '1 day', current_date - 1`,
    [second, valmarePrison, clauseOf('notice'), anna],
  )
  await addQuestions(owner, second, [inventId(luck), inventId(luck), inventId(luck)])
  await addMoved(owner, databases, second, [inventId(luck), inventId(luck), inventId(luck)])
  await asAnna(owner, databases, async (act) => {
    const today = clock.today('Europe/Brussels')
    const back = await caseOf(
      owner,
      `c.stage = 'community' and c.release_on between current_date - 150 and current_date - 60`,
    )
    await act((tx) =>
      addPeriod(tx, back.ref, back.version, {
        ...{ kind: 'recall', from: today, prisonId: valmarePrison },
        source: 'Call from the prison this morning',
      }),
    )
    const moved = await caseOf(
      owner,
      `c.prison_agency_id = ${valmarePrison} and c.release_on between current_date + 90 and current_date + 200`,
    )
    await act((tx) =>
      addPeriod(tx, moved.ref, moved.version, {
        ...{ kind: 'transfer', from: today, prisonId: ellanMoor },
        source: 'Letter of the registry',
      }),
    )
  })
}

/** Cases in which the housing office has no part: its numbers are told in the handbook. */
async function caseOf(owner: Pool, which: string): Promise<{ ref: string; version: number }> {
  const { rows } = await owner.query<{ ref: string; version: number }>(
    `select c.ref, c.version from app.cases c where c.authority_id = 1 and c.closed_on is null and ${which}
        and exists (select from app.seats s where s.authority_id = 1 and s.case_id = c.id and s.period @> now() and s.principal in (10, (select p.id from app.principals p where p.authority_id = 1 and p.kind = 'member' and p.member_id = ${anna})))
        and not exists (select from app.leads l where l.authority_id = 1 and l.case_id = c.id and l.to_principal in (
          select p.id from app.principals p where p.authority_id = 1 and p.agency_id = 7))
      order by c.ref desc limit 1`,
  )
  const [found] = rows
  if (!found) throw new Error('The demo city has no case for this story')
  return found
}

/** Two dates that the list says otherwise, and one person whom it no longer names. */
async function addQuestions(owner: Pool, list: string, ids: string[]): Promise<void> {
  await owner.query(
    `insert into app.list_proposals (authority_id, id, case_id, clause_id, notice_id, prison_agency_id, import_id, kind, release_on, certainty, listed_on)
     select 1, ids.id, c.id, act.clause_for(c, 'timeline'), gen_random_uuid(), $2, $1, case ids.place when 3 then 'gone' else 'date' end,
            case ids.place when 1 then c.release_on + 21 when 2 then c.release_on - 12 end,
            case when ids.place < 3 then 'expected' end, current_date - 1
       from unnest($3::uuid[]) with ordinality as ids(id, place)
       join (select x.*, row_number() over (order by x.release_on desc, x.ref) as place from app.cases x
              where x.authority_id = 1 and x.closed_on is null and x.prison_agency_id = $2 and x.stage = 'preparation'
                and x.release_on > current_date + 60) n on n.place = ids.place
       join app.cases c on c.authority_id = 1 and c.id = n.id`,
    [list, valmarePrison, ids],
  )
}

interface Announced {
  id: string
  key_wrapped: Buffer
  identity_sealed: Buffer
  number: string
}

/** Three persons left the list of one prison and stand on that of the other. */
async function addMoved(owner: Pool, databases: Databases, list: string, ids: string[]) {
  const { rows } = await owner.query<Announced>(
    `update app.release_notices n set vanished_on = current_date - 1
      where n.authority_id = 1 and n.id in (select x.id from app.release_notices x where x.authority_id = 1
        and x.prison_agency_id = $1 and x.status = 'waiting' and x.residence = 'city' and x.birth_tokens <> '{}'
        and x.release_on is not null order by x.release_on, x.id limit $2)
      returning n.id, n.key_wrapped, n.identity_sealed`,
    [ellanMoor, ids.length],
  )
  for (const [place, from] of rows.entries()) {
    const id = ids[place] ?? ''
    const key = databases.keys.dataKey(1, from.key_wrapped)
    const said = JSON.parse(open(key, from.identity_sealed, `release_notices.identity:${from.id}`))
    const number = `VM-${91_000 + place}`
    const identity = JSON.stringify({ ...said, number, establishment: 'Valmare Prison' })
    await owner.query(
      `insert into app.release_notices (authority_id, id, prison_agency_id, clause_id, desks, status, residence, remand, number_token, fingerprint,
         key_wrapped, identity_sealed, name_tokens, birth_tokens, release_on, release_certainty, import_id, received_on, added_by)
       select 1, $1::uuid, $2, n.clause_id, n.desks, 'waiting', n.residence, n.remand, $3, sha256($1::uuid::text::bytea), n.key_wrapped, $4, n.name_tokens,
              n.birth_tokens, n.release_on + 7, 'expected', $5::uuid, current_date - 1, $5::uuid
         from app.release_notices n where n.authority_id = 1 and n.id = $6`,
      [
        ...[id, valmarePrison, databases.keys.blind(1, 'persons.number', number)],
        ...[seal(key, identity, `release_notices.identity:${id}`), list, from.id],
      ],
    )
  }
}

type Act = <T>(act: (tx: ActorTx) => Promise<T>) => Promise<T>

/** These two go the way that a coordinator goes, through the acts; the session is gone afterwards. */
async function asAnna(owner: Pool, databases: Databases, use: (act: Act) => Promise<void>) {
  const token = randomBytes(32).toString('base64url')
  const hash = hashToken(token)
  await owner.query(
    'insert into auth.sessions (token_hash, authority_id, member_id) values ($1, 1, $2)',
    [hash, anna],
  )
  const who = { token, purpose: 'reintegration', requestId: randomUUID() }
  await use((act) => asActor(databases, who, act))
  await owner.query('delete from auth.sessions where token_hash = $1', [hash])
}
