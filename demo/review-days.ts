import type { Pool } from 'pg'
import { queryTokens } from '../src/modules/persons/names/tokens.ts'
import { openIdentity } from '../src/modules/persons/service/identity.ts'
import { markSearch } from '../src/modules/persons/service/search-marks.ts'
import { clock } from '../src/platform/clock.ts'
import type { Databases } from '../src/platform/db/connections.ts'
import { type Chance, chance } from './chance.ts'
import { type LoggedEvent, writeEvents } from './review-events.ts'
import { type Misuse, plant } from './review-misuses.ts'

/** A case in a worker's reach, with the family name under which its person is looked for. */
export interface Reachable {
  id: string
  ref: string
  person: string
  family: string
}

/** Somebody whose days are told in the log. */
export interface Worker {
  id: number
  agency: number
  name: string
  colleagues: string[]
  /** Cases at which they are at work themselves. */
  cases: Reachable[]
  /** The other cases of their desk, which they may open as well. */
  others: Reachable[]
}

/** One day of one worker. */
export interface WorkDay {
  worker: Worker
  day: string
}

/** What writes the fictional log: who acts, what is drawn, where events go. */
export interface Told {
  luck: Chance
  databases: Databases
  events: LoggedEvent[]
}

/** Whether the worker at this place is at work that day: part-time, leave. On working days of the city all are, if nothing else is said. */
export type Works = (worker: number, day: string) => boolean

export interface ReviewDays {
  /** Days on which nothing was amiss. */
  ordinary: WorkDay[]
  planted: Misuse[]
}

/** With which the demo city is told. */
export const usualSeed = 20_270
const days = 60
const ownCases = 24
/** One worker of each of eight desks. */
const desks = [1, 2, 4, 6, 7, 8, 9, 12]

/**
 * The log of about sixty working days of eight colleagues, with twelve misuses among them (AU3).
 *
 * All is drawn from a seed before any rule looks at it. Ordinary days are not smoothed: there are Mondays on which a
 * whole list is gone through, searches that led nowhere, late evenings, and persons who bear a colleague's name.
 */
export async function addReviewDays(
  owner: Pool,
  databases: Databases,
  seed = usualSeed,
  works: Works = () => true,
): Promise<ReviewDays> {
  const luck = chance(seed)
  const workers = await workersOf(owner, databases)
  const told: Told = { luck, databases, events: [] }
  const calendar = await workingDays(owner)
  const practice = workers[3]?.others.at(-1)
  for (const worker of workers)
    for (const list of ['cases', 'others'] as const)
      worker[list] = worker[list].filter(({ id }) => id !== practice?.id)
  const ordinary = calendar.flatMap((day) =>
    workers.flatMap((worker) => {
      const there = luck.likely(0.88)
      if (!there || !works(workers.indexOf(worker), day)) return []
      tellDay(told, worker, day)
      return [{ worker, day }]
    }),
  )
  const planted = [
    ...plant(told, workers, calendar, practice),
    ...(await looksInAnEmergency(owner, told)),
  ]
  await writeEvents(owner, told.events)
  if (practice) await markPractice(owner, practice.id)
  const wrong = new Set(planted.map(({ member, day }) => `${member} ${day}`))
  return {
    ordinary: ordinary.filter(({ worker, day }) => !wrong.has(`${worker.id} ${day}`)),
    planted,
  }
}

/** The looks in an emergency that the demo city tells of elsewhere and that nobody has judged, as the log has them. */
async function looksInAnEmergency(owner: Pool, told: Told): Promise<Misuse[]> {
  const { rows } = await owner.query<{
    id: string
    member: number
    agency: number
    day: string
    second: number
    case_id: string | null
  }>(
    `select o.id, o.member_id as member, o.agency_id as agency, o.case_id, (o.begun_at at time zone 'Europe/Brussels')::date::text as day,
            extract(epoch from (o.begun_at at time zone 'Europe/Brussels')::time)::int + 1 as second
       from app.overrides o where o.authority_id = 1 and o.verdict is null and not o.needs_second order by o.begun_at limit 2`,
  )
  return rows.map(({ id, member, agency, day, second, case_id }) => {
    const worker = { id: member, agency, name: '', colleagues: [], cases: [], others: [] }
    const action = case_id ? 'override.begun' : 'override.opened_nothing'
    const detail = { override: id }
    told.events.push({ worker, day, second, action, caseId: case_id, detail })
    return { kind: 'override', member, day }
  })
}

/** A day as work goes: some ten cases, found in a list or looked for by name. */
function tellDay(told: Told, worker: Worker, day: string): void {
  const { luck } = told
  const monday = new Date(`${day}T12:00:00Z`).getUTCDay() === 1
  if (monday && luck.likely(0.6)) goThroughList(told, worker, day, luck.int(6, 11))
  if (luck.likely(0.03)) goThroughList(told, worker, day, luck.int(12, 16))
  const count = luck.int(4, 12)
  for (let nr = 0; nr < count; nr += 1) {
    const at = minuteOf(luck)
    const kase = luck.pick(
      luck.likely(0.1) && worker.others.length > 0 ? worker.others : worker.cases,
    )
    if (!luck.likely(0.35)) openCase(told, worker, day, at, kase)
    else {
      lookFor(told, worker, day, at, kase)
      // Somebody asked for a telephone number, or it was another person after all.
      if (luck.likely(0.9)) openCase(told, worker, day, at + 1, kase)
    }
  }
  if (luck.likely(0.03))
    openCase(told, worker, day, luck.int(18 * 60, 20 * 60 + 50), luck.pick(worker.cases))
  if (luck.likely(0.01))
    openCase(told, worker, day, luck.int(21 * 60, 22 * 60), luck.pick(worker.cases))
}

const minuteOf = (luck: Chance) =>
  luck.likely(0.5) ? luck.int(7 * 60 + 40, 12 * 60) : luck.int(12 * 60 + 40, 17 * 60 + 20)

/** The list of the week, case after case. */
function goThroughList(told: Told, worker: Worker, day: string, count: number): void {
  const first = told.luck.int(8 * 60, 10 * 60)
  for (let nr = 0; nr < count; nr += 1)
    openCase(told, worker, day, first + nr * 4, told.luck.pick(worker.cases))
}

/** One case is opened and read. */
export function openCase(told: Told, worker: Worker, day: string, minute: number, kase: Reachable) {
  const { luck } = told
  const read = (action: string, second: number, detail: object) =>
    told.events.push({ worker, day, second: minute * 60 + second, action, caseId: kase.id, detail })
  read('case.read', luck.int(0, 20), { version: luck.int(1, 6) })
  if (luck.likely(0.6)) read('continuity.read', luck.int(21, 30), {})
  if (luck.likely(0.3)) read('items.read', luck.int(31, 50), { items: [] })
}

/** A name is typed; the first letters show somebody already, as the search does while one types. */
export function lookFor(
  told: Told,
  worker: Worker,
  day: string,
  minute: number,
  kase: Reachable | undefined,
  typed = kase?.family ?? '',
): void {
  const { keys } = told.databases
  const ask = (query: string, second: number) => {
    const marks = markSearch(
      { keys, authority: 1, words: queryTokens(keys, 1, query), foundByNumber: [] },
      { own: worker.name, colleagues: worker.colleagues, declared: false },
    )
    const detail = {
      ...{ query: keys.hashQuery(1, query), hits: kase ? 1 : 0, shown: kase ? [kase.person] : [] },
      ...(marks.length > 0 && { marks }),
    }
    const when = { second: minute * 60 + second, caseId: null }
    told.events.push({ ...when, worker, day, action: 'persons.search', detail })
  }
  if (typed.length > 4 && told.luck.likely(0.5)) ask(typed.slice(0, 4), 0)
  ask(typed, 2)
}

async function workersOf(owner: Pool, databases: Databases): Promise<Worker[]> {
  const { rows } = await owner.query<Omit<Worker, 'cases' | 'others'>>(
    `select distinct on (m.agency_id) m.id, m.agency_id as agency, m.name,
            array(select x.name from app.members x where x.authority_id = 1 and x.agency_id = m.agency_id and x.id <> m.id order by x.id) as colleagues
       from app.members m join app.desk_members d on d.authority_id = 1 and d.member_id = m.id
      where m.authority_id = 1 and m.agency_id = any ($1)
        and not exists (select from app.duty_shifts s where s.authority_id = 1 and m.id in (s.member_id, s.substitute_id))
      order by m.agency_id, m.id desc`,
    [desks],
  )
  const all = await Promise.all(
    rows.map(async (row) => {
      const reach = await casesOf(owner, databases, row.agency * 10)
      // On days on which a desk has few cases, some of them are still those of others.
      const own = Math.min(ownCases, Math.ceil(reach.length * 0.6))
      return { ...row, cases: reach.slice(0, own), others: reach.slice(own) }
    }),
  )
  return all.filter(({ cases }) => cases.length >= 8)
}

async function casesOf(owner: Pool, databases: Databases, desk: number): Promise<Reachable[]> {
  const { rows } = await owner.query<{
    id: string
    ref: string
    person: string
    key: string
    identity: string
  }>(
    `select c.id, c.ref, p.id as person, encode(p.key_wrapped, 'hex') as key, encode(p.identity_sealed, 'hex') as identity
       from app.seats s join app.cases c on c.authority_id = 1 and c.id = s.case_id and c.closed_on is null
       join app.persons p on p.authority_id = 1 and p.id = c.person_id
      where s.authority_id = 1 and s.principal = $1 and s.period @> now() order by c.ref limit 60`,
    [desk],
  )
  return rows.flatMap(({ id, ref, person, key, identity }) => {
    const who = openIdentity(databases.keys, 1, { id: person, key, identity, version: 1 })
    return who ? [{ id, ref, person, family: who.family }] : []
  })
}

/** The sixty working days before today, the first one first. */
async function workingDays(owner: Pool): Promise<string[]> {
  const { rows } = await owner.query<{ day: string }>(
    `select d::date::text as day from generate_series($1::date - 100, $1::date - 1, interval '1 day') d
      where not act.is_closed(1, d::date) order by d desc limit $2`,
    [clock.today('Europe/Brussels'), days],
  )
  return rows.map(({ day }) => day).reverse()
}

async function markPractice(owner: Pool, caseId: string): Promise<void> {
  await owner.query(
    `insert into audit.practice_cases (authority_id, case_id, marked_by, marked_at)
     select 1, $1, m.id, now() - interval '110 days' from app.members m
       join app.member_functions f on f.authority_id = 1 and f.member_id = m.id and f.function = 'data_protection_officer'
      where m.authority_id = 1 order by m.id limit 1 on conflict do nothing`,
    [caseId],
  )
}
