import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { hashPassphrase } from '../src/platform/auth/passphrase.ts'
import { seal } from '../src/platform/seal/envelope.ts'
import type { Keyring } from '../src/platform/seal/keyring.ts'

/** Whoever audits Valmare for the supervisory authority; invented like everybody here. */
const auditor = {
  name: 'Marta Ruiz',
  email: 'marta.ruiz@valmare.example',
  body: 'Data Protection Authority',
}

/** The officer of a partner, who sees the people of Probation alone (AU5). */
export const officer = {
  name: 'Astrid Wennberg',
  email: 'astrid.wennberg@valmare.example',
  agency: 4,
}

/** What the sign-in page of the demo says of these two. */
export const officerAccounts = [
  { ...officer, functions: ['data_protection_officer'], agency: 'Probation Service' },
  { name: auditor.name, email: auditor.email, functions: ['auditor'], agency: auditor.body },
]

/** They come last, when all the rest of the city stands: nobody else's number or part in it moves. */
export async function addOfficers(owner: Pool, passphrase: string, keys: Keyring): Promise<void> {
  const hash = await hashPassphrase(passphrase)
  await owner.query(
    `with member as (
       insert into app.members (authority_id, id, agency_id, name, email, locale, activated_at)
       select 1, max(m.id) + 1, $3, $1, $2, 'en', now() from app.members m where m.authority_id = 1 returning id, agency_id
     ), principal as (
       insert into app.principals (authority_id, id, kind, agency_id, member_id, name)
       select 1, 1000 + m.id, 'member', m.agency_id, m.id, $1 from member m
     ), function as (
       insert into app.member_functions (authority_id, member_id, function) select 1, m.id, 'data_protection_officer' from member m
     )
     insert into auth.credentials (authority_id, member_id, kind, hash) select 1, m.id, 'passphrase', $4 from member m`,
    [officer.name, officer.email, officer.agency, hash],
  )
  await addAuditor(owner, hash)
  await openCases(owner, keys)
}

/** An auditor for eight weeks, named by the data protection officer, agreed to by a coordinator (LED-34). */
async function addAuditor(owner: Pool, hash: string): Promise<void> {
  const { name, email, body } = auditor
  await owner.query(
    `with agency as (
       insert into app.agencies (authority_id, id, name, code, kind)
       select 1, max(g.id) + 1, $3, 'Au', 'justice' from app.agencies g where g.authority_id = 1 returning id
     ), member as (
       insert into app.members (authority_id, id, agency_id, name, email, locale, activated_at)
       select 1, max(m.id) + 1, (select id from agency), $1, $2, 'en', now() from app.members m where m.authority_id = 1 returning id, agency_id
     ), principal as (
       insert into app.principals (authority_id, id, kind, agency_id, member_id, name)
       select 1, 1000 + m.id, 'member', m.agency_id, m.id, $1 from member m
     ), function as (
       insert into app.member_functions (authority_id, member_id, function) select 1, m.id, 'auditor' from member m
     ), credential as (
       insert into auth.credentials (authority_id, member_id, kind, hash) select 1, m.id, 'passphrase', $4 from member m
     )
     insert into app.auditors (authority_id, id, member_id, body, invited_by, invited_at, starts_at, ends_at, confirmed_by, confirmed_at)
     select 1, $5, m.id, $3, o.id, now() - interval '3 days', now() - interval '2 days', now() + interval '56 days', c.id, now() - interval '2 days'
       from member m, (select f.member_id as id from app.member_functions f join app.members x on x.authority_id = 1 and x.id = f.member_id and x.agency_id = 1
                        where f.authority_id = 1 and f.function = 'data_protection_officer' order by 1 limit 1) o,
            (select f.member_id as id from app.member_functions f where f.authority_id = 1 and f.function = 'coordinator' order by 1 limit 1) c`,
    [name, email, body, hash, randomUUID()],
  )
}

const reasons = [
  'A complaint to the authority: was the address told to more agencies than needed it?',
  'Drawn at random: does each item before the table have a source and a day on which it is looked at again?',
]

/** Two cases for the auditor: one that a coordinator agreed to, and one that waits for a second person (LED-35). */
async function openCases(owner: Pool, keys: Keyring): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `select c.id from app.cases c where c.authority_id = 1 and c.closed_on is null
        and not exists (select from app.protections p where p.authority_id = 1 and p.case_id = c.id and p.ended_at is null)
        and exists (select from app.seats s where s.authority_id = 1 and s.case_id = c.id and s.relation = 'coordination' and s.period @> now())
        and exists (select from app.items i where i.authority_id = 1 and i.case_id = c.id and i.mode = 'table' and i.state = 'current'
                      and i.category not in ('health', 'substance_use'))
      order by c.ref limit 2`,
  )
  for (const [nr, kase] of rows.entries()) {
    const id = randomUUID()
    const key = keys.newDataKey(1)
    await owner.query(
      `insert into app.audit_cases (authority_id, id, audit_id, case_id, asked_by, asked_at, ends_at, key_wrapped, reason_sealed, confirmed_by, confirmed_at)
       select 1, $1, u.id, $2, u.invited_by, now() - interval '1 day', now() + interval '9 days', $3, $4,
              case when $5 then u.confirmed_by end, case when $5 then now() - interval '20 hours' end
         from app.auditors u where u.authority_id = 1 limit 1`,
      [
        id,
        kase.id,
        key.wrapped,
        seal(key.key, reasons[nr] ?? '', `audit_cases.reason:${id}`),
        nr === 0,
      ],
    )
  }
}
