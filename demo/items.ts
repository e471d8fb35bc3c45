import type { Pool } from 'pg'
import type { Databases } from '../src/platform/db/connections.ts'
import { seal } from '../src/platform/seal/envelope.ts'
import { type Chance, chance } from './chance.ts'
import { type Story, stories } from './items-stories.ts'
import { type Category, clauseOf } from './partnership.ts'
import { inventId } from './population/person-rows.ts'

interface Case {
  id: string
  /** Agencies with a seat, their desks, and a member of each who writes. */
  agencies: number[]
  meeting: string | null
}

interface Desk {
  owner: Pool
  databases: Databases
  luck: Chance
  members: Map<number, number[]>
}

/** What is known about the persons of the next releases and of the last ones: items of every kind, with histories. */
export async function addItems(owner: Pool, databases: Databases): Promise<void> {
  const desk: Desk = { owner, databases, luck: chance(4_310), members: await membersOf(owner) }
  for (const one of await casesOf(owner)) await addCase(desk, one)
}

async function membersOf(owner: Pool): Promise<Map<number, number[]>> {
  const { rows } = await owner.query<{ agency: number; members: number[] }>(
    `select m.agency_id as agency, array_agg(m.id order by m.id) as members from app.members m
      where m.authority_id = 1 and exists (select from app.desk_members d where d.authority_id = 1 and d.member_id = m.id)
      group by 1`,
  )
  return new Map(rows.map(({ agency, members }) => [agency, members]))
}

/** The cases that a visitor opens: nearest to today on both sides. */
async function casesOf(owner: Pool): Promise<Case[]> {
  const { rows } = await owner.query<Case>(
    `select c.id, array(select distinct p.agency_id from app.seats s
              join app.principals p on p.authority_id = s.authority_id and p.id = s.principal
             where s.authority_id = 1 and s.case_id = c.id and s.period @> now() order by 1) as agencies,
            (select m.id from app.handover_meetings m
              where m.authority_id = 1 and m.case_id = c.id and m.state = 'planned' limit 1) as meeting
       from app.cases c where c.authority_id = 1 and c.closed_on is null and c.release_on is not null
      order by abs(c.release_on - current_date), c.ref limit 60`,
  )
  return rows
}

async function addCase(desk: Desk, one: Case): Promise<void> {
  const facts: string[] = []
  for (const story of stories) {
    if (!one.agencies.includes(story.agency)) continue
    if (story.kind === 'assessment' && story.only !== 'own' && facts.length === 0) continue
    if (story.handling?.includes('meeting') && !one.meeting) continue
    const id = inventId(desk.luck)
    await (story.special ? addSpecial(desk, one, story, id) : addItem(desk, one, story, id, facts))
    if (story.kind === 'fact' && !story.special && !story.state && !story.only) facts.push(id)
  }
}

async function addItem(desk: Desk, one: Case, story: Story, id: string, facts: readonly string[]) {
  const { owner, databases } = desk
  const { key, wrapped } = databases.keys.newDataKey(1)
  const [author = 1] = desk.members.get(story.agency) ?? []
  const texts = story.functional ? [listed(story.functional)] : story.texts
  await owner.query(
    `insert into app.items (authority_id, id, case_id, owner_agency_id, clause_id, category, kind, functional, state, mode, audience,
       current_version, as_of, review_by, no_onward, view_only, spoken_only, ask_first, meeting_id, delete_on, written_by, written_at, key_wrapped)
     values (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, current_date - $12::int, current_date + $13::int, $14, $15, $16, $17, $18,
       case when $19 then current_date + 40 end, $20, now() - make_interval(days => $12::int + 1), $21)`,
    [
      ...[
        id,
        one.id,
        story.agency,
        clauseOf(story.category as Category),
        story.category,
        story.kind,
      ],
      ...[story.functional !== undefined, story.state ?? 'current', ...audience(story)],
      ...[texts.length, story.ago ?? 5, story.review ?? 90, ...marks(story)],
      ...[story.handling?.includes('meeting') ? one.meeting : null],
      ...[story.handling?.includes('delete') ?? false, author, wrapped],
    ],
  )
  for (const [place, text] of texts.entries())
    await addVersion(desk, one, story, { id, key, version: place + 1, text, author, table: 'item' })
  if (story.kind === 'assessment')
    for (const fact of facts.slice(-2))
      await owner.query(
        `insert into app.item_facts (authority_id, item_id, version, fact_id, fact_version, case_id)
         select 1, $1, 1, $2, i.current_version, $3 from app.items i where i.authority_id = 1 and i.id = $2`,
        [id, fact, one.id],
      )
  await owner.query(
    `insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by)
     select 1, i.id, 1, i.case_id, i.mode, i.audience, i.written_by from app.items i where i.authority_id = 1 and i.id = $1`,
    [id],
  )
  if (story.state) await addChange(desk, one, story, id, key, author)
}

const listed = ({ code, until }: { code: string; until?: number }) =>
  `\u0001${JSON.stringify({ code, until: until ? dayIn(until) : null })}`

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Desks have the number of their agency times ten. */
function audience({ only }: Story): [string, number[]] {
  if (only === 'own') return ['agency', []]
  return only ? ['named', only.map((agency) => agency * 10)] : ['table', []]
}

const marks = ({ handling = [] }: Story) =>
  (['no_onward', 'view_only', 'spoken_only', 'ask_first'] as const).map((mark) =>
    handling.includes(mark),
  )

interface Version {
  id: string
  key: Buffer
  version: number
  text: string
  author: number
  table: 'item' | 'special_item'
}

async function addVersion(desk: Desk, one: Case, story: Story, written: Version): Promise<void> {
  const { id, key, version, text, author, table } = written
  const sealed = (part: string, words: string | undefined) =>
    words === undefined ? null : seal(key, words, `item_versions.${part}:${id}:${version}`)
  const [source, sourceWords] = story.source ?? (story.kind === 'fact' ? ['observed'] : [null])
  await desk.owner.query(
    `insert into app.${table}_versions (authority_id, item_id, version, case_id, kind, text_sealed, source_kind, source_sealed,
       credibility, method_sealed, language, as_of, written_by, written_at, reason_sealed)
     values (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, current_date - $11::int, $12, now() - make_interval(days => $11::int, hours => 30 - 10 * $2::int), $13)`,
    [
      ...[
        id,
        version,
        one.id,
        story.kind,
        sealed('text', text),
        source,
        sealed('source', sourceWords),
      ],
      ...[story.sure ?? (story.functional ? 'confirmed' : null), sealed('method', story.method)],
      ...[story.kind === 'statement' ? 'en' : null, story.ago ?? 5, author],
      sealed('reason', version > 1 ? (story.why ?? 'It changed.') : undefined),
    ],
  )
}

async function addChange(
  desk: Desk,
  one: Case,
  story: Story,
  id: string,
  key: Buffer,
  author: number,
) {
  const reason =
    story.state === 'withdrawn'
      ? 'It was about somebody else with the same name.'
      : 'The person says that this is not so.'
  await desk.owner.query(
    `insert into app.item_changes (authority_id, item_id, position, case_id, what, changed_by, changed_at, reason_sealed)
     values (1, $1, 1, $2, $3, $4, now() - interval '2 days', $5)`,
    [id, one.id, story.state, author, seal(key, reason, `item_changes.reason:${id}`)],
  )
}

async function addSpecial(desk: Desk, one: Case, story: Story, id: string): Promise<void> {
  const { owner, databases } = desk
  const [author, second] = desk.members.get(story.agency) ?? []
  if (!author || !second) return
  const { key, wrapped } = databases.keys.newDataKey(1)
  const why = 'Without it nobody at the gate knows that the bag must be cooled.'
  const approved = story.special === 'approved'
  await owner.query(
    `insert into app.special_items (authority_id, id, case_id, owner_agency_id, clause_id, category, kind, mode, audience, as_of, review_by,
       ground, strict_necessity_sealed, approver, approved_by, approved_at, written_by, written_at, key_wrapped)
     values (1, $1, $2, $3, $4, $5, $6, $7, $8, current_date - $9::int, current_date + $10::int, 'b', $11, $12, $13,
       case when $13::int is not null then now() - interval '2 days' end, $14, now() - interval '3 days', $15)`,
    [
      ...[
        id,
        one.id,
        story.agency,
        clauseOf(story.category as Category),
        story.category,
        story.kind,
      ],
      ...[...audience(story), story.ago ?? 3, story.review ?? 30],
      ...[seal(key, why, `special_items.necessity:${id}`), second, approved ? second : null],
      ...[author, wrapped],
    ],
  )
  const [text = ''] = story.texts
  await addVersion(desk, one, story, { id, key, version: 1, text, author, table: 'special_item' })
  // A colleague proposes; whoever signs in to look at the demo city is asked.
  if (story.changed)
    await proposeChange(desk, id, key, { ...story.changed, author: second, second: author })
}

/** A change that waits for the second person, beside what stands: two of them are enough to look at. */
async function proposeChange(
  { owner }: Desk,
  id: string,
  key: Buffer,
  change: { text: string; reason: string; author: number; second: number },
): Promise<void> {
  const why = 'The dose decides at what time somebody has to be at the gate.'
  await owner.query(
    `insert into app.special_item_changes (authority_id, id, item_id, case_id, version, kind, text_sealed, source_kind, credibility, mode,
       audience, as_of, review_by, ground, strict_necessity_sealed, reason_sealed, approver, written_by, written_at)
     select authority_id, gen_random_uuid(), id, case_id, 2, kind, $2, 'document', 'documented', mode, audience, current_date - 1,
            current_date + 30, 'b', $3, $4, $5, $6, now() - interval '20 hours' from app.special_items
      where authority_id = 1 and id = $1 and (select count(*) from app.special_item_changes) < 2`,
    [
      ...[id, seal(key, change.text, `item_versions.text:${id}:2`)],
      seal(key, why, `special_items.necessity:${id}`),
      ...[seal(key, change.reason, `item_versions.reason:${id}:2`), change.second, change.author],
    ],
  )
}
