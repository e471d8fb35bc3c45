import type { Pool } from 'pg'
import type { Findings, Ledger, List, Offer } from './ledger.ts'
import { ask, type Desk, offer } from './work.ts'

/** Looks at everything that was asked for; then asks again for it all, as a client would that heard nothing. */
export async function checkAll(
  owner: Pool,
  desk: Desk,
  ledger: Ledger,
  found: Findings,
): Promise<void> {
  for (const one of ledger.offers) await checkOffer(owner, one, found)
  for (const one of ledger.lists) await checkList(owner, one, found)
  for (const one of ledger.offers) await offerAgain(owner, desk, one, found)
  for (const one of ledger.lists) await applyAgain(owner, desk, one, found)
  await checkLaw(owner, desk, found)
}

interface LeadFound {
  leads: number
  id: string | null
  state: string | null
  keys: number
  offered: number
  accepted: number
  seats: number
}

async function findOffer(owner: Pool, { caseId, domain, desk }: Offer): Promise<LeadFound> {
  const { rows } = await owner.query<LeadFound>(
    `with l as (select * from app.leads where case_id = $1 and domain = $2)
     select (select count(*) from l) as leads, (select min(id::text) from l) as id, (select min(state) from l) as state,
       (select count(*) from app.idempotency i where i.result_id in (select id::text from l)) as keys,
       (select count(*) from audit.events e where e.case_id = $1 and e.action = 'lead.offered' and e.detail ->> 'lead' in (select id::text from l)) as offered,
       (select count(*) from audit.events e where e.case_id = $1 and e.action = 'lead.accepted' and e.detail ->> 'lead' in (select id::text from l)) as accepted,
       (select count(*) from app.seats s where s.case_id = $1 and s.principal = $3) as seats`,
    [caseId, domain, desk],
  )
  return rows[0] as LeadFound
}

async function checkOffer(owner: Pool, one: Offer, found: Findings): Promise<void> {
  const state = await findOffer(owner, one)
  const what = `${one.ref} ${one.domain}: ${JSON.stringify(state)}`
  if (one.lead && state.leads === 0) found.lost.push(`offer ${what}`)
  if (state.leads > 1) found.double.push(`offer ${what}`)
  if (state.leads !== state.offered || state.leads !== state.keys) found.half.push(`offer ${what}`)
  if (one.answer === 'acknowledged' && state.state !== 'accepted') found.lost.push(`answer ${what}`)
  const done = state.state === 'accepted' ? 1 : 0
  if (state.accepted > 1 || state.seats > 1) found.double.push(`answer ${what}`)
  else if (state.accepted !== done || state.seats !== done) found.half.push(`answer ${what}`)
}

interface ListFound {
  imports: number
  status: string | null
  previewed: number
  applied: number
  notices: number
  sealed: number
}

async function findList(owner: Pool, id: string): Promise<ListFound> {
  const { rows } = await owner.query<ListFound>(
    `select (select count(*) from app.imports where id = $1) as imports,
       (select status from app.imports where id = $1) as status,
       (select count(*) from app.imports where id = $1 and staged_sealed is not null) as sealed,
       (select count(*) from audit.events where action = 'import.previewed' and detail ->> 'import' = $1::text) as previewed,
       (select count(*) from audit.events where action = 'import.applied' and detail ->> 'import' = $1::text) as applied,
       (select count(*) from app.release_notices where import_id = $1) as notices`,
    [id],
  )
  return rows[0] as ListFound
}

async function checkList(owner: Pool, one: List, found: Findings): Promise<void> {
  if (!one.preview) return
  const state = await findList(owner, one.preview.id)
  const what = `list of ${one.numbers.length}: ${JSON.stringify(state)}`
  if (state.imports === 0) found.lost.push(`preview, ${what}`)
  const taken = state.status === 'applied'
  if (one.apply === 'acknowledged' && !taken) found.lost.push(`import, ${what}`)
  if (state.previewed !== 1 || state.applied !== (taken ? 1 : 0)) found.half.push(`import, ${what}`)
  if (state.notices > one.numbers.length) found.double.push(`import, ${what}`)
  else if (state.notices !== (taken ? one.numbers.length : 0)) found.half.push(`import, ${what}`)
  if (state.imports === 1 && state.sealed !== (taken ? 0 : 1)) found.half.push(`import, ${what}`)
}

/** The same key gives the same offer; the same version answers once. */
async function offerAgain(owner: Pool, desk: Desk, one: Offer, found: Findings): Promise<void> {
  const before = one.lead?.id
  await offer(desk, one)
  if (before !== undefined && one.lead?.id !== before) found.double.push(`offer again ${one.ref}`)
  if (one.answer !== undefined) {
    const wish = { body: { outcome: 'accepted' }, version: 1 }
    const { status } = await ask(desk, one.agency, `/leads/${one.lead?.id}/answer`, wish)
    const fits = one.answer === 'acknowledged' ? [409, 412] : [200, 409, 412]
    if (!fits.includes(status)) found.other.push(`answer again ${one.ref}: ${status}`)
    one.answer = 'acknowledged'
  }
  await checkOffer(owner, one, found)
}

async function applyAgain(owner: Pool, desk: Desk, one: List, found: Findings): Promise<void> {
  if (!one.preview || !one.apply) return
  const { id, version } = one.preview
  const { status } = await ask(desk, 1, `/imports/${id}/apply`, { version })
  const fits = one.apply === 'acknowledged' ? [409, 412] : [200, 409, 412]
  if (!fits.includes(status)) found.other.push(`import again: ${status}`)
  one.apply = 'acknowledged'
  await checkList(owner, one, found)
}

/** Lists that the demo city brings with it; nobody took them in by hand, so no event tells of it. */
export async function findLaidLists(owner: Pool): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>('select id from app.imports')
  return rows.map(({ id }) => id)
}

/** What must hold whatever happened: no case without a lead, no event without its leaf. */
async function checkLaw(owner: Pool, { laid }: Desk, found: Findings): Promise<void> {
  const { rows } = await owner.query<{ name: string; count: number }>(
    `select 'case without a lead' as name, count(*) from app.cases c where not exists (
       select from app.case_leads l where l.case_id = c.id and l.position = 0 and l.starts_on = c.opened_on)
     union all select 'event whose leaf does not fit', count(*) from audit.waiting w
       join audit.events e on e.authority_id = w.authority_id and e.id = w.id
      where w.is_event and (e.leaf <> w.leaf or e.leaf <> sha256('\\x00'::bytea || w.nonce || convert_to(e.canonical, 'UTF8')))
     union all select 'notice of an import that was not taken in', count(*) from app.release_notices n
       join app.imports i on i.authority_id = n.authority_id and i.id = n.import_id where i.status <> 'applied'
     union all select 'import taken in without its event', count(*) from app.imports i
       where i.status = 'applied' and i.id <> all ($1::uuid[]) and not exists (
         select from audit.events e where e.action = 'import.applied' and e.detail ->> 'import' = i.id::text)`,
    [laid],
  )
  for (const { name, count } of rows) if (count > 0) found.half.push(`${name}: ${count}`)
}
