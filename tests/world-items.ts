import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { seal } from '../src/platform/seal/envelope.ts'
import { asReader, type Reader } from './law.ts'
import { type AgencyName, day, type World } from './world.ts'

/** An item as a test wants it; everything else is as a routine fact is. */
export interface ItemWish {
  owner?: AgencyName
  category?: string
  kind?: 'fact' | 'assessment' | 'statement'
  functional?: boolean
  state?: 'current' | 'contested' | 'restricted' | 'withdrawn'
  mode?: 'table' | 'named' | 'agency'
  audience?: number[]
  meetingId?: string | null
  deleteOn?: string | null
  reviewBy?: string | null
  noOnward?: boolean
  viewOnly?: boolean
  spokenOnly?: boolean
  askFirst?: boolean
  text?: string
  /** Special categories: who approves, and whether they have. */
  special?: { approver: number; approved?: boolean }
}

/** Lays an item down by the owner's hand, in any state, without asking whether anybody might. */
export async function layItem(world: World, kase: string, wish: ItemWish = {}): Promise<string> {
  const id = randomUUID()
  const dataKey = world.db.keys.newDataKey(1)
  const owner = world.agency[wish.owner ?? 'city']
  const category = wish.category ?? 'accommodation'
  const [table, more, values] = wish.special
    ? ([
        'special_item',
        ', ground, strict_necessity_sealed, approver, approved_by, approved_at',
        [
          'a',
          seal(dataKey.key, 'Nothing less would do.', `special_items.necessity:${id}`),
          wish.special.approver,
          wish.special.approved ? wish.special.approver : null,
          wish.special.approved ? new Date() : null,
        ],
      ] as const)
    : (['item', ', functional', [wish.functional ?? false]] as const)
  const columns = `authority_id, id, case_id, owner_agency_id, clause_id, category, kind, state, mode, audience, as_of,
    review_by, no_onward, view_only, spoken_only, ask_first, meeting_id, delete_on, written_by, key_wrapped${more}`
  const all = [
    ...[1, id, kase, owner.id, world.clause(category), category, wish.kind ?? 'fact'],
    ...[wish.state ?? 'current', wish.mode ?? 'table', wish.audience ?? [], day(0)],
    ...[wish.reviewBy === undefined ? day(180) : wish.reviewBy],
    ...[
      wish.noOnward ?? false,
      wish.viewOnly ?? false,
      wish.spokenOnly ?? false,
      wish.askFirst ?? false,
    ],
    ...[wish.meetingId ?? null, wish.deleteOn ?? null, owner.member, dataKey.wrapped, ...values],
  ]
  await world.sql(
    `insert into app.${table}s (${columns}) values (${all.map((_, place) => `$${place + 1}`).join(', ')})`,
    all,
  )
  await layVersion(world, id, 1, wish.text ?? 'He has a bed.', table)
  return id
}

/** One more version; the newest is the current one. */
export async function layVersion(
  world: World,
  item: string,
  version: number,
  text: string,
  table = 'item',
): Promise<void> {
  const [row] = await world.sql<{ key_wrapped: Buffer }>(
    `select key_wrapped from app.${table}s where authority_id = 1 and id = $1`,
    [item],
  )
  const key = world.db.keys.dataKey(1, row?.key_wrapped ?? Buffer.alloc(0))
  const sealed = (part: string, words: string) =>
    seal(key, words, `item_versions.${part}:${item}:${version}`)
  await world.sql(
    `insert into app.${table}_versions (authority_id, item_id, version, case_id, kind, text_sealed, source_kind, method_sealed, as_of, written_by, reason_sealed)
     select authority_id, id, $2, case_id, kind, $3, 'observed', case when kind = 'assessment' then $4::bytea end, as_of, written_by, $5
       from app.${table}s where authority_id = 1 and id = $1`,
    [
      ...[item, version, sealed('text', text), sealed('method', 'two talks')],
      version > 1 ? sealed('reason', 'it changed') : null,
    ],
  )
  await world.sql(
    `update app.${table}s set current_version = $2 where authority_id = 1 and id = $1`,
    [item, version],
  )
}

/** A change of a special item by its author, which waits for the second person. */
export async function layProposal(
  world: World,
  item: string,
  approver: number,
  text: string,
): Promise<void> {
  const [row] = await world.sql<{ key_wrapped: Buffer }>(
    'select key_wrapped from app.special_items where authority_id = 1 and id = $1',
    [item],
  )
  const key = world.db.keys.dataKey(1, row?.key_wrapped ?? Buffer.alloc(0))
  await world.sql(
    `insert into app.special_item_changes (authority_id, id, item_id, case_id, version, kind, text_sealed, source_kind, mode, audience, as_of,
       review_by, ground, strict_necessity_sealed, reason_sealed, approver, written_by)
     select authority_id, gen_random_uuid(), id, case_id, current_version + 1, kind, $2, 'observed', mode, audience, as_of, review_by, 'b',
            $3, $4, $5, written_by from app.special_items where authority_id = 1 and id = $1`,
    [
      ...[item, seal(key, text, `item_versions.text:${item}:2`)],
      seal(key, 'Nothing less would do.', `special_items.necessity:${item}`),
      ...[seal(key, 'It changed.', `item_versions.reason:${item}:2`), approver],
    ],
  )
}

/** What the acts take: a routine fact, sealed. */
export function written(world: World, id: string, wish: Record<string, unknown> = {}, version = 1) {
  const dataKey = world.db.keys.newDataKey(1)
  const hex = (text: string, what: string) =>
    seal(dataKey.key, text, `item_versions.${what}:${id}:${version}`).toString('hex')
  return {
    key: dataKey.wrapped,
    body: {
      ...{ category: 'accommodation', kind: 'fact', mode: 'table', audience: [], asOf: day(0) },
      ...{ text: hex('He has a bed.', 'text'), sourceKind: 'observed', reviewBy: day(180) },
      ...wish,
    },
  }
}

/** Writes an item as somebody, through the act. */
export async function writeItem(
  world: World,
  who: Reader,
  kase: string,
  wish: Record<string, unknown> = {},
): Promise<string> {
  const id = randomUUID()
  const { key, body } = written(world, id, wish)
  const act = wish.ground ? 'write_special_item' : 'write_item'
  await asReader(world, who, (tx) =>
    tx.executeQuery(
      CompiledQuery.raw(`select act.${act}($1, $2, $3::jsonb, $4)`, [
        id,
        kase,
        JSON.stringify(body),
        key,
      ]),
    ),
  )
  return id
}

/** A handover meeting on a day, with these agencies. */
export async function layMeeting(
  world: World,
  kase: string,
  on: string,
  invited: AgencyName[],
): Promise<string> {
  const id = randomUUID()
  await world.sql(
    `insert into app.handover_meetings (authority_id, id, case_id, clause_id, planned_on, channel, invited, recorded_by)
     values (1, $1, $2, $3, $4, 'office', $5, $6)`,
    [
      ...[id, kase, world.clause('lead'), on, invited.map((name) => world.agency[name].id)],
      world.agency.city.member,
    ],
  )
  return id
}
