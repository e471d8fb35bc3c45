import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { declareCloseness } from '../../../tests/seated.ts'
import { makeSystemsWorld, type SystemsWorld } from '../../../tests/world-systems.ts'
import { zone } from '../../../tests/zone.ts'
import { scopeNames, scopes, systemOperations } from './vocabulary.ts'

// The housing office has a case system of its own. It may see what the office's desk sees, as far as its key says.

let world: SystemsWorld
beforeAll(async () => {
  world = await makeSystemsWorld()
})
afterAll(() => world.close())

describe('each scope opens its operations and no other, of all there are', () => {
  test('every route, with a key of each scope', async () => {
    const { paths } = (await world.app.inject('/api/v1/openapi.json')).json()
    const routes = Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { operationId, security }]) => ({
          ...{ path, method: method.toUpperCase(), operationId, security },
        })),
    )
    expect(routes.length).toBeGreaterThan(200)
    for (const scope of scopeNames.filter((one) => one !== 'names')) {
      const { key } = await world.keyOf({ scopes: [scope, 'names'] })
      for (const { path, method, operationId } of routes) {
        const url = path
          .replace('/api/v1', '')
          .replaceAll(/\{ref\}/g, world.mine.ref)
          .replaceAll(/\{\w+\}/g, randomUUID())
        const headers = { 'if-match': '"1"' }
        const body = method === 'GET' ? {} : { body: { outcome: 'accepted' } }
        const { status, body: said } = await world.call(key, url, { method, headers, ...body })
        const needed = systemOperations[operationId]
        const told = needed === scope ? 'in' : needed ? 'key_other_scope' : 'not_for_systems'
        const found = status < 400 || [404, 422].includes(status) ? 'in' : said?.code
        expect([scope, method, path, found]).toEqual([scope, method, path, told])
      }
    }
    const described = routes.filter(({ security }) => security?.some((one) => 'agencyKey' in one))
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(
      Object.keys(systemOperations).sort(),
    )
  })
  test('the database knows the same scopes', async () => {
    const kept = await world.sql<{ code: string }>(
      'select code from app.system_scopes order by position',
    )
    expect(kept.map(({ code }) => code)).toEqual(Object.keys(scopes))
  })
  test('pages and feeds are for people', async () => {
    const { key } = await world.keyOf()
    for (const url of ['/offer', '/essence', '/log/checkpoint']) {
      const headers = { authorization: `Bearer ${key}` }
      expect([200, 302]).not.toContain((await world.app.inject({ url, headers })).statusCode)
    }
  })
})

interface Operation {
  operationId: string
  security?: Record<string, string[]>[]
}

describe('what it reads is what its desk reads, and no name beyond its scope', () => {
  test('its cases, and of others the answer of what does not exist', async () => {
    const { key } = await world.keyOf()
    const { cases } = (await world.call(key, '/cases')).body
    expect(cases.map(({ ref }: { ref: string }) => ref)).toEqual([world.mine.ref])
    const found = await world.call(key, `/cases/${world.mine.ref}`)
    expect(found).toMatchObject({ status: 200, body: { may: [] } })
    expect((await world.call(key, `/cases/${world.mine.ref}/continuity`)).status).toBe(200)
    expect((await world.call(key, '/releases?weeks=12')).body.rows).toHaveLength(1)
    for (const url of [`/cases/${world.other.ref}`, `/cases/${world.other.ref}/continuity`])
      expect(await world.call(key, url)).toMatchObject({
        status: 404,
        body: { code: 'case_not_found' },
      })
  })
  test('no name without the scope of names, and with it the names that the desk knows', async () => {
    const { lead, kase } = await world.offer()
    await world.seat(kase.id, 'housing')
    const urls = [
      ...['/cases', `/cases/${world.mine.ref}`, `/cases/${kase.ref}/continuity`],
      ...['/releases?weeks=12', '/handovers?box=waiting', `/leads/${lead}`],
    ]
    const without = await world.keyOf()
    const named = await world.keyOf({ scopes: ['cases', 'continuity', 'offers', 'names'] })
    for (const url of urls) {
      const { status, body } = await world.call(without.key, url)
      expect([url, status, /Muster|Ada|quiet flat/.test(JSON.stringify(body))]).toEqual([
        ...[url, 200, false],
      ])
      const told = JSON.stringify((await world.call(named.key, url)).body)
      expect([url, told]).toEqual([url, expect.stringMatching(/Muster|quiet flat/)])
    }
    await world.sql('delete from app.seats where case_id = $1 and principal = 50', [kase.id])
  })
  test('the agreement over for its agency, it sees nothing in the same second', async () => {
    const { key } = await world.keyOf()
    await world.sql('update app.arrangement_parties set left_on = current_date where agency_id = 5')
    expect((await world.call(key, '/cases')).body.cases).toEqual([])
    expect((await world.call(key, `/cases/${world.mine.ref}`)).status).toBe(404)
    await world.sql('update app.arrangement_parties set left_on = null where agency_id = 5')
    expect((await world.call(key, '/cases')).body.cases).toHaveLength(1)
  })
  test('what somebody of its agency closed to themselves is closed to its system', async () => {
    const { key } = await world.keyOf()
    await declareCloseness(world, world.mine, world.agency.housing.member)
    expect((await world.call(key, `/cases/${world.mine.ref}`)).status).toBe(404)
    await world.sql('update app.closeness set lifted_at = now(), lifted_by = 1')
    await declareCloseness(world, world.mine, world.agency.police.member)
    expect((await world.call(key, `/cases/${world.mine.ref}`)).status).toBe(200)
  })
  test('a specially protected case exists for no system', async () => {
    const { key } = await world.keyOf()
    const { member } = world.agency.city
    await world.sql(
      `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped)
       values (1, gen_random_uuid(), $1, 'minor', array[$2::int], $3, $4)`,
      [world.mine.id, world.agency.housing.desk, member, world.db.keys.newDataKey(1).wrapped],
    )
    expect((await world.call(key, `/cases/${world.mine.ref}`)).status).toBe(404)
    expect((await world.call(key, '/cases')).body.cases).toEqual([])
    await world.sql('delete from app.protections')
  })
})

describe('an injected statement reaches no more than the key', () => {
  test('a key proves nothing to the login of members, nor a scope that it does not have', async () => {
    const { key } = await world.keyOf({ scopes: ['offers'] })
    await expect(
      world.db.actorPool.query('select actor.assume($1, $2)', [`${key}@192.0.2.7#offers`, '']),
    ).rejects.toThrow('key_refused')
    for (const scope of ['cases', 'names', '', 'offers,cases'])
      await expect(world.inject(key, scope, 'select 1')).rejects.toThrow('key_other_scope')
    const named = await world.keyOf({ scopes: ['offers', 'names'] })
    await expect(world.inject(named.key, 'names', 'select 1')).rejects.toThrow('key_other_scope')
  })
  test('tables: nothing that stands in no scope, and of the rest the rows of its desk', async () => {
    const { key } = await world.keyOf({ scopes: ['cases', 'continuity', 'offers', 'names'] })
    const closed = [
      'items',
      'item_versions',
      'special_items',
      'special_item_versions',
      'shares',
      'decisions',
      'system_keys',
      'member_functions',
    ]
    for (const table of closed)
      await expect(world.inject(key, 'cases', `select from app.${table}`)).rejects.toThrow(
        'permission denied',
      )
    await expect(world.inject(key, 'cases', 'select from audit.events')).rejects.toThrow(
      'permission denied',
    )
    await expect(world.inject(key, 'cases', 'select email from app.members')).rejects.toThrow(
      'permission denied',
    )
    const seen = async (scope: string, table: string) =>
      (await world.inject(key, scope, `select count(*)::int as found from app.${table}`))[0]?.found
    const ofWorker = async (table: string) =>
      (await ask(world, 'housing', `select count(*)::int as found from app.${table}`))[0]?.found
    for (const table of ['cases', 'seats', 'case_leads', 'arrangements'])
      expect([table, await seen('cases', table)]).toEqual([table, await ofWorker(table)])
    for (const table of ['leads', 'persons', 'case_needs'])
      expect([table, await seen('continuity', table)]).toEqual([table, await ofWorker(table)])
    const refs = await world.inject(key, 'cases', 'select ref from app.cases')
    expect(refs).toContainEqual({ ref: world.mine.ref })
    expect(refs).not.toContainEqual({ ref: world.other.ref })
  })
  test('tables: each for its scopes alone', async () => {
    const opened: Record<string, string> = {
      ...{ cases: 'cases continuity', case_leads: 'cases continuity' },
      ...{ case_needs: 'cases continuity', continuations: 'continuity' },
      ...{
        members: 'cases',
        arrangements: 'cases',
        arrangement_parties: 'cases',
        clauses: 'cases',
      },
      ...{ public_holidays: 'continuity', persons: 'names', person_identifiers: 'names' },
      ...{ seats: 'cases continuity offers', leads: 'cases continuity offers' },
    }
    const { mine, agency } = world
    await world.sql(
      `insert into app.public_holidays (authority_id, day, names, source) values (1, '2030-01-01', '{"en": "A day"}', 'city')`,
    )
    await world.sql(
      `insert into app.continuations (authority_id, case_id, domain, clause_id, to_principal, goes_on, way, said_on, language, recorded_by)
       values (1, $1, 'accommodation', $2, $3, true, 'paper', current_date, 'en', $4)`,
      [mine.id, world.clause('accommodation'), agency.housing.desk, agency.city.member],
    )
    const plain = await world.keyOf()
    const named = await world.keyOf({ scopes: ['cases', 'continuity', 'offers', 'names'] })
    for (const [table, scopesOf] of Object.entries(opened))
      for (const scope of ['cases', 'continuity', 'offers']) {
        const count = `select count(*)::int as found from app.${table}`
        const [row] = await world.inject(plain.key, scope, count)
        const [known] = await world.inject(named.key, scope, count)
        const found = [Number(row?.found) > 0, Number(known?.found) > 0]
        const expected =
          scopesOf === 'names' ? [false, true] : Array(2).fill(scopesOf.includes(scope))
        expect([table, scope, ...found]).toEqual([table, scope, ...expected])
      }
  })
  test('acts: none but the answer; no key, no step-up, no member’s guard', async () => {
    const { key } = await world.keyOf({ scopes: ['cases', 'offers'] })
    for (const act of [
      `act.ask_system_key(gen_random_uuid(), 5, 50, 'reintegration', 'Me', '{cases}', '{}', current_date)`,
      `act.confirm_system_key(gen_random_uuid(), '\\x00')`,
      `act.offer_lead(gen_random_uuid(), gen_random_uuid(), 'work', 5, null, null, 0, null, null, false, null, null)`,
      `read.items('x', 'y', 'z')`,
      `auth.note_proof(null, 'passkey')`,
    ])
      await expect(world.inject(key, 'cases', `select ${act}`)).rejects.toThrow(
        /permission denied|does not exist/,
      )
    const other = `read.rows_of((select c from app.cases c limit 1))`
    await expect(world.inject(key, 'cases', `select ${other}`)).rejects.toThrow('not_for_systems')
    const told = 'select count(*)::int as found from read.arranged($1)'
    const wide = await world.keyOf()
    expect(await world.inject(wide.key, 'continuity', told, [world.other.id])).toEqual([
      { found: 0 },
    ])
    const lead = randomUUID()
    await expect(world.inject(key, 'cases', 'select read.lead_held($1)', [lead])).rejects.toThrow(
      'not_for_systems',
    )
    await expect(
      world.inject(key, 'offers', 'select read.case_rows($1)', [world.mine.ref]),
    ).rejects.toThrow('not_for_systems')
    await expect(
      world.inject(key, 'offers', 'select read.table_of($1)', [world.mine.id]),
    ).rejects.toThrow('not_for_systems')
    const [who] = await world.inject(
      key,
      'cases',
      'select actor.member() as member, actor.functions() as functions, actor.system() is not null as system',
    )
    expect(who).toEqual({ member: 0, functions: [], system: true })
  })
})

test('the log names the system by its number, its agency and its purpose, and folds what it repeats', async () => {
  const { id, key } = await world.keyOf()
  await world.call(key, `/cases/${world.mine.ref}`)
  await world.call(key, `/cases/${world.mine.ref}`)
  const its = `select member_id, agency_id, purpose, case_id from audit.events where action = 'case.read' and detail ->> 'system' = $1`
  expect(await world.sql(its, [id])).toEqual([
    { member_id: null, agency_id: 5, purpose: 'reintegration', case_id: world.mine.id },
  ])
  const { rows } = (await world.get('city', `/cases/${world.mine.ref}/log?use=lawfulness`)).body
  expect(JSON.stringify(rows)).toContain('Roof')
})

test('software that reads a list through stands on the review list with its plain reason (AU3)', async () => {
  const { id } = await world.keyOf()
  const { id: agency } = world.agency.housing
  /** So many different cases, one a minute, on a day some weeks ago. */
  const reads = (ago: number, cases: number) =>
    world.sql(
      `insert into audit.events (authority_id, at, agency_id, purpose, action, case_id, detail, canonical, leaf)
       select 1, (current_date - $1::int + time '10:00') at time zone '${zone}' + n * interval '1 minute', $2, 'reintegration', 'case.read',
              ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, jsonb_build_object('system', $3::text), '', ''
         from generate_series(1, $4::int) n`,
      [ago, agency, id, cases],
    )
  const found = async (ago: number) => {
    await world.sql('select audit.find_reviews(1, current_date - $1::int)', [ago])
    return world.sql(
      'select kind, agency_id as agency, facts from audit.reviews where system_id = $1 and on_day = current_date - $2::int',
      [id, ago],
    )
  }
  // Without ten days of its own: 20 within an hour, and not 21. Then: twice its own custom, the fullest day left out.
  await reads(40, 20)
  expect(await found(40)).toEqual([])
  await reads(39, 21)
  expect(await found(39)).toMatchObject([
    { kind: 'bulk', agency, facts: { cases: 21, usual: null } },
  ])
  for (let ago = 38; ago > 30; ago -= 1) await reads(ago, 20)
  await reads(20, 40)
  expect(await found(20)).toEqual([])
  await reads(19, 43)
  expect(await found(19)).toMatchObject([{ facts: { cases: 43, usual: 21 } }])
  const officer = await world.session(agency, ['data_protection_officer'])
  const other = await world.session(world.agency.police.id, ['data_protection_officer'])
  const list = async (who: Parameters<typeof world.get>[0]) =>
    (await world.get(who, '/reviews?use=lawfulness')).body.reviews
  for (const who of ['privacy', officer] as const)
    expect((await list(who))[0]).toMatchObject({
      ...{ kind: 'bulk', name: 'Roof', system: true, mine: false },
      ...{ agency: { id: agency }, facts: { cases: 43, usual: 21 } },
    })
  expect(await list(other)).toEqual([])
  const [{ id: entry }] = await list(officer)
  const verdict = { verdict: 'justified', note: 'A restart copied the whole list.' }
  expect((await world.post(other, `/reviews/${entry}/verdict`, verdict)).status).toBe(404)
  expect((await world.post(officer, `/reviews/${entry}/verdict`, verdict)).status).toBe(200)
})

test('who sits at the table is told which software reads the case, and nobody else', async () => {
  const software = async (who: 'city' | 'police' | 'housing') =>
    (await world.get(who, `/cases/${world.mine.ref}/who`)).body.systems
  const before = (await software('city')).length
  const { id } = await world.keyOf({ scopes: ['cases', 'names'] })
  await world.keyOf({ scopes: ['offers'] })
  const told = await software('city')
  expect(told).toHaveLength(before + 1)
  expect(told).toContainEqual(
    expect.objectContaining({ label: 'Roof', agency: 'Housing Office', showsNames: true }),
  )
  expect(await software('police')).toBeUndefined()
  await world.sql(
    'update app.system_keys set ended_at = now(), ended_by = confirmed_by where id = $1',
    [id],
  )
  expect(await software('city')).toHaveLength(before)
})
