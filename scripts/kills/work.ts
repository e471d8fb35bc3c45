import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { emailOf, members } from '../../demo/cast.ts'
import { deskOf } from '../../demo/load.ts'
import type { Ledger, List, Offer } from './ledger.ts'

/** Parts of life in which the demo city asks few, and the agency that is asked here. */
const asked = [
  { domain: 'work', agency: 12 },
  { domain: 'substance_use', agency: 10 },
  { domain: 'family_community', agency: 6 },
  { domain: 'relations', agency: 14 },
]

const deskFunctions = ['case_worker', 'provider', 'exit_worker']

/** Signs somebody in at the desk of each agency that is asked, and a coordinator. */
export async function signAllIn(origin: string): Promise<Map<number, string>> {
  const accounts = await (await fetch(`${origin}/api/v1/demo/accounts`)).json()
  const passphrase = accounts.accounts?.[0]?.passphrase ?? accounts[0]?.passphrase
  const tokens = new Map<number, string>()
  for (const agency of [1, ...asked.map((one) => one.agency)]) {
    const place = members().findIndex(
      (member) =>
        member.agency === agency &&
        member.functions.some((one) =>
          agency === 1 ? one === 'coordinator' : deskFunctions.includes(one),
        ),
    )
    const member = members()[place]
    if (!member) throw new Error(`Nobody sits at the desk of agency ${agency}`)
    const response = await fetch(`${origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: emailOf(member.name, place), passphrase }),
    })
    const token = /__Host-throughcare-practice=([\w-]+)/.exec(
      response.headers.get('set-cookie') ?? '',
    )?.[1]
    if (!token) throw new Error(`Signing in answered ${response.status}`)
    tokens.set(agency, token)
  }
  return tokens
}

export interface Desk {
  origin: string
  tokens: Map<number, string>
  /** Lists that stood in the demo city before anything was asked. */
  laid: string[]
}

interface Wish {
  method?: string
  body?: object
  version?: number
  key?: string
}

/** Status 0: nobody answered. */
export async function ask(desk: Desk, agency: number, path: string, wish: Wish = {}) {
  const { body, version, key, method = 'POST' } = wish
  try {
    const response = await fetch(`${desk.origin}/api/v1${path}`, {
      method,
      headers: {
        cookie: `__Host-throughcare-practice=${desk.tokens.get(agency)}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  } catch {
    return { status: 0, body: {} }
  }
}

/**
 * Cases and parts of life where the asked agency has neither a seat nor an offer yet. Not the specially protected
 * ones: an offer on such a case exists for nobody at the asked desk until they are admitted, so each answer would be 404.
 */
export async function findUnasked(owner: Pool): Promise<Offer[]> {
  const { rows } = await owner.query<{ id: string; ref: string; domain: string; agency: number }>(
    `select c.id, c.ref, w.domain, w.agency
       from app.cases c cross join jsonb_to_recordset($1) as w(domain text, agency int)
      where c.authority_id = 1 and c.release_on > current_date + 20
        and not exists (select from app.seats s where s.case_id = c.id and s.principal = w.agency * 10)
        and not exists (select from app.leads l where l.case_id = c.id and l.domain = w.domain)
        and not exists (select from app.case_needs n where n.case_id = c.id and n.domain = w.domain)
        and not exists (select from app.protections p where p.authority_id = 1 and p.case_id = c.id and p.ended_at is null)
      order by md5(c.ref || w.domain)`,
    [JSON.stringify(asked)],
  )
  return rows.map(({ id, ref, domain, agency }) => ({
    ref,
    caseId: id,
    domain,
    agency,
    desk: deskOf(agency),
    key: randomUUID(),
  }))
}

/** Offers and has it answered, one after the other, until the service is gone or the supply is. */
export async function offerAndAnswer(desk: Desk, supply: Offer[], ledger: Ledger): Promise<void> {
  for (let one = supply.shift(); one; one = supply.shift()) {
    ledger.offers.push(one)
    if (!(await offer(desk, one))) return
    if (!(await answer(desk, one))) return
  }
}

export async function offer(desk: Desk, one: Offer): Promise<boolean> {
  const body = { domain: one.domain, agencyId: one.agency, tied: 'release', note: 'Please call.' }
  const made = await ask(desk, 1, `/cases/${one.ref}/leads`, { body, key: one.key })
  if (made.status === 0) return false
  if (made.status !== 201)
    throw new Error(`An offer was refused: ${made.status} ${JSON.stringify(made.body)}`)
  one.lead = { id: made.body.id, version: made.body.version }
  return true
}

async function answer(desk: Desk, one: Offer): Promise<boolean> {
  one.answer = 'asked'
  const { lead } = one
  const said = await ask(desk, one.agency, `/leads/${lead?.id}/answer`, {
    body: { outcome: 'accepted' },
    version: lead?.version ?? 0,
  })
  if (said.status === 0) return false
  if (said.status !== 200)
    throw new Error(
      `An answer was refused (${one.ref}, ${one.domain}, ${one.lead?.id}): ${said.status} ${JSON.stringify(said.body)}`,
    )
  one.answer = 'acknowledged'
  return true
}

let written = 0

/** A prison's list on which nobody stands who stood on another one. */
export function writeList(rows: number): List {
  written += 1
  const prison = written % 2 === 0 ? 2 : 3
  const numbers = Array.from({ length: rows }, (_, row) => `K${process.pid}-${written}-${row}`)
  const head = 'PrisonerNo\tSurname\tForenames\tDOB\tLocalAuthority\tReleaseDate\tReleaseDateType'
  const lines = numbers.map(
    (number, row) =>
      `${number}\tMuster${written}x${row}\tAda\t198${row % 10}-0${(row % 9) + 1}-1${row % 9}\tValmare\t2031-0${(row % 9) + 1}-15\tconfirmed`,
  )
  return {
    prison,
    numbers,
    content: Buffer.from([head, ...lines, ''].join('\n')).toString('base64'),
  }
}

/** Shows lists and takes them in until the service is gone. */
export async function importLists(desk: Desk, rows: number, ledger: Ledger): Promise<void> {
  for (;;) {
    const list = writeList(rows)
    ledger.lists.push(list)
    const body = { agencyId: list.prison, content: list.content }
    const shown = await ask(desk, 1, '/imports', { body })
    if (shown.status === 0) return
    if (shown.status !== 201 || shown.body.counts.new !== rows)
      throw new Error(
        `A preview went wrong: ${shown.status} ${JSON.stringify(shown.body).slice(0, 600)}`,
      )
    list.preview = { id: shown.body.id, version: shown.body.version }
    list.apply = 'asked'
    const applied = await ask(desk, 1, `/imports/${shown.body.id}/apply`, {
      version: shown.body.version,
    })
    if (applied.status === 0) return
    if (applied.status !== 200)
      throw new Error(`A list was not taken in: ${applied.status} ${JSON.stringify(applied.body)}`)
    list.apply = 'acknowledged'
  }
}
