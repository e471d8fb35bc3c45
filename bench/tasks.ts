import type { Pool } from 'pg'
import { chance } from '../demo/chance.ts'
import { clauseOf } from '../demo/partnership.ts'
import { queryTokens } from '../src/modules/persons/names/tokens.ts'
import { open } from '../src/platform/seal/envelope.ts'
import type { Keyring } from '../src/platform/seal/keyring.ts'
import type { Asked, Task } from './asked.ts'
import {
  atEachDesk,
  coordinatorAt,
  coordinators,
  newcomerAt,
  newcomers,
  tokenOf,
  workerAt,
} from './city.ts'

const luck = chance(4711)
const shuffled = <T>(list: T[]): T[] =>
  list
    .map((one) => ({ one, place: luck.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)

const get = (path: string, token: string): Asked => ({ method: 'GET', path, token })
const coordinator = (place: number) => tokenOf(1, coordinatorAt(place % coordinators))

/** The worklist and the releases of the desk that sits on every case of the largest authority. */
export function listTasks(authorities: number): Task[] {
  const desk = Array.from({ length: newcomers }, (_, place) => tokenOf(1, newcomerAt(place)))
  const few = Array.from({ length: atEachDesk }, (_, place) =>
    tokenOf(authorities, workerAt(8, place)),
  )
  const plain = (authority: number, principal: number, days: number, limit: number) => ({
    text: `select c.ref, c.release_on, p.key_wrapped, p.identity_sealed from app.seats s
             join app.cases c on c.authority_id = s.authority_id and c.id = s.case_id
             join app.persons p on p.authority_id = c.authority_id and p.id = c.person_id
            where s.authority_id = $1 and s.principal = $2 and s.purpose = 'reintegration'
              and s.release_on between current_date and current_date + $3::int
            order by s.release_on, s.case_id limit $4`,
    values: [[authority, principal, days, limit]],
  })
  const task = (
    name: string,
    path: string,
    tokens: string[],
    rows: Task['plain'],
    note: string,
  ) => ({
    name,
    asked: tokens.map((token) => get(path, token)),
    once: false,
    plain: rows,
    note,
  })
  return [
    task(
      'worklist, coordination desk',
      '/today',
      desk,
      plain(1, 10, 42, 60),
      'each by a colleague who reads it for the first time',
    ),
    task(
      'worklist, shelter with few cases',
      '/today',
      few,
      plain(authorities, 80, 42, 60),
      'read again by the same three',
    ),
    task(
      'releases, 12 weeks',
      '/releases?weeks=12',
      desk,
      plain(1, 10, 84, 51),
      'each by a colleague who reads it for the first time',
    ),
  ]
}

interface CaseRow {
  authority_id: number
  id: string
  ref: string
  version: number
  release_on: string | null
}

/** Nobody is asked more often than this in one run, however many persons there are. */
const mostAsked = 30_000

/** Cases of the largest authority and of all others, as many as are asked, in an order that is the same every time. */
export async function listAllCases(owner: Pool): Promise<CaseRow[]> {
  const some = (whose: string) =>
    `(select authority_id, id, ref, version, release_on::text from app.cases where authority_id ${whose}
       order by md5(id::text || authority_id) limit ${mostAsked})`
  const { rows } = await owner.query<CaseRow>(`${some('= 1')} union all ${some('> 1')}`)
  return shuffled(rows)
}

/** Opening a case of the largest authority: what it is, and who is accountable when. */
export function openTasks(cases: CaseRow[]): Task[] {
  const large = cases.filter((one) => one.authority_id === 1)
  const pairs = Array.from({ length: 20_000 }, (_, place) => ({
    ref: large[(place * 7919) % large.length]?.ref ?? '',
    // Whoever comes to a case again is somebody else, so that no reading folds into an earlier one.
    token: coordinator(place + Math.floor(place / large.length)),
  }))
  const values = large.map((one) => [1, one.ref])
  return [
    {
      name: 'open case',
      asked: pairs.map(({ ref, token }) => get(`/cases/${ref}`, token)),
      once: false,
      plain: { text: 'select * from app.cases where authority_id = $1 and ref = $2', values },
    },
    {
      name: 'open case, while the log is sealed',
      asked: pairs.map(({ token }, place) =>
        get(`/cases/${large[(place * 7919 + 3) % large.length]?.ref}`, token),
      ),
      once: false,
      sealing: true,
      plain: { text: 'select * from app.cases where authority_id = $1 and ref = $2', values },
    },
    {
      name: 'continuity of a case',
      asked: pairs.map(({ ref, token }) => get(`/cases/${ref}/continuity`, token)),
      once: false,
      plain: {
        text: 'select l.* from app.cases c join app.leads l on l.authority_id = c.authority_id and l.case_id = c.id where c.authority_id = $1 and c.ref = $2',
        values,
      },
    },
  ]
}

/** Names that many bear, and whole names that one person bears; both taken from who is there. */
export async function searchTasks(owner: Pool, keys: Keyring): Promise<Task[]> {
  const { rows } = await owner.query<{ id: string; key_wrapped: Buffer; identity_sealed: Buffer }>(
    'select id, key_wrapped, identity_sealed from app.persons where authority_id = 1 limit 20000',
  )
  const names = rows.map(({ id, key_wrapped, identity_sealed }) => {
    const text = open(keys.dataKey(1, key_wrapped), identity_sealed, `persons.identity:${id}`)
    return JSON.parse(text) as { family: string; given: string }
  })
  const counted = new Map<string, number>()
  for (const { family } of names) counted.set(family, (counted.get(family) ?? 0) + 1)
  const byCount = [...counted].sort((a, b) => b[1] - a[1])
  const common = byCount.slice(0, 5)
  const rare = byCount.slice(-40)
  const whole = shuffled(names.filter(({ family }) => rare.some(([name]) => name === family)))
  return [
    searchTask(
      keys,
      'search, common name',
      common.map(([name]) => name),
      `${common.at(-1)?.[1]} to ${common[0]?.[1]} bear it`,
    ),
    searchTask(
      keys,
      'search, whole rare name',
      whole.slice(0, 400).map(({ given, family }) => `${given} ${family}`),
      `of families with ${rare.at(-1)?.[1]} to ${rare[0]?.[1]} persons`,
    ),
  ]
}

function searchTask(keys: Keyring, name: string, queries: string[], note: string): Task {
  return {
    name,
    asked: queries.flatMap((query, place) =>
      [0, 1, 2].map((turn) =>
        get(`/persons/search?q=${encodeURIComponent(query)}`, coordinator(place * 3 + turn)),
      ),
    ),
    once: false,
    plain: {
      text: 'select id, key_wrapped, identity_sealed from app.persons where authority_id = 1 and name_tokens @> $1::bigint[] limit 50',
      values: queries.map((query) => [
        queryTokens(keys, 1, query).map(({ any }) => String(any[0])),
      ]),
    },
    note,
  }
}

/** An offer for each case that the probation desk has not answered; the desk sits at the tables after that. */
export async function offerTask(owner: Pool): Promise<Task> {
  const { rows } = await owner.query<{ authority_id: number; id: string }>(
    `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id,
       from_principal, offered_by, answer_by, agreed, from_offset, period)
     select c.authority_id, gen_random_uuid(), c.id, 'education', $1, 4, 40, 1, 10, 1, current_date + 5,
            daterange(null, null), 0, daterange(c.release_on, null)
       from (select x.* from app.cases x where x.release_on is not null order by md5(x.id::text || x.authority_id) limit ${mostAsked}) c
     returning authority_id, id`,
    [clauseOf('education')],
  )
  // All at once: else the database tidies up after them while it is measured.
  await owner.query('vacuum (analyze) app.leads')
  await owner.query('vacuum (analyze) audit.row_changes, audit.row_versions, audit.waiting')
  return {
    name: 'answer an offer',
    asked: shuffled(rows).map(({ authority_id, id }, place) => ({
      method: 'POST',
      path: `/leads/${id}/answer`,
      token: tokenOf(authority_id, workerAt(4, place % atEachDesk)),
      body: '{"outcome":"accepted"}',
      version: 1,
    })),
    once: true,
    plain: {
      text: `update app.leads set state = 'accepted', answered_at = now(), version = version + 1 where authority_id = $1 and id = $2 and state = 'offered'`,
      values: rows.map(({ authority_id, id }) => [authority_id, id]),
    },
    note: `${rows.length} offers, each answered once`,
  }
}

/** Trying a new release date, and saving it: every case once. */
export function moveTasks(cases: CaseRow[]): Task[] {
  const dated = cases.filter((one) => one.release_on !== null)
  const moved = (one: CaseRow) => {
    const day = new Date(`${one.release_on}T12:00:00Z`)
    day.setUTCDate(day.getUTCDate() + 9)
    return day.toISOString().slice(0, 10)
  }
  const asked = (path: string): Asked[] =>
    dated.map((one, place) => ({
      method: 'POST',
      path: `/cases/${one.ref}/release-dates${path}`,
      token: tokenOf(one.authority_id, workerAt(1, place % atEachDesk)),
      body: JSON.stringify({
        on: moved(one),
        certainty: 'expected',
        source: 'Letter of the prison',
      }),
      version: one.version,
    }))
  const values = dated.map((one) => [one.authority_id, one.id, moved(one)])
  return [
    {
      name: 'move a date, preview',
      asked: asked('?preview=true'),
      once: false,
      plain: {
        text: 'select * from app.cases where authority_id = $1 and id = $2 and release_on <> $3',
        values,
      },
    },
    {
      name: 'move a date, save',
      asked: asked(''),
      once: true,
      plain: {
        text: 'update app.cases set release_on = $3, version = version + 1 where authority_id = $1 and id = $2',
        values,
      },
    },
  ]
}

/** Every session that the bench uses. */
export function allTokens(authorities: number, agencyIds: number[]): string[] {
  const staff = Array.from({ length: authorities }, (_, authority) =>
    agencyIds.flatMap((agency) =>
      Array.from({ length: atEachDesk }, (_, place) =>
        tokenOf(authority + 1, workerAt(agency, place)),
      ),
    ),
  )
  const desk = Array.from({ length: coordinators }, (_, place) => tokenOf(1, coordinatorAt(place)))
  const fresh = Array.from({ length: newcomers }, (_, place) => tokenOf(1, newcomerAt(place)))
  return [...staff.flat(), ...desk, ...fresh]
}
