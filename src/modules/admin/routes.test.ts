import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { today } from '../../../tests/zone.ts'
import { openTestCity, origin, type TestCity } from '../../platform/auth/test-city.ts'

// Ada and Bea administer Valmare, Cem is a case worker of the prison; another Ada administers Ostmark.
let city: TestCity
const cookies: Record<string, { cookie: string }> = {}
beforeAll(async () => {
  city = await openTestCity()
  for (const name of ['ada@valmare', 'bea@valmare', 'cem@valmare', 'ada@ostmark'])
    cookies[name] = await city.cookieOf(`${name}.example`)
})
afterAll(() => city.close())
beforeEach(() => city.db.owner.query('truncate audit.events'))

type Method = 'GET' | 'POST' | 'PATCH'
async function call(
  who: string,
  method: Method,
  path: string,
  payload?: object,
  headers: Record<string, string> = {},
) {
  return city.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...cookies[who], ...headers },
    ...(payload && { payload }),
  })
}
const version = (number: number) => ({ 'if-match': `"${number}"` })

let counted = 0
const newcomer = (more: object = {}) => {
  counted += 1
  return {
    agencyId: 2,
    name: `Newcomer ${counted}`,
    email: `newcomer-${counted}@valmare.example`,
    functions: ['case_worker'],
    ...more,
  }
}
const actions = async () =>
  (await city.db.owner.query('select action from audit.events order by id')).rows.map(
    (row) => row.action,
  )

describe('agencies', () => {
  test('everybody knows the partners of the own authority, and no other', async () => {
    const found = (await call('cem@valmare', 'GET', '/agencies')).json()
    expect(found.agencies.map((one: { name: string }) => one.name)).toEqual([
      'City of Valmare',
      'Prison Leuvenhof',
    ])
    expect(found.agencies[0]).toMatchObject({
      desks: [{ id: 10, name: 'Coordination desk', kind: 'coordination' }],
      members: 2,
      version: 1,
    })
    expect((await call('ada@ostmark', 'GET', '/agencies/2')).statusCode).toBe(404)
  })
  test('a new agency has a contact point that may be asked', async () => {
    const body = { name: 'Harbour Mission', code: 'HM', kind: 'association', phone: '+32 2 5550 0' }
    const made = await call('ada@valmare', 'POST', '/agencies', body)
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ ...body, desks: [{ kind: 'contact' }], members: 0 })
    expect(await actions()).toEqual(['agency.created'])
    const twice = await call('ada@valmare', 'POST', '/agencies', {
      ...body,
      name: 'harbour mission',
    })
    expect(twice.json()).toMatchObject({ status: 409, code: 'agency_name_taken', field: 'name' })
  })
  test('an agency is corrected by whoever saw its present version', async () => {
    const { id } = (
      await call('ada@valmare', 'POST', '/agencies', { name: 'North', code: 'No', kind: 'health' })
    ).json()
    const path = `/agencies/${id}`
    expect((await call('ada@valmare', 'PATCH', path, { code: 'Nh' })).statusCode).toBe(428)
    const done = await call('ada@valmare', 'PATCH', path, { phone: '112', email: null }, version(1))
    expect(done.json()).toMatchObject({ name: 'North', phone: '112', email: null, version: 2 })
    expect(done.headers.etag).toBe('"2"')
    const late = await call('bea@valmare', 'PATCH', path, { phone: '113' }, version(1))
    expect(late.json()).toMatchObject({ status: 412, current: { phone: '112', version: 2 } })
    const kind = await call('ada@valmare', 'PATCH', path, { kind: 'police' }, version(2))
    expect(kind.statusCode).toBe(422)
  })
  test('a desk is added, of a kind that opens no case by itself', async () => {
    const made = await call('ada@valmare', 'POST', '/agencies/2/desks', {
      name: 'Duty',
      kind: 'duty',
    })
    expect(made.statusCode).toBe(201)
    expect(made.json().desks).toMatchObject([{ name: 'Duty', kind: 'duty' }])
    const wish = { name: 'Second', kind: 'coordination' }
    expect((await call('ada@valmare', 'POST', '/agencies/2/desks', wish)).statusCode).toBe(422)
  })
})

describe('members', () => {
  test('are found by agency and by a part of name or address, page by page', async () => {
    const all = (await call('cem@valmare', 'GET', '/members?limit=2')).json()
    expect(all.members.map((one: { name: string }) => one.name)).toEqual([
      'Ada Admin',
      'Bea Second',
    ])
    const next = await call('cem@valmare', 'GET', `/members?limit=2&cursor=${all.nextCursor}`)
    expect(next.json().members[0]).toMatchObject({ name: 'Cem Worker', state: 'invited' })
    const prison = (await call('cem@valmare', 'GET', '/members?agency=2&q=CEM')).json()
    expect(prison.members).toHaveLength(1)
    expect((await call('cem@valmare', 'GET', '/members?q=%25')).json().members).toEqual([])
  })
  test('a newcomer is invited with a link that is shown once and kept nowhere', async () => {
    const body = newcomer({ agencyId: 1, desks: [10] })
    const headers = { 'idempotency-key': 'one-click-only' }
    const made = await call('ada@valmare', 'POST', '/members', body, headers)
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({
      state: 'invited',
      functions: ['case_worker'],
      desks: [{ id: 10 }],
      agency: { id: 1 },
      invitation: { needsSecond: false },
    })
    expect(made.json().invitation.link).toMatch(new RegExp(`^${origin}/invitation#[\\w-]{43}$`))
    const again = await call('ada@valmare', 'POST', '/members', body, headers)
    expect(again.json()).toMatchObject({ id: made.json().id, invitation: null })
    expect(await actions()).toEqual(['member.invited', 'invitation.made'])
    const { rows } = await city.db.owner.query('select detail::text from audit.events')
    expect(JSON.stringify(rows)).not.toContain(made.json().invitation.link.split('#')[1])
  })
  test('an address is used once, and a desk belongs to the own agency', async () => {
    const taken = await call(
      'ada@valmare',
      'POST',
      '/members',
      newcomer({ email: 'CEM@valmare.example' }),
    )
    expect(taken.json()).toMatchObject({ status: 409, code: 'member_email_taken', field: 'email' })
    const foreign = await call('ada@valmare', 'POST', '/members', newcomer({ desks: [10] }))
    expect(foreign.json()).toMatchObject({
      status: 422,
      code: 'desk_not_of_agency',
      field: 'desks',
    })
    const lost = await call('ada@valmare', 'POST', '/members', newcomer({ agencyId: 77 }))
    expect(lost.json()).toMatchObject({ status: 404, code: 'agency_not_found' })
  })
  test('a function that is given or taken counts on the very next request (SEC-10)', async () => {
    const cem = () => call('cem@valmare', 'GET', '/session')
    const give = (functions: string[], seen: number) =>
      call('ada@valmare', 'PATCH', '/members/3', { functions }, version(seen))
    expect((await cem()).json().functions).toEqual(['case_worker'])
    expect((await give(['administrator'], 1)).json()).toMatchObject({ version: 2 })
    expect((await cem()).json().functions).toEqual(['administrator'])
    expect(
      (await call('cem@valmare', 'POST', '/agencies/1/desks', { name: 'T', kind: 'x' })).statusCode,
    ).toBe(422)
    await give(['case_worker'], 2)
    const denied = await call('cem@valmare', 'POST', '/agencies/1/desks', {
      name: 'Te',
      kind: 'team',
    })
    expect(denied.json()).toMatchObject({ status: 403, code: 'administrators_only' })
  })
  test('who leaves a desk and comes back answers there again', async () => {
    const made = (
      await call('ada@valmare', 'POST', '/members', newcomer({ agencyId: 1, desks: [10] }))
    ).json()
    const sit = (desks: number[], seen: number) =>
      call('ada@valmare', 'PATCH', `/members/${made.id}`, { desks }, version(seen))
    expect((await sit([], 1)).json()).toMatchObject({ desks: [], functions: ['case_worker'] })
    expect((await sit([10], 2)).json()).toMatchObject({ desks: [{ id: 10 }], version: 3 })
    const late = await sit([], 2)
    expect(late.json()).toMatchObject({ status: 412, current: { version: 3 } })
  })
  test('an ended membership takes sessions, desks and passphrase with it at once (LED-37)', async () => {
    const dia = newcomer({ agencyId: 1, desks: [10], email: 'dia@valmare.example' })
    const made = (await call('ada@valmare', 'POST', '/members', dia)).json()
    const token = made.invitation.link.split('#')[1]
    const accepted = await city.app.inject({
      method: 'POST',
      url: `/api/v1/invitations/${token}`,
      payload: { passphrase: 'seven lamps over a slow canal' },
    })
    cookies.dia = { cookie: String(accepted.headers['set-cookie']).split(';')[0] ?? '' }
    expect((await call('dia', 'GET', '/agencies')).statusCode).toBe(200)
    const ended = await call(
      'ada@valmare',
      'POST',
      `/members/${made.id}/end`,
      undefined,
      version(1),
    )
    expect(ended.json()).toMatchObject({ state: 'ended', desks: [], functions: [] })
    expect((await call('dia', 'GET', '/agencies')).statusCode).toBe(401)
    expect(
      (await city.signIn('dia@valmare.example', 'seven lamps over a slow canal')).statusCode,
    ).toBe(401)
    const listed = (await call('ada@valmare', 'GET', '/members?q=dia@')).json()
    expect(listed.members).toEqual([])
    const again = await call(
      'ada@valmare',
      'POST',
      `/members/${made.id}/end`,
      undefined,
      version(2),
    )
    expect(again.json()).toMatchObject({ status: 404, code: 'member_not_found' })
  })
})

describe('the last day of a contract (LED-37)', () => {
  const day = (days: number) =>
    new Date(Date.parse(`${today()}T12:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  beforeAll(() => city.db.owner.query('update app.members set activated_at = now() where id < 3'))
  test('ends sessions and way in by the clock, and a job tidies up after it', async () => {
    const kim = newcomer({ agencyId: 1, desks: [10], email: 'kim@valmare.example', endsOn: day(0) })
    const made = (await call('ada@valmare', 'POST', '/members', kim)).json()
    expect(made.endsOn).toBe(day(0))
    const words = 'seven lamps over a slow canal'
    const token = made.invitation.link.split('#')[1]
    const accepted = await city.app.inject({
      ...{ method: 'POST', url: `/api/v1/invitations/${token}`, payload: { passphrase: words } },
    })
    cookies.kim = { cookie: String(accepted.headers['set-cookie']).split(';')[0] ?? '' }
    expect((await call('kim', 'GET', '/agencies')).statusCode).toBe(200)
    const { rows } = await city.db.owner.query(
      `select s.absolute_expires_at = least(s.created_at + interval '10 hours', auth.end_of_day(1, actor.day_in(1))) as bound
         from auth.sessions s where s.member_id = $1`,
      [made.id],
    )
    expect(rows).toEqual([{ bound: true }])
    // Midnight passes.
    await city.db.owner.query(
      `update app.members set ends_on = actor.day_in(1) - 1 where authority_id = 1 and id = $1`,
      [made.id],
    )
    expect((await city.signIn('kim@valmare.example', words)).statusCode).toBe(401)
    const due = () => city.db.worker.query('select act.end_members_due() as ended')
    expect((await due()).rows).toEqual([{ ended: 1 }])
    expect((await due()).rows).toEqual([{ ended: 0 }])
    expect((await call('kim', 'GET', '/agencies')).statusCode).toBe(401)
    const listed = (await call('ada@valmare', 'GET', '/members?q=kim@')).json()
    expect(listed.members).toEqual([])
  })
  test('ends a session that is open already; past days and the last administrator are refused', async () => {
    const lea = newcomer({ agencyId: 1, desks: [], email: 'lea@valmare.example' })
    const made = (await call('ada@valmare', 'POST', '/members', lea)).json()
    await city.db.owner.query(
      `insert into auth.sessions (token_hash, authority_id, member_id, absolute_expires_at) values (sha256('lea'), 1, $1, now() + interval '9 days')`,
      [made.id],
    )
    const set = (endsOn: string | null, seen: number) =>
      call('ada@valmare', 'PATCH', `/members/${made.id}`, { endsOn }, version(seen))
    expect((await set(day(-1), 1)).json()).toMatchObject({ status: 422, code: 'last_day_past' })
    expect((await set(day(3), 1)).json()).toMatchObject({ endsOn: day(3), version: 2 })
    const { rows } = await city.db.owner.query(
      `select absolute_expires_at = auth.end_of_day(1, $2) as bound from auth.sessions where member_id = $1`,
      [made.id, day(3)],
    )
    expect(rows).toEqual([{ bound: true }])
    const seen = (await call('cem@valmare', 'GET', '/members?q=lea@')).json()
    expect(seen.members[0]).toMatchObject({ endsOn: null })
    expect((await set(null, 2)).json()).toMatchObject({ endsOn: null })
    await city.db.owner.query(
      `update app.members set ends_on = actor.day_in(1) + 9 where id in (1, 2) and authority_id = 1`,
    )
    expect((await set(day(3), 3)).json()).toMatchObject({
      ...{ status: 409, code: 'last_day_of_all_administrators' },
    })
    await city.db.owner.query('update app.members set ends_on = null')
  })
})

describe('only administrators of the authority change anything', () => {
  const changes: [string, Method, string, object, Record<string, string>][] = [
    ['makes an agency', 'POST', '/agencies', { name: 'Mine', code: 'Mi', kind: 'city' }, {}],
    ['changes an agency', 'PATCH', '/agencies/1', { phone: '1' }, version(1)],
    ['makes a desk', 'POST', '/agencies/1/desks', { name: 'Mine', kind: 'team' }, {}],
    ['invites a member', 'POST', '/members', newcomer(), {}],
    ['changes a member', 'PATCH', '/members/1', { functions: ['chair'] }, version(1)],
    ['ends a membership', 'POST', '/members/1/end', {}, version(1)],
  ]
  for (const [what, method, path, body, headers] of changes) {
    test(`a case worker never ${what}`, async () => {
      const refused = await call(
        'cem@valmare',
        method,
        path,
        path.endsWith('end') ? undefined : body,
        headers,
      )
      expect(refused.json()).toMatchObject({ status: 403, code: 'administrators_only' })
      expect(await actions()).toEqual(['refused'])
    })
  }
  test('an administrator of another authority reaches nobody here', async () => {
    const theirs = await call(
      'ada@ostmark',
      'PATCH',
      '/members/3',
      { functions: ['chair'] },
      version(1),
    )
    expect(theirs.json()).toMatchObject({ status: 404, code: 'member_not_found' })
  })
  test('nobody gives rights to themselves, or ends themselves', async () => {
    for (const answer of [
      await call('ada@valmare', 'PATCH', '/members/1', { functions: ['coordinator'] }, version(1)),
      await call('ada@valmare', 'POST', '/members/1/end', undefined, version(1)),
    ])
      expect(answer.json()).toMatchObject({ status: 409, code: 'member_not_oneself' })
  })
  test('an administrator sees no case, no person and no list of them', async () => {
    for (const path of ['/releases', '/cases', '/notices']) {
      const answer = (await call('ada@valmare', 'GET', path)).json()
      const rows = answer.cases ?? answer.releases ?? answer.notices ?? answer.rows ?? []
      expect(rows).toEqual([])
    }
  })
})
