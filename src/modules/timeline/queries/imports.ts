import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { ReleaseDate } from '../contract.ts'
import type { ImportCounts, ImportRow } from '../import-contract.ts'
import { ListMapping } from '../lists/mapping.ts'

export interface Terms {
  clause: number
  includesRemand: boolean
  /** Whether I may bring this prison's list. */
  mine: boolean
}

export interface Verdict {
  notice: string | null
  verdict: 'new' | 'changed' | 'unchanged' | 'held' | 'case' | 'replaces' | 'elsewhere'
}

export interface Comparison {
  verdicts: Record<string, Verdict>
  gone: number
}

export async function findPrison(tx: ActorTx, id: number): Promise<AgencyBrief | undefined> {
  const { rows } = await sql<AgencyBrief>`
    select id, name, code, kind from app.agencies
     where authority_id = ${tx.actor.authority} and id = ${id} and ended_on is null
  `.execute(tx)
  return rows[0]
}

/** Under which clause this prison's list may be taken in today; undefined: no arrangement is in force. */
export async function findTerms(tx: ActorTx, prison: number): Promise<Terms | undefined> {
  const { rows } = await sql<Terms>`
    select c.id as clause, x.includes_remand as "includesRemand", act.may_import(c.id, ${prison}) as mine
      from app.clauses c
      join app.arrangements x on x.authority_id = c.authority_id and x.id = c.arrangement_id
     where c.authority_id = ${tx.actor.authority} and c.id = act.notice_clause(${tx.actor.authority}, ${prison})
  `.execute(tx)
  return rows[0]
}

/** The names under which prisons know the city, and how they write that somebody has no address. */
export async function findArea(
  tx: ActorTx,
): Promise<{ city: string[]; noFixedAddress: string[] } | undefined> {
  const { rows } = await sql<{ area: { city?: string[]; noFixedAddress?: string[] } }>`
    select area from app.authorities where id = ${tx.actor.authority}
  `.execute(tx)
  const area = rows[0]?.area
  return area && { city: area.city ?? [], noFixedAddress: area.noFixedAddress ?? [] }
}

/** How the columns of such a list were read when it was last taken in. */
export async function findMapping(
  tx: ActorTx,
  prison: number,
  fingerprint: string,
): Promise<ListMapping | undefined> {
  const { rows } = await sql<{ mapping: unknown }>`
    select mapping from app.import_mappings
     where authority_id = ${tx.actor.authority} and agency_id = ${prison} and fingerprint = ${fingerprint}
  `.execute(tx)
  const read = ListMapping.safeParse(rows[0]?.mapping)
  return read.success ? read.data : undefined
}

/** Mappings of a prison that also say how its files are opened, the newest first. */
export async function listLayouts(tx: ActorTx, prison: number): Promise<ListMapping[]> {
  const { rows } = await sql<{ mapping: unknown }>`
    select mapping from app.import_mappings
     where authority_id = ${tx.actor.authority} and agency_id = ${prison} and mapping ? 'layout'
     order by confirmed_at desc limit 10
  `.execute(tx)
  return rows.flatMap(({ mapping }) => ListMapping.safeParse(mapping).data ?? [])
}

export async function saveMapping(
  tx: ActorTx,
  prison: number,
  mapping: ListMapping,
): Promise<void> {
  await sql`
    insert into app.import_mappings (authority_id, agency_id, fingerprint, mapping, confirmed_by)
    values (${tx.actor.authority}, ${prison}, ${mapping.header}, ${JSON.stringify(mapping)}::jsonb, ${tx.actor.member})
    on conflict (authority_id, agency_id, fingerprint) do update
      set mapping = excluded.mapping, confirmed_by = excluded.confirmed_by, confirmed_at = now()
  `.execute(tx)
}

export async function compareRows(
  tx: ActorTx,
  prison: number,
  rows: readonly object[],
  seen: readonly string[],
): Promise<Comparison> {
  const { rows: answers } = await sql<{ answer: Comparison }>`
    select act.compare_import(${prison}, ${JSON.stringify(rows)}::jsonb, ${seen}::bigint[]) as answer
  `.execute(tx)
  return answers[0]?.answer ?? { verdicts: {}, gone: 0 }
}

export async function saveStaged(
  tx: ActorTx,
  made: {
    id: string
    prison: number
    fileHash: Buffer
    counts: ImportCounts
    key: Buffer
    staged: Buffer
  },
): Promise<void> {
  await sql`
    select act.stage_import(${made.id}, ${made.prison}, ${made.fileHash}, ${JSON.stringify(made.counts)}::jsonb,
      ${made.key}, ${made.staged})
  `.execute(tx)
}

/** The sealed copy of a preview; nobody else can take it in until my transaction ends. */
export async function findStaged(
  tx: ActorTx,
  id: string,
  version: number,
): Promise<{ prison: number; key_wrapped: Buffer; staged: Buffer } | undefined> {
  const { rows } = await sql<{ prison: number; key_wrapped: Buffer; staged: Buffer }>`
    select prison, key_wrapped, staged from act.staged_import(${id}, ${version})
  `.execute(tx)
  return rows[0]
}

export async function saveRows(
  tx: ActorTx,
  id: string,
  version: number,
  rows: readonly object[],
  seen: readonly string[],
): Promise<{ added: number; changed: number; unchanged: number; held: number; gone: number }> {
  const { rows: answers } = await sql<{
    added: number
    changed: number
    unchanged: number
    held: number
    gone: number
  }>`
    select added, changed, unchanged, held, gone
      from act.apply_import(${id}, ${version}, ${JSON.stringify(rows)}::jsonb, ${seen}::bigint[])
  `.execute(tx)
  return answers[0] ?? { added: 0, changed: 0, unchanged: 0, held: 0, gone: 0 }
}

export async function saveDiscarded(tx: ActorTx, id: string, version: number): Promise<void> {
  await sql`select act.discard_import(${id}, ${version})`.execute(tx)
}

/** Cases that I sit on and for which an import announced another release date than they have. */
export async function listOtherDates(
  tx: ActorTx,
  importId: string,
): Promise<{ ref: string; announced: ReleaseDate; inCase: string | null }[]> {
  const { rows } = await sql<{ ref: string; announced: ReleaseDate; inCase: string | null }>`
    select c.ref, c.release_on as "inCase", jsonb_build_object('on', n.release_on,
             'certainty', n.release_certainty, 'earliestOn', n.earliest_on) as announced
      from app.release_notices n
      join app.cases c on c.authority_id = n.authority_id and c.id = n.case_id
     where n.authority_id = ${tx.actor.authority} and n.import_id = ${importId} and n.status = 'case'
       and c.closed_on is null and n.release_on is distinct from c.release_on
     order by n.release_on nulls last, c.ref
  `.execute(tx)
  return rows
}

export async function listImports(tx: ActorTx, limit: number): Promise<ImportRow[]> {
  const { rows } = await sql<
    ImportRow & { createdAt: Date; appliedAt: Date | null; undoneAt: Date | null }
  >`
    select i.id, i.status, i.counts, i.version, i.created_at as "createdAt", i.applied_at as "appliedAt",
           jsonb_build_object('id', g.id, 'name', g.name, 'code', g.code, 'kind', g.kind) as prison,
           m.name as "createdBy", a.name as "appliedBy", u.name as "undoneBy", i.undone_at as "undoneAt",
           coalesce(i.delivered_on, actor.day_at(i.authority_id, i.applied_at)) as "deliveredOn",
           case when i.undo_until >= ${tx.actor.today}::date and i.status = 'applied' then i.undo_until end as "undoUntil"
      from app.imports i
      join app.agencies g on g.authority_id = i.authority_id and g.id = i.agency_id
      join app.members m on m.authority_id = i.authority_id and m.id = i.created_by
      left join app.members a on a.authority_id = i.authority_id and a.id = i.applied_by
      left join app.members u on u.authority_id = i.authority_id and u.id = i.undone_by
     where i.authority_id = ${tx.actor.authority}
     order by i.created_at desc, i.id limit ${limit}
  `.execute(tx)
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt).toISOString(),
    appliedAt: row.appliedAt && new Date(row.appliedAt).toISOString(),
    undoneAt: row.undoneAt && new Date(row.undoneAt).toISOString(),
  }))
}

/** The prisons of this authority, and whether their lists may be taken in by me today. */
export async function listPrisons(tx: ActorTx): Promise<(AgencyBrief & { live: boolean })[]> {
  const { rows } = await sql<AgencyBrief & { live: boolean }>`
    select g.id, g.name, g.code, g.kind, act.notice_clause(g.authority_id, g.id) is not null as live
      from app.agencies g
     where g.authority_id = ${tx.actor.authority} and g.kind = 'custody' and g.ended_on is null
     order by g.name
  `.execute(tx)
  return rows
}
