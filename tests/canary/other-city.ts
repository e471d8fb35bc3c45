import { randomBytes } from 'node:crypto'
import { firstKeys } from '../../src/platform/seal/keyring.ts'
import type { World } from '../world.ts'

/**
 * A second city in the same database, with an agreement in force and one member who may do everything
 * there: whatever this member reads of the first city was read across the wall.
 */
export async function addOtherCity(world: World): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await world.sql(`insert into app.authorities (id, name, country) values (7, 'Ostmark', 'DE')`)
  await world.sql('insert into app.authority_state (authority_id, opened_at) values (7, now())')
  for (const key of firstKeys(world.db.master, 7))
    await world.sql(
      'insert into app.authority_keys (authority_id, id, kind, wrapped) values (7, $1, $2, $3)',
      [key.id, key.kind, key.wrapped],
    )
  await world.db.learnKeys()
  for (const text of rows) await world.sql(text)
  await world.sql(
    `insert into auth.sessions (token_hash, authority_id, member_id) values (sha256(convert_to($1, 'UTF8')), 7, 1)`,
    [token],
  )
  return token
}

const functions = ['coordinator', 'data_protection_officer', 'administrator', 'case_worker']

/** The same numbers as in the first city wherever that is possible. */
const rows = [
  `insert into app.domains (authority_id, code, position, basic)
   select 7, code, position, basic from app.domains where authority_id = 1`,
  `insert into app.agencies (authority_id, id, name, code, kind) values
     (7, 1, 'City of Ostmark', 'Os', 'city'), (7, 2, 'Prison of Ostmark', 'Op', 'custody')`,
  `insert into app.members (authority_id, id, agency_id, name, email, activated_at)
   values (7, 1, 1, 'Ada Other', 'ada@ostmark.example', now())`,
  `insert into app.member_functions (authority_id, member_id, function)
   select 7, 1, unnest(array['${functions.join("','")}'])`,
  `insert into app.principals (authority_id, id, kind, agency_id, member_id, name) values (7, 10001, 'member', 1, 1, 'Ada Other')`,
  `insert into app.principals (authority_id, id, kind, agency_id, desk_kind, name) values (7, 10, 'desk', 1, 'coordination', 'Desk of Ostmark')`,
  'insert into app.desk_members (authority_id, desk_id, member_id) values (7, 10, 1)',
  `insert into app.arrangements (authority_id, id, reference, title, valid_from, valid_until, document, fallback_principal)
   values (7, 1, 'O/1', 'Ostmark together', current_date - 100, current_date + 500, 'Council', 10)`,
  `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by)
   values (7, 1, 1, '2026-01-15', 'Director'), (7, 1, 2, '2026-01-15', 'Director')`,
  `insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis)
   select 7, id, 1, purpose, category, label, basis from app.clauses where authority_id = 1`,
  `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight)
   select 7, id, 1, true, 'full' from app.clauses where authority_id = 7`,
  'insert into app.notice_desks (authority_id, arrangement_id, principal) values (7, 1, 10)',
]
