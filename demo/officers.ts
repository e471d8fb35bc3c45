import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { hashPassphrase } from '../src/platform/auth/passphrase.ts'

/** Whoever audits Valmare for the supervisory authority; invented like everybody here. */
const auditor = {
  name: 'Marta Ruiz',
  email: 'marta.ruiz@valmare.example',
  body: 'Data Protection Authority',
}

/** The officer of a partner, who sees the people of Probation alone (AU5). */
const officer = { name: 'Astrid Wennberg', email: 'astrid.wennberg@valmare.example', agency: 4 }

/** What the sign-in page of the demo says of these two. */
export const officerAccounts = [
  { ...officer, functions: ['data_protection_officer'], agency: 'Probation Service' },
  { name: auditor.name, email: auditor.email, functions: ['auditor'], agency: auditor.body },
]

/** They come last, when all the rest of the city stands: nobody else's number or part in it moves. */
export async function addOfficers(owner: Pool, passphrase: string): Promise<void> {
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
