/** An account of the demo city, as the program of then tells of it. */
export interface Account {
  email: string
  functions: string[]
  agency: string
  passphrase: string
}

/** What one account reads: the numbers in its list, and of each case what it is told. */
export interface Reading {
  listed: string[]
  cases: Map<string, string>
}

interface Told {
  person?: { name?: string; initials?: string; birth?: string }
  purpose?: string
  openedOn?: string
  stage?: string
  release?: { on?: string | null; certainty?: string }
  lead?: { code?: string } | null
  leadState?: string
  seats?: { principal: number; relation: string }[]
}

/** The accounts that a demo city offers. */
export async function accountsOf(origin: string): Promise<Account[]> {
  const answer = await fetch(`${origin}/api/v1/demo/accounts`)
  const told = (await answer.json()) as Account[] | { accounts: Account[] }
  return Array.isArray(told) ? told : told.accounts
}

/** A member signed in: asks by path, and answers with the status and what was said. */
export type Asking = (path: string) => Promise<{ status: number; body: string }>

/** Signs in as a browser does, and asks as that member from then on. */
export async function signIn(origin: string, account: Account): Promise<Asking> {
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: account.email, passphrase: account.passphrase }),
  })
  if (answer.status !== 201)
    throw new Error(`${account.email} cannot sign in: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async (path) => {
    const read = await fetch(`${origin}/api/v1${path}`, { headers: { cookie } })
    return { status: read.status, body: await read.text() }
  }
}

/** Everything of these cases that a member is shown, in an order that does not depend on the program. */
export async function readAll(ask: Asking, refs: readonly string[]): Promise<Reading> {
  const cases = new Map<string, string>()
  for (const ref of refs) {
    const { status, body } = await ask(`/cases/${ref}`)
    cases.set(ref, status === 200 ? substance(JSON.parse(body) as Told) : `answer ${status}`)
  }
  return { listed: await listed(ask), cases }
}

async function listed(ask: Asking): Promise<string[]> {
  const refs: string[] = []
  let cursor: string | null = null
  do {
    const { status, body } = await ask(`/cases${cursor ? `?cursor=${cursor}` : ''}`)
    if (status !== 200) return [`answer ${status}`]
    const page = JSON.parse(body) as { cases: { ref: string }[]; nextCursor: string | null }
    refs.push(...page.cases.map(({ ref }) => ref))
    cursor = page.nextCursor
  } while (cursor)
  return refs.toSorted()
}

/** Names are opened with the keys of then, dates and seats are rows of then: none may be another one. */
function substance(told: Told): string {
  const { person, release, lead, seats = [] } = told
  return JSON.stringify([
    ...[person?.name ?? person?.initials, person?.birth, told.purpose, told.openedOn, told.stage],
    ...[release?.on, release?.certainty, lead?.code, told.leadState],
    seats.map(({ principal, relation }) => `${relation} ${principal}`).toSorted(),
  ])
}

/** What is not the same any more, in words. */
export function differences(before: Reading, now: Reading): string[] {
  const gone = before.listed.filter((ref) => !now.listed.includes(ref))
  const come = now.listed.filter((ref) => !before.listed.includes(ref))
  const other = [...before.cases].filter(([ref, told]) => now.cases.get(ref) !== told)
  return [
    ...gone.map((ref) => `${ref} is no longer in the list`),
    ...come.map((ref) => `${ref} is in the list, and was not`),
    ...other.map(([ref, told]) => `${ref} was ${told}, is ${now.cases.get(ref)}`),
  ]
}
