import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { type Category, clauseOf } from '../demo/partnership.ts'
import { sealPart } from '../src/modules/items/service/seal-words.ts'
import type { Keyring } from '../src/platform/seal/keyring.ts'
import type { Task } from './asked.ts'
import { atEachDesk, coordinatorAt, coordinators, tokenOf, workerAt } from './city.ts'

const roundsOfEach = 10
const casesWithItems = 120

interface CaseRow {
  authority_id: number
  id: string
  ref: string
}

/** What three agencies may bring, and the coordination desk reads whole. */
const brought: readonly { agency: number; category: Category }[] = [
  { agency: 1, category: 'work' },
  { agency: 1, category: 'accommodation' },
  { agency: 2, category: 'finance_papers' },
  { agency: 4, category: 'family_community' },
  { agency: 4, category: 'education' },
]

const said = 'Came to the appointment on time and asked for the next one in writing.'

/** Reading a case in which a lot was written down, and writing one more thing into a case. */
export async function itemTasks(owner: Pool, keys: Keyring, cases: CaseRow[]): Promise<Task[]> {
  const full = cases.filter((one) => one.authority_id === 1).slice(0, casesWithItems)
  for (const one of full) await layDownItems(owner, keys, one)
  await owner.query('analyze app.items, app.item_versions, app.item_audiences')
  const wrapped = new Map<number, string>()
  const keyOf = (authority: number) => {
    const known = wrapped.get(authority) ?? keys.newDataKey(authority).wrapped.toString('hex')
    wrapped.set(authority, known)
    return known
  }
  return [
    {
      name: 'open case, its 50 items',
      asked: Array.from({ length: full.length * coordinators }, (_, place) => ({
        method: 'GET',
        path: `/cases/${full[place % full.length]?.ref}/items`,
        token: tokenOf(1, coordinatorAt(Math.floor(place / full.length))),
      })),
      once: false,
      plain: {
        text: `select i.*, v.* from app.items i join app.item_versions v on v.authority_id = i.authority_id and v.item_id = i.id
                where i.authority_id = $1 and i.case_id = $2`,
        values: full.map(({ id }) => [1, id]),
      },
      note: 'of three agencies, all words opened',
    },
    {
      name: 'write an item',
      asked: cases.map((one, place) => ({
        method: 'POST',
        path: `/cases/${one.ref}/items`,
        token: tokenOf(one.authority_id, workerAt(1, place % atEachDesk)),
        body: JSON.stringify({ category: 'work', text: said }),
      })),
      once: true,
      plain: {
        text: `insert into app.items (authority_id, id, case_id, owner_agency_id, clause_id, category, kind, mode, as_of, written_by, key_wrapped)
               values ($1, gen_random_uuid(), $2, 1, $3, 'work', 'fact', 'table', current_date, 1, decode($4, 'hex'))`,
        values: cases.map((one) => [
          one.authority_id,
          one.id,
          clauseOf('work'),
          keyOf(one.authority_id),
        ]),
      },
    },
  ]
}

/** Facts in a case as if its agencies had written them over the months. */
async function layDownItems(owner: Pool, keys: Keyring, { id: caseId }: CaseRow): Promise<void> {
  const items = Array.from({ length: roundsOfEach }, (_, round) => round).flatMap((round) =>
    brought.map(({ agency, category }, nr) => {
      const id = randomUUID()
      const { key, wrapped } = keys.newDataKey(1)
      return {
        ...{ id, agency, category, clause: clauseOf(category), writer: workerAt(agency) },
        key: wrapped.toString('hex'),
        text: sealPart(key, 'text', id, 1, `${said} Note ${round * brought.length + nr + 1}.`),
        ago: round * 10 + nr,
      }
    }),
  )
  const rows = `jsonb_to_recordset($2) as r(id uuid, agency int, category text, clause int, writer int, key text, text text, ago int)`
  const values = [caseId, JSON.stringify(items)]
  await owner.query(
    `insert into app.items (authority_id, id, case_id, owner_agency_id, clause_id, category, kind, mode, as_of, review_by, written_by, written_at, key_wrapped)
     select 1, r.id, $1, r.agency, r.clause, r.category, 'fact', 'table', current_date - r.ago, current_date + 90, r.writer, now() - make_interval(days => r.ago), decode(r.key, 'hex')
       from ${rows}`,
    values,
  )
  await owner.query(
    `insert into app.item_versions (authority_id, item_id, version, case_id, kind, text_sealed, source_kind, credibility, as_of, written_by)
     select 1, r.id, 1, $1, 'fact', decode(r.text, 'hex'), 'observed', 'confirmed', current_date - r.ago, r.writer from ${rows}`,
    values,
  )
  await owner.query(
    `insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by)
     select 1, r.id, 1, $1, 'table', '{}', r.writer from ${rows}`,
    values,
  )
}
