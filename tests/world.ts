import { randomBytes, randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { nameTokens } from '../src/modules/persons/names/tokens.ts'
import { type ActorTx, asActor } from '../src/platform/db/as-actor.ts'
import { seal } from '../src/platform/seal/envelope.ts'
import { firstKeys } from '../src/platform/seal/keyring.ts'
import { type FreshDatabase, freshDatabase } from './world-database.ts'
import { agencies, categories, rights } from './world-partnership.ts'
import { today } from './zone.ts'

export type AgencyName = keyof typeof agencies

/** One agency of the test partnership: its desk, its worker, and that worker's open session. */
export interface WorldAgency {
  id: number
  desk: number
  member: number
  token: string
}

export interface World {
  db: FreshDatabase
  authority: number
  arrangement: number
  clause(category: string): number
  agency: Record<AgencyName, WorldAgency>
  /** Acts as the worker of an agency, as a request of theirs would. */
  as<T>(who: AgencyName, act: (tx: ActorTx) => Promise<T>, purpose?: string): Promise<T>
  /** Asks the database something as its owner: arranging and checking, never the thing under test. */
  sql<R = Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]>
  notice(wish?: NoticeWish): Promise<{ id: string; number: string }>
  openCase(wish?: NoticeWish): Promise<{ id: string; ref: string; person: string }>
  session(
    agency: number,
    functions: string[],
    desk?: number,
  ): Promise<{ member: number; token: string }>
  drop(): Promise<void>
}

export interface NoticeWish {
  family?: string
  given?: string
  birth?: string
  release?: string | null
  certainty?: string
  /** With what the id of the person begins: searches ask some of them first. */
  person?: string
}

/** A day so many days from today (in the test authority's zone), `yyyy-mm-dd`. */
export function day(offset: number): string {
  // Counted on the calendar: late in the evening, a count of hours across the change to summer time lands a day off.
  const at = new Date(Date.parse(`${today()}T12:00:00Z`) + offset * 86_400_000)
  return at.toISOString().slice(0, 10)
}

/** The same day of another month, or its last one, as the database counts months. */
export function monthsLater(months: number): string {
  const [year = 0, month = 1, date = 1] = day(0).split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const at = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
  return at.toISOString().slice(0, 10)
}

/** A small partnership in a database of its own: nine agencies, one arrangement in force, nobody's case yet. */
export async function makeWorld(database?: FreshDatabase): Promise<World> {
  const db = database ?? (await freshDatabase())
  const world = worldIn(db)
  const { authority, sql } = world
  await sql(
    `insert into app.authorities (id, name, country, area) values (1, 'Valmare', 'BE', '{"city": ["Valmare"], "noFixedAddress": ["none"]}')`,
  )
  await sql('insert into app.authority_state (authority_id, opened_at) values (1, now())')
  for (const key of firstKeys(db.master, authority)) {
    await sql(
      'insert into app.authority_keys (authority_id, id, kind, wrapped) values ($1, $2, $3, $4)',
      [authority, key.id, key.kind, key.wrapped],
    )
  }
  await db.learnKeys()
  await addAgencies(world)
  await addArrangement(world)
  return world
}

/** The partnership as it stands in a database, known or yet to be written. */
export function worldIn(db: FreshDatabase, agency = {} as World['agency']): World {
  const sql = async <R>(text: string, values: unknown[] = []) =>
    (await db.owner.query(text, values)).rows as R[]
  const world: World = {
    ...{ db, agency, sql },
    authority: 1,
    arrangement: 1,
    clause: (category) => categories.indexOf(category as never) + 1,
    as: (who, act, purpose = 'reintegration') =>
      asActor(db, { token: world.agency[who].token, purpose, requestId: randomUUID() }, act),
    notice: (wish = {}) => addNotice(world, wish),
    openCase: async (wish = {}) => openFrom(world, await addNotice(world, wish), wish.person),
    session: (agency, functions, desk) => addMember(world, agency, functions, desk),
    drop: () => db.drop(),
  }
  return world
}

async function addAgencies(world: World): Promise<void> {
  await world.sql(
    `insert into app.domains (authority_id, code, position, basic)
     select 1, d.code, d.position, d.code in ('accommodation', 'health', 'finance_papers')
       from unnest(array['accommodation','work','education','health','substance_use','finance_papers','family_community','relations'])
            with ordinality as d(code, position)`,
  )
  for (const [name, agency] of Object.entries(agencies)) {
    const id = agency.id
    const desk = id * 10
    await world.sql(
      `with made as (insert into app.agencies (authority_id, id, name, code, kind) values (1, $1, $2, $3, $4))
       insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name) values (1, $5, 'desk', $1, $6, $7)`,
      [
        ...[id, agency.name, agency.code, agency.kind],
        ...[desk, name === 'city' ? 'coordination' : 'contact', `${agency.name} desk`],
      ],
    )
    const worker = await addMember(world, id, [...agency.functions], desk)
    world.agency[name as AgencyName] = { id, desk, ...worker }
  }
}

let lastMember = 0

async function addMember(world: World, agency: number, functions: string[], desk?: number) {
  lastMember += 1
  const member = lastMember
  const token = randomBytes(32).toString('base64url')
  // One statement: hundreds of worlds are made in a run.
  await world.sql(
    `with one as (insert into app.members (authority_id, id, agency_id, name, email, activated_at)
       values (1, $1, $2, $3, $4, now())),
     known as (insert into app.principals (authority_id, id, kind, agency_id, member_id, name)
       values (1, 10000 + $1, 'member', $2, $1, $3)),
     able as (insert into app.member_functions (authority_id, member_id, function) select 1, $1, unnest($5::text[])),
     seated as (insert into app.desk_members (authority_id, desk_id, member_id)
       select 1, desk, $1 from unnest(array[$6::int]) desk where desk is not null)
     insert into auth.sessions (token_hash, authority_id, member_id) values (sha256(convert_to($7, 'UTF8')), 1, $1)`,
    [
      ...[member, agency, `Member ${member}`, `member-${member}@valmare.example`],
      ...[functions, desk ?? null, token],
    ],
  )
  return { member, token }
}

async function addArrangement(world: World): Promise<void> {
  await world.sql(
    `insert into app.arrangements (authority_id, id, reference, title, valid_from, valid_until, document, fallback_principal)
     values (1, 1, '2026/1', 'Release without a gap', current_date - 100, current_date + 500, 'Council decision 12', $1)`,
    [world.agency.city.desk],
  )
  const parties = Object.entries(agencies).filter(([name]) => name !== 'stranger')
  await world.sql(
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by)
     select 1, 1, id, signed, case when signed is not null then 'Director' end
       from unnest($1::int[], $2::date[]) as p(id, signed)`,
    [
      parties.map(([, { id }]) => id),
      parties.map(([name]) => (name === 'unsigned' ? null : '2026-01-15')),
    ],
  )
  const clauses = categories.map((category) => ({ id: world.clause(category), category }))
  await world.sql(
    `insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis)
     select 1, id, 1, 'reintegration', category, '4.' || id, 'Municipal act art. 12'
       from jsonb_to_recordset($1) as c(id int, category text)`,
    [JSON.stringify(clauses)],
  )
  const cells = clauses.flatMap(({ id, category }) =>
    Object.entries(agencies).map(([name, agency]) => ({
      ...{ clause: id, agency: agency.id },
      ...rights(name as AgencyName, category),
    })),
  )
  await world.sql(
    `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight)
     select 1, clause, agency, contribute, sight::app.sight
       from jsonb_to_recordset($1) as r(clause int, agency int, contribute boolean, sight text)
      where sight is not null or contribute`,
    [JSON.stringify(cells)],
  )
  await world.sql(
    `insert into app.notice_desks (authority_id, arrangement_id, principal) values (1, 1, $1)`,
    [world.agency.city.desk],
  )
}

let lastNumber = 0

async function addNotice(world: World, wish: NoticeWish): Promise<{ id: string; number: string }> {
  lastNumber += 1
  const id = randomUUID()
  const number = `S/${100_000 + lastNumber}`
  const { keys } = world.db
  const identity = {
    family: wish.family ?? `Muster${lastNumber}`,
    given: wish.given ?? 'Ada',
    birth: wish.birth ?? '1990-04-02',
    number,
  }
  const dataKey = keys.newDataKey(1)
  const release = wish.release === undefined ? day(60) : wish.release
  const [imported] = await world.sql<{ id: string }>(
    `insert into app.imports (authority_id, id, agency_id, clause_id, status, file_hash, counts, created_by)
     values (1, gen_random_uuid(), $1, $2, 'applied', '\\x00', '{}', $3) returning id`,
    [world.agency.prison.id, world.clause('notice'), world.agency.city.member],
  )
  await world.sql(
    `insert into app.release_notices (authority_id, id, prison_agency_id, clause_id, desks, residence, number_token, fingerprint,
       key_wrapped, identity_sealed, name_tokens, release_on, release_certainty, import_id, received_on)
     values (1, $1, $2, $3, $4, 'city', $5, '\\x01', $6, $7, $8, $9, $10, $11, current_date)`,
    [
      id,
      world.agency.prison.id,
      world.clause('notice'),
      [world.agency.city.desk],
      String(keys.blind(1, 'persons.number', number)),
      dataKey.wrapped,
      seal(dataKey.key, JSON.stringify(identity), `release_notices.identity:${id}`),
      nameTokens(keys, 1, identity).map(String),
      release,
      release === null ? 'unknown' : (wish.certainty ?? 'expected'),
      imported?.id,
    ],
  )
  return { id, number }
}

async function openFrom(world: World, notice: { id: string; number: string }, begins = '') {
  const { keys } = world.db
  const [caseId, person] = [randomUUID(), begins + randomUUID().slice(begins.length)]
  const [caseKey, personKey] = [keys.newDataKey(1), keys.newDataKey(1)]
  const identity = JSON.stringify({
    family: 'Muster',
    given: 'Ada',
    birth: '1990-04-02',
    language: 'fr',
  })
  const ref = await world.as('city', async (tx) => {
    const { rows } = await tx.executeQuery<{ ref: string }>(
      CompiledQuery.raw(
        `select act.open_case($1, 1, $2, $3, $4, true, $5, $6, $7, $8, $9, $10, $11, '{}') as ref`,
        [
          notice.id,
          caseId,
          world.clause('lead'),
          person,
          personKey.wrapped,
          seal(personKey.key, identity, `persons.identity:${person}`),
          seal(personKey.key, notice.number, `person_identifiers.number:${person}`),
          caseKey.wrapped,
          seal(caseKey.key, 'needs a bed', `decisions.reason:${caseId}`),
          seal(caseKey.key, 'prison list', `release_dates.source:${caseId}`),
          JSON.stringify({ state: 'informed', on: day(-1), how: 'talk', language: 'fr' }),
        ],
      ),
    )
    return rows[0]?.ref ?? ''
  })
  return { id: caseId, ref, person }
}
