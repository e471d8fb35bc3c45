import type { Pool } from 'pg'
import { firstKeys } from '../../src/platform/seal/keyring.ts'
import type { FreshDatabase } from '../world-database.ts'
import { type Add, type Clock, clockOf, dayOrNull, idOf, type Row, sealed } from './ids.ts'
import { addItems } from './lay-down-items.ts'
import { addProtections } from './lay-down-protections.ts'
import { coordinating, type State } from './state.ts'

/** Lays invented worlds into a real database, each in an authority of its own. */

export const tokenOf = (authority: number, member: number) => `oracle-${authority}-${member}`

/** The order in which rows stand on one another. */
const tables = [
  'app.authority_state',
  'app.agencies',
  'app.members',
  'app.member_functions',
  'app.principals',
  'app.desk_members',
  'app.absences',
  'app.arrangements',
  'app.arrangement_parties',
  'app.clauses',
  'app.clause_rights',
  'app.persons',
  'app.cases',
  'app.case_leads',
  'app.seats',
  'app.handover_meetings',
  'app.closeness',
  'app.protections',
  'app.protection_admissions',
  'app.items',
  'app.item_versions',
  'app.special_items',
  'app.special_item_versions',
  'app.special_item_changes',
  'app.shares',
  'app.share_items',
] as const
type Table = (typeof tables)[number]

/** Writes worlds down in one transaction; the n-th gets the authority `first + n`. */
export async function layDown(
  db: FreshDatabase,
  states: readonly State[],
  first: number,
): Promise<void> {
  const { owner } = db
  const clock = await clockOf(owner)
  const wrapped = await addKeys(db, states.length, first)
  const rows = new Map<Table, Row[]>(tables.map((table) => [table, []]))
  states.forEach((state, at) => {
    const a = first + at
    const key = wrapped[at]
    const add: Add = (table, ...more) => {
      const whole = more.map((row) => ({
        authority_id: a,
        ...row,
        ...('key_wrapped' in row && { key_wrapped: key }),
      }))
      rows.get(table as Table)?.push(...whole)
    }
    addWho(state, a, clock, add)
    addAgreed(state, clock, add)
    addCases(state, a, clock, add)
    addProtections(state, a, clock, add)
    addItems(state, a, clock, add)
  })
  const client = await owner.connect()
  try {
    await client.query('begin')
    for (const table of tables) await insert(client, table, rows.get(table) ?? [])
    await client.query(openSessions, [first, first + states.length])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Authorities with their keys, and for each the wrapped key under which all its sealed words stand. */
async function addKeys(db: FreshDatabase, count: number, first: number): Promise<string[]> {
  const all = Array.from({ length: count }, (_, at) => first + at)
  await db.owner.query(
    `insert into app.authorities (id, name, country) select a, 'World ' || a, 'BE' from unnest($1::int[]) a`,
    [all],
  )
  for (const a of all)
    for (const key of firstKeys(db.master, a))
      await db.owner.query(
        'insert into app.authority_keys (authority_id, id, kind, wrapped) values ($1, $2, $3, $4)',
        [a, key.id, key.kind, key.wrapped],
      )
  await db.learnKeys()
  return all.map((a) => `\\x${db.keys.newDataKey(a).wrapped.toString('hex')}`)
}

const openSessions = `insert into auth.sessions (token_hash, authority_id, member_id)
  select sha256(convert_to('oracle-' || m.authority_id || '-' || m.id, 'UTF8')), m.authority_id, m.id
    from app.members m where m.authority_id >= $1 and m.authority_id < $2`

async function insert(client: { query: Pool['query'] }, table: Table, rows: Row[]) {
  const [like] = rows
  if (!like) return
  const columns = Object.keys(like).join(', ')
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  )
}

function addWho(state: State, a: number, clock: Clock, add: Add): void {
  add('app.authority_state', { opened_at: clock.moment(-10) })
  for (const { id } of state.agencies)
    add('app.agencies', {
      id,
      name: `Agency ${id}`,
      code: `A${id}`,
      kind: id === 1 ? 'city' : 'association',
    })
  for (const { id, agency, principal } of state.members) {
    add('app.members', {
      id,
      agency_id: agency,
      name: `Member ${id}`,
      email: `m${id}-${a}@example.org`,
      activated_at: clock.moment(-10),
    })
    add('app.principals', {
      id: principal,
      kind: 'member',
      agency_id: agency,
      member_id: id,
      desk_kind: null,
      name: `Member ${id}`,
    })
  }
  for (const id of state.chairs) add('app.member_functions', { member_id: id, function: 'chair' })
  for (const desk of state.desks) {
    add('app.principals', {
      id: desk.principal,
      kind: 'desk',
      agency_id: desk.agency,
      member_id: null,
      desk_kind: desk.agency === coordinating ? 'coordination' : 'contact',
      name: `Desk ${desk.principal}`,
    })
    for (const one of desk.members)
      add('app.desk_members', {
        desk_id: desk.principal,
        member_id: one.member,
        since: clock.moment(one.since),
        until: one.until === null ? null : clock.moment(one.until),
      })
  }
}

function addAgreed(state: State, clock: Clock, add: Add): void {
  for (const edition of state.editions) {
    add('app.arrangements', {
      id: edition.id,
      lineage_id: edition.lineage,
      edition: edition.number,
      reference: `${edition.lineage}/${edition.number}`,
      title: 'Invented',
      valid_from: clock.day(edition.validFrom),
      valid_until: dayOrNull(clock, edition.validUntil),
      transition_until: dayOrNull(clock, edition.transitionUntil),
      document: 'Invented',
      fallback_principal: state.desks[0]?.principal,
    })
    for (const party of edition.parties)
      add('app.arrangement_parties', {
        arrangement_id: edition.id,
        agency_id: party.agency,
        signed_on: dayOrNull(clock, party.signedOn),
        signed_by: party.signedOn === null ? null : 'Director',
        left_on: dayOrNull(clock, party.leftOn),
      })
    for (const clause of edition.clauses) {
      const { id, purpose, category } = clause
      add('app.clauses', {
        id,
        arrangement_id: edition.id,
        purpose,
        category,
        label: `4.${id}`,
        basis: 'Act',
      })
      for (const [agency, cell] of Object.entries(clause.cells))
        add('app.clause_rights', {
          clause_id: id,
          agency_id: Number(agency),
          may_contribute: cell.brings,
          sight: cell.sight,
          on_decision: cell.onDecision,
        })
    }
  }
}

function addCases(state: State, a: number, clock: Clock, add: Add): void {
  for (const one of state.cases) {
    const person_id = idOf(a, one.person)
    add('app.persons', {
      id: person_id,
      key_wrapped: sealed,
      identity_sealed: sealed,
      name_tokens: [],
      birth_tokens: [],
    })
    add('app.cases', {
      id: idOf(a, one.id),
      ref: `V-${one.id}`,
      person_id,
      purpose: one.purpose,
      arrangement_id: 1,
      clause_id: one.clause,
      stage: one.closedOn === null ? 'preparation' : 'closed',
      pathway_id: 1,
      opened_on: clock.day(-10),
      opened_by: 11,
      closed_on: dayOrNull(clock, one.closedOn),
      release_certainty: 'unknown',
      informed_state: 'informed',
      informed_on: clock.day(-10),
      informed_how: 'talk',
      key_wrapped: sealed,
      version: 1,
    })
    add('app.case_leads', {
      case_id: idOf(a, one.id),
      position: 0,
      clause_id: one.clause,
      agency_id: 1,
      principal: state.desks[0]?.principal,
      agreed_on: clock.day(-10),
      starts_on: clock.day(-10),
      overtaken: false,
    })
  }
  state.seats.forEach((seat, at) => {
    const person = state.cases.find((one) => one.id === seat.case)?.person as string
    add('app.seats', {
      id: idOf(a, `t${at}`),
      case_id: idOf(a, seat.case),
      person_id: idOf(a, person),
      principal: seat.principal,
      relation: seat.relation,
      purpose: seat.purpose,
      period: `[${clock.moment(seat.from)},${seat.until === null ? '' : clock.moment(seat.until)})`,
      by_lead: false,
      release_on: 'infinity',
    })
  })
  for (const meeting of state.meetings)
    add('app.handover_meetings', {
      id: idOf(a, meeting.id),
      case_id: idOf(a, meeting.case),
      clause_id: state.cases[0]?.clause,
      state: 'planned',
      planned_on: clock.day(meeting.heldOn),
      channel: 'office',
      invited: meeting.invited,
      present: [],
      recorded_by: 11,
      recorded_at: clock.moment(-5),
      version: 1,
    })
  state.closeness.forEach((one, at) => {
    const of = state.cases.find((each) => each.person === one.person)?.id as string
    add('app.closeness', {
      id: idOf(a, `d${at}`),
      member_id: one.member,
      person_id: idOf(a, one.person),
      case_id: idOf(a, of),
      declared_at: clock.moment(-5),
      key_wrapped: sealed,
      reason_sealed: sealed,
      lifted_at: one.lifted ? clock.moment(-1) : null,
      lifted_by: one.lifted ? 11 : null,
    })
  })
}
