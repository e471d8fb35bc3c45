import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, giveSeat, sees } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
type Who = { token: string }
const cases: { id: string; ref: string }[] = []

async function send(
  who: Who,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  version?: number,
) {
  const answer = await world.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      cookie: `__Host-throughcare=${who.token}`,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(payload && { payload }),
  })
  const json = String(answer.headers['content-type']).includes('json')
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    body: json ? JSON.parse(answer.body) : null,
  }
}
const refs = (answer: { body: { cases: { ref: string }[] } }) =>
  answer.body.cases.map(({ ref }) => ref)

beforeAll(async () => {
  world = await makeHttpWorld()
  for (const offset of [20, 40, 60, 80]) {
    cases.push(await world.openCase({ release: day(offset), family: 'Quillfeather' }))
  }
  await world.sql(`update app.cases set stage = 'community' where id = $1`, [cases[1]?.id])
})
afterAll(() => world.close())

describe('the case list is narrowed', () => {
  const list = async (search: string) => refs(await world.get('city', `/cases?${search}`))
  test('by stage, prison, days of release, lead, relation and reference', async () => {
    const all = cases.map(({ ref }) => ref)
    expect(await list('stage=community')).toEqual([all[1]])
    expect(await list(`prison=${world.agency.prison.id}`)).toEqual(all)
    expect(await list(`prison=${world.agency.papers.id}`)).toEqual([])
    expect(await list(`from=${day(30)}&until=${day(60)}`)).toEqual([all[1], all[2]])
    expect(await list(`lead=${world.agency.prison.id}`)).toEqual(all)
    expect(await list(`lead=${world.agency.city.id}`)).toEqual([])
    expect(await list('relation=coordination')).toEqual(all)
    expect(await list('relation=lead')).toEqual([])
    expect(await list(`ref=${all[2]?.toLowerCase()}`)).toEqual([all[2]])
    expect(await list('ref=zzz')).toEqual([])
  })
  test('by a part of life in which nobody is accountable, and by an offer without an answer', async () => {
    const all = cases.map(({ ref }) => ref)
    expect(await list('domain=accommodation')).toEqual(all)
    expect(await list('domain=any')).toEqual(all)
    expect(await list('domain=work')).toEqual([])
    expect(await list('unanswered=any')).toEqual([])
    await world.sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal, answer_by, agreed, period)
       values (1, gen_random_uuid(), $1, 'work', $2, 5, 50, 1, 10, current_date - 3, '[2026-12-01,)', '[2026-12-01,)')`,
      [cases[3]?.id, world.clause('work')],
    )
    expect(await list('unanswered=any')).toEqual([all[3]])
    expect(await list('unanswered=late')).toEqual([all[3]])
  })
  test('page after page gives every case once, counted on the way', async () => {
    const first = await world.get('city', '/cases?order=ref&limit=3&relation=coordination')
    expect(first.body).toMatchObject({ count: 4, more: false })
    const next = `/cases?order=ref&limit=3&relation=coordination&cursor=${first.body.nextCursor}`
    expect([...refs(first), ...refs(await world.get('city', next))]).toEqual(
      cases.map(({ ref }) => ref),
    )
  })
  test('a filter that means nothing is refused beside its name', async () => {
    for (const wrong of ['domain=bed', 'from=soon', 'relation=friend', 'colour=red'])
      expect((await world.get('city', `/cases?${wrong}`)).status).toBe(422)
  })
  test('by health or substance use nobody narrows a list, saves such a filter, or gets round it (LED-15)', async () => {
    for (const domain of ['health', 'substance_use'])
      expect((await world.get('city', `/cases?domain=${domain}`)).status).toBe(422)
    const [row] = await world.sql<{ refused: number }>(
      `select count(*)::int as refused from pg_constraint where conname = 'saved_filters_no_health'`,
    )
    expect(row?.refused).toBe(1)
  })
  test('a part of life that the agency may not see fits no filter', async () => {
    await giveSeat(world, cases[0]?.id ?? '', world.agency.police.desk)
    expect(refs(await world.get('police', '/cases'))).toEqual([cases[0]?.ref])
    expect(refs(await world.get('police', '/cases?domain=finance_papers'))).toEqual([])
  })
})

describe('an exported list', () => {
  test('holds what the screen shows, in the same order, and no name; its rows are logged', async () => {
    const shown = await world.get('city', '/cases?order=ref')
    const file = await send(world.agency.city, 'GET', '/exports/cases?order=ref')
    const lines = file.text.trim().split('\r\n')
    expect(lines[0]).toBe(
      'Case,Stage,Release,Certainty,Prison,Lead today,Lead accepted,You are here as',
    )
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(refs(shown))
    expect(lines[1]).toContain('Valmare Prison')
    expect(file.text).not.toMatch(/Quillfeather|Muster|Ada/)
    expect(file.headers['content-disposition']).toMatch(/filename="cases-\d{4}-\d\d-\d\d\.csv"/)
    const events = await world.events('list.exported')
    expect(events.at(-1)?.detail).toMatchObject({ list: 'cases', rows: 4, cases: refs(shown) })
  })
  test('leaves only while it is known that it is still the member before the screen (SEC-09)', async () => {
    const { city } = world.agency
    await world.sql(`update auth.sessions set proved_at = now() - interval '11 minutes'`)
    const file = await send(city, 'GET', '/exports/cases')
    expect([file.status, JSON.parse(file.text).code]).toEqual([403, 'step_up_needed'])
    await world.sql('update auth.sessions set proved_at = now()')
    expect((await send(city, 'GET', '/exports/cases')).status).toBe(200)
  })
  test('is narrowed and limited by rights like the screen', async () => {
    const narrowed = await send(world.agency.city, 'GET', '/exports/cases?stage=community')
    expect(narrowed.text.trim().split('\r\n')).toHaveLength(2)
    const police = await send(world.agency.police, 'GET', '/exports/cases')
    expect(police.text.trim().split('\r\n')).toHaveLength(2)
    expect((await send({ token: 'nobody' }, 'GET', '/exports/cases')).status).toBe(401)
  })
  test('of releases and of handovers, too; with a mark for the letters on wish', async () => {
    const releases = await send(world.agency.city, 'GET', '/exports/releases?weeks=12&bom=true')
    expect(releases.text.charCodeAt(0)).toBe(0xfeff)
    const screen = await world.get('city', '/releases?weeks=12')
    expect(
      releases.text
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(screen.body.rows.map(({ ref }: { ref: string }) => ref))
    const asked = await send(world.agency.city, 'GET', '/exports/handovers?box=asked')
    expect(asked.text).toContain(`${cases[3]?.ref},Work,City coordination,Housing Office`)
  })
})

describe('a print', () => {
  const print = (body: object) => send(world.agency.city, 'POST', '/prints', body)
  test('of a list is logged with its rows before the browser prints', async () => {
    const done = await print({ what: 'cases', rows: 4 })
    expect(done.status).toBe(201)
    expect(done.body).toMatchObject({ by: expect.any(String), purpose: 'reintegration' })
    expect((await world.events('list.printed')).at(-1)?.detail).toEqual({ list: 'cases', rows: 4 })
  })
  test('of a case with the name asks for two identifiers', async () => {
    const ref = cases[0]?.ref
    const asked = { what: 'case', ref, names: true, typedRef: ref, typedBirth: '1990-04-02' }
    expect((await print({ ...asked, typedRef: cases[1]?.ref })).body.code).toBe('print_ref_differs')
    expect((await print({ ...asked, typedBirth: '1990-04-03' })).body.code).toBe(
      'print_birth_differs',
    )
    expect((await print(asked)).status).toBe(201)
    expect((await world.events('case.printed')).at(-1)).toMatchObject({
      case_id: cases[0]?.id,
      detail: { names: true },
    })
  })
  test('of a list never holds names, and of an unseen case does not happen', async () => {
    expect((await print({ what: 'cases', names: true })).body.code).toBe('print_names_case_only')
    const sheet = { what: 'meeting', ref: cases[0]?.ref, rows: 1 }
    expect((await print(sheet)).status).toBe(201)
    expect((await world.events('case.printed')).at(-1)).toMatchObject({
      case_id: cases[0]?.id,
      detail: { paper: 'meeting', names: false },
    })
    expect((await print({ ...sheet, ref: cases[1]?.ref, names: true })).body.code).toBe(
      'print_names_case_only',
    )
    const unseen = { what: 'case', ref: cases[1]?.ref }
    expect((await send(world.agency.papers, 'POST', '/prints', unseen)).status).toBe(404)
    expect((await print({ what: 'case' })).status).toBe(404)
  })
})

describe('saved filters', () => {
  const mine = () => world.agency.city
  const keep = (name: string, who: Who = mine(), more: object = {}) =>
    send(who, 'POST', '/filters', { name, search: { stage: 'community' }, ...more })
  test('are named, put in order, chosen as the one that opens, and renamed', async () => {
    await keep('In the community')
    const made = (await keep('No bed', mine())).body.filters
    expect(made.map(({ name }: { name: string }) => name)).toEqual(['In the community', 'No bed'])
    const [first, second] = made
    await send(mine(), 'PATCH', `/filters/${first.id}`, { byDefault: true }, 1)
    await send(
      mine(),
      'PATCH',
      `/filters/${second.id}`,
      { byDefault: true, place: 0, name: 'Bed missing' },
      1,
    )
    const now = (await send(mine(), 'GET', '/filters')).body.filters
    expect(now).toMatchObject([
      { name: 'Bed missing', byDefault: true },
      { name: 'In the community', byDefault: false },
    ])
    expect((await send(mine(), 'PATCH', `/filters/${second.id}`, { place: 3 }, 1)).status).toBe(412)
    expect((await keep('bed MISSING')).body).toMatchObject({
      code: 'filter_name_taken',
      status: 409,
    })
  })
  test('are deleted, and the deletion is taken back', async () => {
    const made = (await keep('For a moment')).body.filters.find(
      ({ name }: { name: string }) => name === 'For a moment',
    )
    const left = await send(mine(), 'DELETE', `/filters/${made.id}`, undefined, made.version)
    expect(left.body.filters.some(({ id }: { id: string }) => id === made.id)).toBe(false)
    const again = await keep('For a moment', mine(), { id: made.id, place: made.place })
    expect(again.body.filters.some(({ id }: { id: string }) => id === made.id)).toBe(true)
  })
  test('are private: a colleague of the same agency neither reads nor changes them', async () => {
    const colleague = await world.session(
      world.agency.city.id,
      ['coordinator'],
      world.agency.city.desk,
    )
    const made = (await keep('Only mine')).body.filters[0]
    expect((await send(colleague, 'GET', '/filters')).body.filters).toEqual([])
    expect(await sees(world, colleague, 'app.saved_filters where id = $1', [made.id])).toBe(false)
    expect(await sees(world, 'city', 'app.saved_filters where id = $1', [made.id])).toBe(true)
    expect(
      (await send(colleague, 'PATCH', `/filters/${made.id}`, { place: 1 }, made.version)).status,
    ).toBe(404)
    expect(
      (await send(colleague, 'DELETE', `/filters/${made.id}`, undefined, made.version)).status,
    ).toBe(404)
    expect((await keep('Theirs', colleague, { id: made.id })).status).toBe(201)
  })
  test('a search of unknown keys is refused, and forty are enough', async () => {
    expect(
      (await send(mine(), 'POST', '/filters', { name: 'x', search: { name: 'Ada' } })).status,
    ).toBe(422)
    for (let n = 0; n < 40; n += 1) await keep(`Filter ${n}`)
    expect((await keep('One more')).body.code).toBe('filter_too_many')
  })
})

test('filters, absences and decisions of another authority are not read', async () => {
  await world.sql(
    `insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, cover, entered_by)
     values (1, $1, 1, $2, 'away', now() + interval '9 days', '{10}', $2)`,
    [randomUUID(), world.agency.city.member],
  )
  await addTwin(world)
  for (const table of ['app.saved_filters', 'app.absences']) {
    expect(await sees(world, 'city', `${table} where authority_id = 1`)).toBe(true)
    expect(await sees(world, 'city', `${table} where authority_id = 2`)).toBe(false)
  }
})
