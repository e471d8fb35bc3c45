import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

type Token = { token: string }

let world: HttpWorld
let kase: { id: string; ref: string; person: string }
let ofPolice: Token
let manager: Token
beforeAll(async () => {
  world = await makeHttpWorld()
  kase = await world.openCase()
  await world.seat(kase.id, 'housing')
  await world.seat(kase.id, 'police')
  ofPolice = await world.session(world.agency.police.id, ['data_protection_officer'])
  manager = await world.session(world.agency.city.id, ['manager'])
  for (const who of ['city', 'housing', 'police'] as const)
    await world.get(who, `/cases/${kase.ref}`)
  await world.get('city', '/persons/search?q=Muster')
  await world.sql(
    `insert into audit.events (authority_id, member_id, agency_id, purpose, action, case_id, canonical, leaf)
     values (1, $1, $2, 'reintegration', 'milestone.completed', $3, '', '')`,
    [world.agency.housing.member, world.agency.housing.id, kase.id],
  )
})
afterAll(() => world.close())

const log = (who: Parameters<HttpWorld['get']>[0], query = '', ref = kase.ref) =>
  world.get(who, `/cases/${ref}/log${query}`)
const check = '?use=lawfulness'
const names = (body: { rows: { agency: { name: string } | null }[] }) =>
  [...new Set(body.rows.map(({ agency }) => agency?.name))].sort()

describe('the log is read for one of four purposes (LED-34)', () => {
  test('without one it is not read, and with another one neither', async () => {
    const answer = await log('privacy')
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([
      422,
      'log_use_missing',
      'use',
    ])
    expect((await log('privacy', '?use=curiosity')).status).toBe(422)
  })
  test('it is asked once for a case and working day, kept in the event, and asked anew the next day', async () => {
    const other = await world.session(world.agency.privacy.id, ['data_protection_officer'])
    expect((await log(other, '?use=criminal_proceedings')).status).toBe(200)
    expect((await log(other)).body.use).toBe('criminal_proceedings')
    const opened = await world.sql(
      `select detail from audit.events where action = 'log.opened' and member_id = $1`,
      [(other as unknown as { member: number }).member],
    )
    expect(opened).toEqual([{ detail: { use: 'criminal_proceedings' } }])
    await world.sql(
      `update audit.events set at = at - interval '1 day' where action = 'log.opened'`,
    )
    expect((await log(other)).status).toBe(422)
  })
  test('a manager is refused, whatever the purpose and the case', async () => {
    for (const ref of [kase.ref, 'V-999999'])
      expect([
        (await log(manager, check, ref)).status,
        (await log(manager, check, ref)).body.code,
      ]).toEqual([403, 'case_log_not_yours'])
  })
  test('reading it is logged like any other reading', async () => {
    await log('privacy', check)
    const read = await world.events('log.read')
    expect(read.at(-1)).toMatchObject({ member_id: world.agency.privacy.member, case_id: kase.id })
    expect((await log('privacy')).body.rows.map((row: { kind: string }) => row.kind)).toContain(
      'log',
    )
  })
})

describe('who sees how much of it (AU5)', () => {
  test('the officer of the authority sees everybody, and a search hit apart from an opened record', async () => {
    const { body } = await log('privacy', check)
    expect(body.scope).toBe('all')
    expect(names(body)).toEqual(
      expect.arrayContaining(['City coordination', 'Housing Office', 'Local Police']),
    )
    const kinds = body.rows.map((row: { kind: string }) => row.kind)
    expect(kinds).toEqual(expect.arrayContaining(['opened', 'searched', 'changed']))
    const hit = body.rows.find((row: { kind: string }) => row.kind === 'searched')
    expect(hit.agency.name).toBe('City coordination')
  })
  test('the officer of a partner sees their own people only, and nothing of cases where these did nothing', async () => {
    const { body } = await log(ofPolice, check)
    expect([body.scope, names(body)]).toEqual(['own', ['Local Police']])
    const other = await world.openCase()
    const unseen = await log(ofPolice, check, other.ref)
    const unknown = await log(ofPolice, check, 'V-999999')
    expect([unseen.status, unseen.body.code]).toEqual([404, 'case_not_found'])
    expect(unknown.body).toEqual({
      ...unseen.body,
      instance: unknown.body.instance,
      requestId: unknown.body.requestId,
    })
    expect(
      await world.sql(
        `select count(*)::int as n from audit.events where agency_id = $1 and case_id = $2`,
        [world.agency.police.id, other.id],
      ),
    ).toEqual([{ n: 0 }])
  })
  test('the coordination desk sees who looked and not what else was done', async () => {
    const { body } = await log('city', check)
    expect(body.scope).toBe('looks')
    const kinds = new Set(body.rows.map((row: { kind: string }) => row.kind))
    expect(kinds.has('opened')).toBe(true)
    expect(
      ['changed', 'log', 'handed_on', 'listed', 'refused'].filter((kind) => kinds.has(kind)),
    ).toEqual([])
    expect(body.rows.filter((row: { what: string | null }) => row.what !== null)).toEqual([])
    expect(Object.keys(body.rows[0]).sort()).toEqual(
      ['agency', 'at', 'id', 'kind', 'member', 'name', 'purpose', 'system', 'use', 'what'].sort(),
    )
  })
  test('who sits on the case otherwise is refused; who does not sit on it knows of no case', async () => {
    expect((await log('housing', check)).body.code).toBe('case_log_not_yours')
    expect((await log('probation', check)).body.code).toBe('case_not_found')
  })
  test('a lead is not told of an agency that helps on the wish of the person alone', async () => {
    await world.sql(
      `update app.seats set relation = 'lead' where case_id = $1 and principal = $2`,
      [kase.id, world.agency.housing.desk],
    )
    await world.seat(kase.id, 'exit', 'provider')
    await world.sql(`update app.seats set by_lead = true where case_id = $1 and principal = $2`, [
      kase.id,
      world.agency.exit.desk,
    ])
    await world.get('exit', `/cases/${kase.ref}`)
    expect(names((await log('city', check)).body)).toContain('Bridge')
    const seen = names((await log('housing', check)).body)
    expect([seen.includes('Bridge'), seen.includes('Local Police')]).toEqual([false, true])
  })
  test('an officer who declared closeness to the person knows of no such log', async () => {
    const other = await world.openCase()
    const close = await world.session(world.agency.privacy.id, ['data_protection_officer'])
    expect((await log(close, check, other.ref)).status).toBe(200)
    await world.sql(
      `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
       select 1, gen_random_uuid(), $1, $2, c.id, c.key_wrapped, '' from app.cases c where c.id = $3`,
      [close.member, other.person, other.id],
    )
    expect((await log(close, check, other.ref)).status).toBe(404)
  })
})

describe('the log is narrowed, paged, printed and saved', () => {
  test('page after page it is the whole log, each entry once and newest first', async () => {
    const whole = (await log('privacy', '?limit=200')).body.rows as { id: string }[]
    const seen: string[] = []
    let cursor: string | null = ''
    // Reading adds entries at the top, which a page behind a place never shows.
    for (let page = 0; cursor !== null && page < 50; page += 1) {
      const { body }: { body: { rows: { id: string }[]; nextCursor: string | null } } = await log(
        'privacy',
        `?limit=3${cursor && `&cursor=${cursor}`}`,
      )
      seen.push(...body.rows.map(({ id }) => id))
      cursor = body.nextCursor
    }
    expect(seen.filter((id) => whole.some((row) => row.id === id))).toEqual(
      whole.map(({ id }) => id),
    )
  })
  test('by a member of staff, by what was done and by day', async () => {
    const { member } = world.agency.police
    const { body } = await log('privacy', `?member=${member}&kind=opened`)
    expect(body.rows.length).toBeGreaterThan(0)
    expect(
      new Set(
        body.rows.map((row: { member: number; kind: string }) => `${row.member} ${row.kind}`),
      ),
    ).toEqual(new Set([`${member} opened`]))
    expect((await log('privacy', '?day=2020-01-01')).body.rows).toEqual([])
    expect((await log('privacy', `?day=${body.today}`)).body.rows.length).toBeGreaterThan(3)
  })
  test('paper and file stand in the log before they leave, and need the purpose of the day', async () => {
    expect((await world.post('privacy', `/cases/${kase.ref}/log/prints`, { rows: 5 })).status).toBe(
      200,
    )
    expect((await world.events('log.printed')).at(-1)).toMatchObject({
      case_id: kase.id,
      detail: { rows: 5, use: 'lawfulness' },
    })
    const file = await world.app.inject({
      url: `/api/v1/cases/${kase.ref}/log/file`,
      headers: { cookie: `__Host-throughcare=${world.agency.privacy.token}` },
    })
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.body).toContain('Local Police')
    expect(file.body).toContain('Opened and read: the case')
    expect(file.body).not.toMatch(/(review|sharing)\.[a-z]+\./)
    expect((await world.events('log.exported')).at(-1)).toMatchObject({ case_id: kase.id })
    const other = await world.session(world.agency.privacy.id, ['data_protection_officer'])
    expect((await world.post(other, `/cases/${kase.ref}/log/prints`, { rows: 5 })).status).toBe(422)
    expect((await world.post('housing', `/cases/V-999999/log/prints`, { rows: 5 })).status).toBe(
      404,
    )
  })
  test('SEC-09 a file that began under a proof is finished under it, for half an hour at most', async () => {
    const ada = await world.openCase()
    await world.sql(
      `insert into audit.events (authority_id, member_id, agency_id, purpose, action, case_id, detail, canonical, leaf)
       select 1, $1, $2, 'reintegration', 'case.read', $3, jsonb_build_object('nr', nr), '', '' from generate_series(1, 450) nr`,
      [world.agency.housing.member, world.agency.housing.id, ada.id],
    )
    // The proof ends as soon as the first part has left.
    await world.sql(`create table app.minutes (ago int not null);
      create function app.ends() returns trigger language plpgsql security definer as $$
      begin
        update auth.sessions s set proved_at = now() - m.ago * interval '1 minute' from app.minutes m;
        return null;
      end $$;
      create trigger ends after insert on audit.events for each row
        when (new.action = 'log.exported' and new.detail ->> 'part' = '1') execute function app.ends()`)
    const fileAfter = async (ago: number) => {
      await world.sql('delete from app.minutes')
      await world.sql('insert into app.minutes values ($1)', [ago])
      await world.sql('update auth.sessions set proved_at = now()')
      return world.app.inject({
        url: `/api/v1/cases/${ada.ref}/log/file?use=lawfulness`,
        headers: { cookie: `__Host-throughcare=${world.agency.privacy.token}` },
      })
    }
    const lines = (await fileAfter(30)).body.trim().split('\r\n')
    expect(lines.length).toBeGreaterThan(450)
    const events = (await world.events('log.exported')).filter(({ case_id }) => case_id === ada.id)
    const parts = events.map(({ detail }) => detail as { part: number; rows: number })
    expect(parts.map(({ part }) => part)).toEqual([1, 2, 3])
    expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(lines.length - 1)
    await expect(fileAfter(41)).rejects.toThrow()
    // The next one is asked for again.
    expect((await world.get('privacy', `/cases/${ada.ref}/log/file`)).body.code).toBe(
      'step_up_needed',
    )
    await world.sql('drop trigger ends on audit.events')
    await world.sql('update auth.sessions set proved_at = now()')
  })
  test('an entry of another authority is nobody’s here', async () => {
    await world.sql(
      `insert into audit.events (authority_id, action, case_id, detail, canonical, leaf, agency_id)
       values (2, 'case.read', $1, '{}', '', '', 1), (2, 'persons.search', null, jsonb_build_object('shown', jsonb_build_array($2::text)), '', '', 1)`,
      [kase.id, kase.person],
    )
    const before = (await world.sql(
      `select id::text from audit.events where authority_id = 2`,
    )) as { id: string }[]
    const { rows } = (await log('privacy', '?limit=200')).body as { rows: { id: string }[] }
    expect(rows.filter(({ id }) => before.some((one) => one.id === id))).toEqual([])
  })
})

describe('a number that leads nowhere', () => {
  test('is an erased case to those who read the log of every case, and unknown to everybody else', async () => {
    // A case that was opened and erased leaves a number that was given and that no case bears.
    const [given] = await world.sql<{ ref: string }>(
      `update app.authorities set next_case_number = next_case_number + 1 where id = 1
       returning act.case_ref(case_prefix, next_case_number - 1) as ref`,
    )
    const ref = given?.ref ?? ''
    const of = async (who: Parameters<typeof log>[0], asked: string) =>
      (await log(who, check, asked)).body.code
    expect(await of('privacy', ref)).toBe('case_erased')
    for (const who of ['city', ofPolice] as const) expect(await of(who, ref)).toBe('case_not_found')
    expect(await of(manager, ref)).toBe('case_log_not_yours')
    for (const never of ['V-9999', ref.replace('V-0', 'V-'), ref.replace('V', 'W')])
      expect(await of('privacy', never)).toBe('case_not_found')
    expect((await world.events('refused')).at(-1)?.detail).toMatchObject({ what: 'case_log' })
  })
  test('the ten-thousandth case has a number of its own', async () => {
    await world.sql('update app.authorities set next_case_number = 10000 where id = 1')
    expect((await world.openCase()).ref).toBe('V-10000')
  })
})

test('AU1 two hundred mixed acts leave two hundred entries, a search that showed somebody apart from an opened record', async () => {
  const cases = [kase, ...(await Promise.all(Array.from({ length: 4 }, () => world.openCase())))]
  const people = ['city', 'housing', 'papers'] as const
  for (const { id } of cases)
    for (const who of ['housing', 'papers'] as const)
      if (id !== kase.id || who === 'papers') await world.seat(id, who)
  await world.sql(`update audit.events set at = at - interval '1 hour'`)
  const acts: [string, () => Promise<{ status: number }>][] = people.flatMap((who) => [
    ...cases.flatMap(({ ref }): typeof acts => [
      ...['', '/continuity', '/items', '/who'].map((road): (typeof acts)[number] => [
        'opened',
        () => world.get(who, `/cases/${ref}${road}`),
      ]),
      ['printed', () => world.post(who, '/prints', { what: 'case', ref, rows: 1 })],
    ]),
    ...Array.from({ length: 20 }, (_, nr): (typeof acts)[number] => [
      'searched',
      () => world.get(who, `/persons/search?q=Muster%20${'abcdefghijklmnopqrst'[nr]}`),
    ]),
    ...Array.from({ length: 20 }, (_, nr): (typeof acts)[number] => [
      'refused',
      () => world.get(who, `/cases/V-9${nr}/continuity`),
    ]),
  ])
  for (const who of people) acts.push(['listed', () => world.get(who, '/cases')])
  acts.push(['searched', () => world.get('city', '/persons/search?q=Ada%20Muster')])
  acts.push([
    'exported',
    async () => {
      const headers = { cookie: `__Host-throughcare=${world.agency.city.token}` }
      const { statusCode } = await world.app.inject({ url: '/api/v1/exports/cases', headers })
      return { status: statusCode }
    },
  ])
  expect(acts).toHaveLength(200)
  const before = await world.sql<{ id: string }>('select max(id)::text as id from audit.events')
  for (const [, act] of acts) await act()
  const left = await world.sql<{ kind: string; purpose: string | null }>(
    'select audit.kind_of(action) as kind, purpose from audit.events where id > $1 order by id',
    [before[0]?.id],
  )
  const tally = (kinds: string[]) =>
    Object.fromEntries(
      [...new Set(kinds)].sort().map((kind) => [kind, kinds.filter((one) => one === kind).length]),
    )
  expect(tally(left.map(({ kind }) => kind))).toEqual(tally(acts.map(([kind]) => kind)))
  expect(left.filter(({ purpose }) => !purpose)).toEqual([])
})

test('LED-33 if the log cannot be written nothing is read and nothing is done', async () => {
  await world.sql(`update audit.events set at = at - interval '1 hour'`)
  await world.sql('alter table audit.events add constraint broken check (false) not valid')
  const roads = ['', '/continuity', '/items', '/who', '/rights', '/log?use=lawfulness']
  const heard = [
    ...(await Promise.all(roads.map((road) => world.get('city', `/cases/${kase.ref}${road}`)))),
    await world.get('city', '/cases'),
    await world.get('city', '/releases?weeks=12'),
    await world.get('city', '/today'),
    await world.get('city', '/persons/search?q=Muster'),
    await world.post('city', '/prints', { what: 'case', ref: kase.ref, rows: 1 }),
  ]
  await world.sql('alter table audit.events drop constraint broken')
  expect(heard.map(({ status }) => status)).toEqual(heard.map(() => 500))
  expect(JSON.stringify(heard.map(({ body }) => body))).not.toMatch(/Muster|V-\d/)
  expect((await world.get('city', `/cases/${kase.ref}`)).status).toBe(200)
})

test('a list is one entry that names every case shown in it', async () => {
  await world.openCase()
  await world.openCase()
  const { body } = await world.get('city', '/cases')
  const shown = body.cases.map(({ ref }: { ref: string }) => ref)
  expect(shown.length).toBeGreaterThan(2)
  const [event] = (await world.events('cases.list')).slice(-1)
  const ids = await world.sql<{ id: string }>('select id from app.cases where ref = any ($1)', [
    shown,
  ])
  const { cases } = (event?.detail ?? { cases: [] }) as { cases: string[] }
  expect([...cases].sort()).toEqual(ids.map(({ id }) => id).sort())
})
