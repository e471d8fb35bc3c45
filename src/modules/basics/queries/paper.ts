import { type RawBuilder, sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { SealedPerson } from '../../persons/service/identity.ts'
import type { Cell, SheetRow } from '../paper-contract.ts'

export interface WingCase {
  id: string
  ref: string
  releaseOn: string
  person: SealedPerson | null
  number: string | null
}

export interface WingNotice {
  id: string
  releaseOn: string
  key: string
  identity: string
}

/** Cases that I sit on whose person leaves this prison by a day; found by my seats. */
export async function listWingCases(
  tx: ActorTx,
  prison: number,
  days: number,
): Promise<WingCase[]> {
  const { authority, today } = tx.actor
  const { rows } = await sql<WingCase>`
    select c.id, c.ref, c.release_on as "releaseOn", read.person_json(c.authority_id, c.person_id) as person,
           (select encode(i.number_sealed, 'hex') from app.person_identifiers i
             where i.authority_id = c.authority_id and i.person_id = c.person_id and i.issuer_agency_id = ${prison}
             order by i.valid_from desc limit 1) as number
      from (select distinct s.case_id from app.seats s
             where s.authority_id = ${authority} and s.principal = any ((select actor.principals())::int[])
               and s.purpose = (select actor.purpose()) and s.period @> statement_timestamp()
               and s.release_on between ${today}::date and ${today}::date + ${days}::int) k
      join app.cases c on c.authority_id = ${authority} and c.id = k.case_id
     where c.prison_agency_id = ${prison} and c.closed_on is null
     order by c.release_on, c.ref limit 200
  `.execute(tx)
  return rows
}

/** Who was announced by this prison and has no case yet. */
export async function listWingNotices(
  tx: ActorTx,
  prison: number,
  days: number,
): Promise<WingNotice[]> {
  const { rows } = await sql<WingNotice>`
    select id, release_on as "releaseOn", key, identity
      from read.wing_notices(${prison}, ${tx.actor.today}::date + ${days}::int)
  `.execute(tx)
  return rows
}

export interface NewLine {
  position: number
  case_id: string | null
  notice_id: string | null
}

export async function saveSheet(
  tx: ActorTx,
  made: {
    id: string
    kind: SheetRow['kind']
    prison: number | null
    weeks: number | null
    lines: NewLine[]
    codes: string[]
  },
): Promise<void> {
  await sql`
    select act.print_sheet(${made.id}, ${made.kind}, ${made.prison}::int, ${made.weeks}::int,
      ${JSON.stringify(made.lines)}::jsonb, ${made.codes}::text[])
  `.execute(tx)
}

export type SheetRead = Omit<SheetRow, 'printedAt'> & { printedAt: Date }

/** Sheets of my agency whose codes are still good, the newest first; or one of them. */
export async function listSheets(tx: ActorTx, id: string | null): Promise<SheetRead[]> {
  const { rows } = await sql<SheetRead>`
    select s.id, s.kind, s.weeks, s.printed_at as "printedAt", m.name as "printedBy", s.expires_on as "expiresOn",
           case when g.id is not null then jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) end as prison,
           (select count(*)::int from app.paper_lines l where l.authority_id = s.authority_id and l.sheet_id = s.id) as lines,
           (select count(*)::int from app.paper_lines l where l.authority_id = s.authority_id and l.sheet_id = s.id
             and l.recorded_at is not null) as "typedBack"
      from app.paper_sheets s
      join app.members m on m.authority_id = s.authority_id and m.id = s.printed_by
      left join app.agencies g on g.authority_id = s.authority_id and g.id = s.prison_agency_id
     where s.authority_id = ${tx.actor.authority} and s.expires_on >= ${tx.actor.today}::date
       and (${id}::uuid is null or s.id = ${id}::uuid)
     order by s.printed_at desc limit 50
  `.execute(tx)
  return rows
}

export interface LineRead {
  code: string
  sheet: string
  kind: SheetRow['kind']
  prison: number | null
  expiresOn: string
  caseId: string | null
  noticeId: string | null
  typedAt: Date | null
  ref: string | null
  releaseOn: string | null
  person: SealedPerson | null
  number: string | null
  relations: string[]
  key: string | null
  identity: string | null
  cells: (Omit<Cell, 'at'> & { at: string })[]
}

/** A line by its code, if I may type it back. */
export async function findLine(tx: ActorTx, code: string): Promise<LineRead | undefined> {
  return (await readLines(tx, sql`select x.*, 1 as position from read.paper_line(${code}) x`))[0]
}

/** The lines of a sheet in their order, as far as they are mine to type back. */
export function listLines(tx: ActorTx, sheet: string): Promise<LineRead[]> {
  const mine = sql`
    select x.*, p.position from app.paper_lines p cross join lateral read.paper_line(p.code) x
     where p.authority_id = ${tx.actor.authority} and p.sheet_id = ${sheet}`
  return readLines(tx, mine)
}

async function readLines(tx: ActorTx, source: RawBuilder<unknown>): Promise<LineRead[]> {
  const { authority } = tx.actor
  const { rows } = await sql<LineRead>`
    select l.code, l.sheet_id as sheet, l.kind, l.prison_agency_id as prison, l.expires_on as "expiresOn",
           l.case_id as "caseId", l.notice_id as "noticeId", l.recorded_at as "typedAt", c.ref,
           coalesce(c.release_on, l.announced_for) as "releaseOn",
           case when c.id is not null then read.person_json(${authority}, c.person_id) end as person,
           (select encode(i.number_sealed, 'hex') from app.person_identifiers i
             where i.authority_id = ${authority} and i.person_id = c.person_id and i.issuer_agency_id = l.prison_agency_id
             order by i.valid_from desc limit 1) as number,
           case when c.id is not null then act.relations(c.id) else '{}' end as relations, l.key, l.identity,
           (select coalesce(jsonb_agg(jsonb_build_object('basic', x.basic, 'state', x.state, 'at', x.recorded_at)), '[]')
              from (select distinct on (b.basic) b.basic, b.state, b.recorded_at from app.case_basics b
                     where b.authority_id = ${authority} and b.source = 'paper' and b.recorded_at >= l.printed_at
                       and (b.case_id = l.case_id or b.notice_id = l.notice_id)
                     order by b.basic, b.recorded_at desc) x) as cells
      from (${source}) l
      left join app.cases c on c.authority_id = ${authority} and c.id = l.case_id
     order by l.position
  `.execute(tx)
  return rows
}

export async function bindLine(tx: ActorTx, code: string, caseId: string): Promise<void> {
  await sql`select act.bind_line(${code}, ${caseId})`.execute(tx)
}

export async function saveTypedBack(tx: ActorTx, code: string, answers: object[]): Promise<void> {
  await sql`select act.type_back(${code}, ${JSON.stringify(answers)}::jsonb)`.execute(tx)
}
