import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { addAgreement } from '../demo/agreement.ts'
import { agencies } from '../demo/cast.ts'
import { addAgencies, addKeys, deskOf, openForLive } from '../demo/load.ts'

/** Members at the desk of each agency; the first of an authority is its coordinator. */
export const atEachDesk = 3
/** Coordinators of the largest authority, so that a quarter of an hour of one is no whole day's work. */
export const coordinators = 60
/** Colleagues who sit at the desk for one measurement only: each of their readings is the first. */
export const newcomers = 3000

const firstCoordinator = 1001
const firstNewcomer = 10_001

/** A session that the bench can name without asking: the same after every load. */
export function tokenOf(authority: number, member: number): string {
  return createHash('sha256').update(`bench:${authority}:${member}`).digest('base64url')
}

/** The worker of an agency who has the number `place` at its desk. */
export const workerAt = (agency: number, place = 0): number =>
  place === 0 && agency === 1 ? 1 : agency * 20 + place

export const coordinatorAt = (place: number): number => firstCoordinator + place
export const newcomerAt = (place: number): number => firstNewcomer + place

/** An authority with its fourteen agencies, their desks, members with sessions, and the agreement. */
export async function addAuthority(owner: Pool, master: Buffer, authority: number, cases: number) {
  const client = await owner.connect()
  const run = (text: string, values: unknown[] = []) => client.query(text, values)
  try {
    await run('begin')
    await run(
      `insert into app.authorities (id, name, country, time_zone, next_case_number, area)
       values ($1, $2, 'BE', 'Europe/Brussels', $3, '{"city": ["Benchmare"], "noFixedAddress": []}')`,
      [authority, `Authority ${authority}`, cases + 1],
    )
    await openForLive(run, authority)
    await addKeys(run, master, authority)
    await addAgencies(run, authority)
    await addAgreement(run, authority)
    const staff = agencies.flatMap(({ id }) =>
      Array.from({ length: atEachDesk }, (_, place) => ({
        member: workerAt(id, place),
        agency: id,
      })),
    )
    await addMembers(run, authority, staff, true)
    if (authority === 1) {
      await addMembers(run, 1, manyAt(coordinators, coordinatorAt), true)
      await addMembers(run, 1, manyAt(newcomers, newcomerAt), false)
    }
    await run('commit')
  } catch (error) {
    await run('rollback')
    throw error
  } finally {
    client.release()
  }
}

type Run = (text: string, values?: unknown[]) => Promise<unknown>
interface Staff {
  member: number
  agency: number
}

const manyAt = (count: number, number: (place: number) => number): Staff[] =>
  Array.from({ length: count }, (_, place) => ({ member: number(place), agency: 1 }))

async function addMembers(run: Run, authority: number, staff: Staff[], atDesk: boolean) {
  const given = JSON.stringify(
    staff.map(({ member, agency }) => ({
      member,
      agency,
      desk: deskOf(agency),
      hash: createHash('sha256').update(tokenOf(authority, member)).digest('hex'),
      function: agency === 1 ? 'coordinator' : 'case_worker',
    })),
  )
  const from =
    'from jsonb_to_recordset($2::jsonb) as g(member int, agency int, desk int, hash text, function text)'
  const insert = (table: string, columns: string, values: string) =>
    run(`insert into ${table} (authority_id, ${columns}) select $1::int, ${values} ${from}`, [
      authority,
      given,
    ])
  await insert(
    'app.members',
    'id, agency_id, name, email, activated_at',
    `g.member, g.agency, 'Member ' || g.member, 'member-' || g.member || '@authority-' || $1::int || '.example', now()`,
  )
  await insert(
    'app.principals',
    'id, kind, agency_id, member_id, name',
    `g.member + 1000, 'member', g.agency, g.member, 'Member ' || g.member`,
  )
  await insert('app.member_functions', 'member_id, function', 'g.member, g.function')
  if (atDesk) await insert('app.desk_members', 'desk_id, member_id', 'g.desk, g.member')
  await insert(
    'auth.sessions',
    'member_id, token_hash, idle_limit, absolute_expires_at',
    `g.member, decode(g.hash, 'hex'), '8 hours', now() + interval '24 hours'`,
  )
}

/** Seats the newcomers at the coordination desk, or takes them away again. */
export async function seatNewcomers(owner: Pool, seated: boolean): Promise<void> {
  const text = seated
    ? 'insert into app.desk_members (authority_id, desk_id, member_id) select 1, $1, m.id from app.members m where m.authority_id = 1 and m.id >= $2 on conflict do nothing'
    : 'delete from app.desk_members where authority_id = 1 and desk_id = $1 and member_id >= $2'
  await owner.query(text, [deskOf(1), firstNewcomer])
}
