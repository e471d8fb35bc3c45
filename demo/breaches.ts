import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { seal } from '../src/platform/seal/envelope.ts'
import type { Keyring } from '../src/platform/seal/keyring.ts'
import { officer } from './officers.ts'

interface Told {
  agency: number
  by: number
  /** When the agency became aware. */
  awareAt: Date
  kinds: string[]
  account: Record<'what' | 'found', string> & Record<'consequences' | 'measures', string | null>
}

const stolen = {
  what: 'A colleague typed the passphrase on a page that looked like ours. Somebody else signed in with it for some hours.',
  found: 'The colleague rang the desk on the next day, after a sign-in that was not theirs.',
  consequences:
    'Whoever had the account could read the cases that are listed here, with names and appointments.',
  measures:
    'The account was blocked, a passkey is required now, and all colleagues were shown such a page.',
}
const lost = {
  what: 'A printed list of next week’s appointments was left in a tram. It has initials and case numbers, no names.',
  found: 'The colleague missed the folder on the way to a meeting and asked the transport company.',
  consequences: null,
  measures: null,
}

/** A breach that is over, with what the log says of it, and one whose 72 hours run (LED-43, GD-19). */
export async function addBreaches(owner: Pool, keys: Keyring): Promise<void> {
  const { rows } = await owner.query<{ id: number; agency: number }>(
    `select m.id, m.agency_id as agency from app.members m
       join app.member_functions f on f.authority_id = 1 and f.member_id = m.id and f.function = 'data_protection_officer'
      where m.authority_id = 1 order by m.id`,
  )
  const lead = rows.find(({ agency }) => agency !== officer.agency)
  const partner = rows.find(({ agency }) => agency === officer.agency)
  if (!lead || !partner) return
  await tellStolen(owner, keys, partner.id)
  const awareAt = new Date(Date.now() - 20 * 3_600_000)
  const kinds = ['confidentiality', 'availability']
  await lay(owner, keys, { agency: 1, by: lead.id, awareAt, kinds, account: lost })
}

/** A day on which somebody of Probation was at work, about five weeks ago: what the log says of it is computed, not invented. */
async function tellStolen(owner: Pool, keys: Keyring, by: number): Promise<void> {
  const { rows } = await owner.query<{ member: number; from: Date; until: Date }>(
    `select e.member_id as member, e.at - interval '3 hours' as from, e.at + interval '3 hours' as until
       from audit.events e
      where e.authority_id = 1 and e.agency_id = $1 and e.member_id is not null and e.action = 'case.read' and e.at < now() - interval '30 days'
      order by e.at desc, e.id limit 1`,
    [officer.agency],
  )
  const period = rows[0]
  if (!period) return
  const { member, from, until } = period
  const after = (hours: number) => new Date(until.getTime() + hours * 3_600_000)
  const told = { agency: officer.agency, by, awareAt: after(20), kinds: ['confidentiality'] }
  const id = await lay(owner, keys, { ...told, account: stolen })
  await owner.query('select audit.freeze_extent(1, $1, $2, $3, $4, $5, $6)', [
    ...[randomUUID(), id, member, from, until, by],
  ])
  await owner.query('update app.breach_extents set computed_at = $2 where breach_id = $1', [
    ...[id, after(26)],
  ])
  await owner.query(
    'update app.breach_tellings set told_by = $2, told_at = $3 where breach_id = $1 and told_at is null',
    [id, by, after(27)],
  )
  await report(owner, keys, { breach: id, by, phase: 'first', at: after(44) })
  await report(owner, keys, { breach: id, by, phase: 'final', at: after(24 * 12) })
  await owner.query('update app.breaches set closed_by = $2, closed_at = $3 where id = $1', [
    ...[id, by, after(24 * 13)],
  ])
}

/** One breach with its account, recorded two hours after awareness, and whoever was told of it. */
async function lay(owner: Pool, keys: Keyring, told: Told): Promise<string> {
  const { agency, by, awareAt, kinds, account } = told
  const id = randomUUID()
  const recordedAt = new Date(awareAt.getTime() + 2 * 3_600_000)
  const { key, wrapped } = keys.newDataKey(1)
  const say = (field: keyof Told['account']) => {
    const text = account[field]
    return text && seal(key, text, `breaches.account:${id}:1:${field}`)
  }
  await owner.query(
    `insert into app.breaches (authority_id, id, agency_id, number, recorded_by, recorded_at) values (1, $1, $2, 1, $3, $4)`,
    [id, agency, by, recordedAt],
  )
  await owner.query(
    `insert into app.breach_accounts (authority_id, breach_id, version, aware_at, kinds, key_wrapped, what_sealed, found_sealed, consequences_sealed,
       measures_sealed, written_by, written_at) values (1, $1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, awareAt, kinds, wrapped, say('what'), say('found'), say('consequences')],
      ...[say('measures'), by, recordedAt],
    ],
  )
  await owner.query(
    `insert into app.breach_tellings (authority_id, breach_id, agency_id, recipients, told_by, told_at)
     select 1, b.id, t.agency_id, t.officers, case when t.officers <> '{}' then $2::int end, case when t.officers <> '{}' then b.recorded_at end
       from app.breaches b join app.members m on m.authority_id = 1 and m.id = $2
       cross join lateral act.to_be_told(b, m.agency_id) t where b.authority_id = 1 and b.id = $1`,
    [id, by],
  )
  return id
}

async function report(
  owner: Pool,
  keys: Keyring,
  told: { breach: string; by: number; phase: string; at: Date },
): Promise<void> {
  const id = randomUUID()
  const { key, wrapped } = keys.newDataKey(1)
  await owner.query(
    `insert into app.breach_reports (authority_id, id, breach_id, phase, at, key_wrapped, reference_sealed, recorded_by, recorded_at)
     values (1, $1, $2, $3, $4, $5, $6, $7, $4)`,
    [
      ...[id, told.breach, told.phase, told.at, wrapped],
      ...[seal(key, 'DPA 2026/114', `breaches.report:${id}:reference`), told.by],
    ],
  )
}
