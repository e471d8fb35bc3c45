import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workOf } from '../../../tests/count-work.ts'
import { ask } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type CallWish, makeSystemsWorld, type SystemsWorld } from '../../../tests/world-systems.ts'
import { zone } from '../../../tests/zone.ts'
import { hashToken } from '../../platform/auth/tokens.ts'
import { newSystemKey } from '../../platform/http/system-keys.ts'
import { silentLog } from '../../platform/log.ts'
import { createServer } from '../../server/app.ts'

// The housing office has a case system of its own. It may see what the office's desk sees, as far as its key says.

let world: SystemsWorld
beforeAll(async () => {
  world = await makeSystemsWorld()
})
afterAll(() => world.close())

describe('a key is made by two persons, and shown to the second', () => {
  const wish = (more: object = {}) => ({
    ...{ agencyId: world.agency.housing.id, desk: world.agency.housing.desk, label: 'Roof' },
    ...{ purpose: 'reintegration', scopes: ['cases'], validUntil: day(30), ...more },
  })
  const confirm = (who: { token: string }, id: string) =>
    world.post(who, `/system-keys/${id}/agreement`, {})
  let id: string

  test('an administrator asks, or who answers for the agency itself; nobody else', async () => {
    for (const who of ['city', 'housing', 'privacy'] as const)
      expect([who, (await world.post(who, '/system-keys', wish())).status]).toEqual([who, 403])
    const police = await world.session(world.agency.police.id, ['manager'])
    expect((await world.post(police, '/system-keys', wish())).status).toBe(403)
    expect((await world.post(world.manager, '/system-keys', wish())).status).toBe(201)
    const asked = await world.post(world.administrator, '/system-keys', wish(), {
      key: 'once-and-once',
    })
    const again = await world.post(world.administrator, '/system-keys', wish(), {
      key: 'once-and-once',
    })
    expect(asked).toMatchObject({ status: 201 })
    expect(again.body).toEqual(asked.body)
    id = asked.body.id
  })
  test('what it may do is named, ends within 400 days, and is for a desk of that agency', async () => {
    const wrong: [object, string][] = [
      [{ validUntil: day(401) }, 'system_end_invalid'],
      [{ validUntil: day(-1) }, 'system_end_invalid'],
      [{ scopes: ['names'] }, 'system_scopes_invalid'],
      [{ desk: world.agency.city.desk }, 'system_desk_unknown'],
      [{ agencyId: 999 }, 'agency_not_found'],
      [{ purpose: 'gossip' }, 'purpose_unknown'],
      [{ addresses: ['10.0.0.0/99'] }, 'invalid'],
      [{ scopes: ['everything'] }, 'invalid'],
    ]
    for (const [more, code] of wrong) {
      const { status, body } = await world.post(world.administrator, '/system-keys', wish(more))
      expect([more, status >= 400 && status < 500]).toEqual([more, true])
      if (code !== 'invalid') expect([more, body.code]).toEqual([more, code])
    }
  })
  test('whoever asked is not the second person, and another agency knows of no key', async () => {
    const police = await world.session(world.agency.police.id, ['manager'])
    expect((await confirm(police, id)).body.code).toBe('system_key_not_found')
    expect((await confirm(world.administrator, id)).body.code).toBe('system_second_only')
    expect((await confirm({ token: world.agency.housing.token }, id)).status).toBe(404)
    const [own] = await world.sql<{ id: string }>(
      'select id from app.system_keys where asked_by = $1',
      [world.manager.member],
    )
    expect((await confirm(world.manager, own?.id ?? '')).body.code).toBe('system_second_person')
  })
  test('both prove to be themselves first', async () => {
    const late = `update auth.sessions set proved_at = now() - interval '11 minutes' where member_id = any ($1)`
    const both = [[world.administrator.member, world.manager.member]]
    await world.sql(late, both)
    expect((await world.post(world.administrator, '/system-keys', wish())).body.code).toBe(
      'step_up_needed',
    )
    expect((await confirm(world.manager, id)).body.code).toBe('step_up_needed')
    await world.sql('update auth.sessions set proved_at = now() where member_id = any ($1)', both)
  })
  test('what nobody agreed to within two weeks is over', async () => {
    const its = `update app.system_keys set asked_on = asked_on - $2::int, valid_until = valid_until - $2::int where id = $1`
    await world.sql(its, [id, 15])
    expect((await confirm(world.manager, id)).body.code).toBe('system_key_over')
    await world.sql(its, [id, -15])
  })
  test('the second person is shown the key, once; the database keeps its hash', async () => {
    const made = await confirm(world.manager, id)
    expect(made.body.key).toMatch(/^tc_[\w-]{43}$/)
    expect((await confirm(world.manager, id)).body.code).toBe('system_key_over')
    const kept = await world.sql('select token_hash from app.system_keys where id = $1', [id])
    expect(kept).toEqual([{ token_hash: hashToken(made.body.key) }])
    expect(JSON.stringify(await world.sql('select * from audit.events'))).not.toContain(
      made.body.key,
    )
    expect((await world.call(made.body.key, '/cases')).body.cases).toMatchObject([
      { ref: world.mine.ref },
    ])
    const { keys } = (await world.get(world.manager, '/system-keys')).body
    expect(keys.find((one: { id: string }) => one.id === id)).toMatchObject({
      ...{ state: 'open', lastUsedOn: day(0), listsLately: 1, openedLately: 0, may: ['end'] },
    })
    expect(JSON.stringify(keys)).not.toContain(kept[0])
    expect((await world.get('housing', '/system-keys')).status).toBe(403)
  })
  test('nobody reads the hash, or the table at all', async () => {
    for (const who of [world.administrator, world.manager])
      await expect(ask(world, who, 'select * from app.system_keys')).rejects.toThrow('forbidden')
  })
})

const refused = { status: 401, body: { code: 'key_refused' } }

describe('it answers offers to its desk', () => {
  test('with the version that it saw; then the desk is accountable, and the log says which system', async () => {
    const { id, key } = await world.keyOf({ scopes: ['offers'] })
    const { lead, kase } = await world.offer()
    const url = `/leads/${lead}/answer`
    const say = (body: object, version?: number) =>
      world.call(key, url, {
        ...{ method: 'POST', body },
        ...(version && { headers: { 'if-match': `"${version}"` } }),
      })
    expect((await say({ outcome: 'accepted' })).status).toBe(428)
    expect((await say({ outcome: 'accepted' }, 7)).status).toBe(412)
    for (const body of [
      { outcome: 'withdrawn' },
      { outcome: 'accepted', channel: 'phone', saidBy: 'Xenia' },
    ])
      expect((await say(body, 1)).body.code).toBe('not_for_systems')
    expect(await say({ outcome: 'accepted' }, 1)).toMatchObject({
      status: 200,
      body: { state: 'accepted' },
    })
    const event = (await world.events('lead.accepted')).at(-1)
    expect(event).toMatchObject({ member_id: null, case_id: kase.id, detail: { lead, system: id } })
    const [row] = await world.sql(
      'select channel, answered_by, confirmed_at from app.leads where id = $1',
      [lead],
    )
    expect(row).toEqual({ channel: 'self', answered_by: null, confirmed_at: null })
  })
  test('and none to another', async () => {
    const { key } = await world.keyOf({ scopes: ['offers'] })
    const made = await world.post('city', `/cases/${world.mine.ref}/leads`, {
      ...{
        domain: 'finance_papers',
        agencyId: world.agency.papers.id,
        tied: 'release',
        from: day(60),
      },
    })
    const headers = { 'if-match': '"1"' }
    const url = `/leads/${made.body.id}/answer`
    const said = await world.call(key, url, {
      method: 'POST',
      body: { outcome: 'accepted' },
      headers,
    })
    expect([403, 404]).toContain(said.status)
  })
})

describe('over, wrong and unknown keys are one answer', () => {
  const same = async (key: string, wish: CallWish = {}) => {
    const { status, body } = await world.call(key, '/cases', wish)
    return { status, body: { ...body, instance: '' } }
  }
  test('whatever the reason', async () => {
    const unknown = await same(newSystemKey())
    expect(unknown).toMatchObject(refused)
    const today = `(now() at time zone '${zone}')::date`
    const reasons = [
      `update app.system_keys set ended_at = now(), ended_by = confirmed_by where id = $1`,
      `update app.system_keys set valid_until = ${today} - 1 where id = $1`,
      `update app.system_keys set confirmed_at = null, confirmed_by = null, token_hash = null where id = $1`,
      `update app.system_keys set addresses = '{198.51.100.0/24}' where id = $1`,
    ]
    for (const reason of reasons) {
      const { id, key } = await world.keyOf()
      expect((await same(key)).status).toBe(200)
      await world.sql(reason, [id])
      expect([reason, await same(key)]).toEqual([reason, unknown])
    }
    const { key } = await world.keyOf()
    await world.sql(`update app.agencies set ended_on = ${today} where id = 5`)
    expect(await same(key)).toEqual(unknown)
    await world.sql('update app.agencies set ended_on = null where id = 5')
    expect((await same(key)).status).toBe(200)
    expect((await world.events('system_key.refused')).length).toBeGreaterThanOrEqual(3)
  })
  test('an unknown key is exactly the work of one that is over: the same questions to the database', async () => {
    // The last of them, after the answer, looks whether the log has to know of it.
    const work = async (key: string) => {
      let ofSystems: string[] = []
      const ofGate = await workOf(world.db.gate, async () => {
        ofSystems = await workOf(world.db.systemPool, () => same(key))
      })
      return [...ofSystems, ...ofGate]
    }
    const over = async (reason: string) => {
      const { id, key } = await world.keyOf()
      await world.sql(`update app.system_keys set ${reason} where id = $1`, [id])
      return key
    }
    // The first one opens the connections of both.
    await work(newSystemKey())
    const unknown = await work(newSystemKey())
    expect(unknown).toEqual(['read.case_list/10', 'auth.refuse_system_key'])
    for (const reason of [
      'ended_at = now(), ended_by = confirmed_by',
      'valid_until = current_date - 2, asked_on = current_date - 9',
      `addresses = '{198.51.100.0/24}'`,
    ])
      expect([reason, await work(await over(reason))]).toEqual([reason, unknown])
  })
  test('ended by its agency, it is over in the next request', async () => {
    const { id, key } = await world.keyOf()
    const end = (who: { token: string }) =>
      world.app.inject({
        ...{ method: 'DELETE', url: `/api/v1/system-keys/${id}` },
        headers: { cookie: `__Host-throughcare=${who.token}` },
      })
    expect((await end(world.agency.police)).statusCode).toBe(404)
    expect((await end(world.manager)).statusCode).toBe(204)
    expect(await world.call(key, '/cases')).toMatchObject(refused)
    expect((await end(world.administrator)).statusCode).toBe(409)
  })
  test('from its networks it works, from elsewhere not', async () => {
    const near = await world.keyOf({ addresses: ['127.0.0.1/32'] })
    for (const [from, status] of [
      ['127.0.0.1', 200],
      ['::ffff:127.0.0.1', 200],
      ['::1', 401],
      ['127.0.0.2', 401],
    ] as const)
      expect([from, (await world.call(near.key, '/cases', { from })).status]).toEqual([
        from,
        status,
      ])
    const { key } = await world.keyOf({ addresses: ['192.0.2.0/24', '2001:db8::/32'] })
    for (const from of ['192.0.2.9', '2001:db8::5'])
      expect(await world.inject(key, 'cases', 'select 1 as one', [], from)).toEqual([{ one: 1 }])
    for (const from of ['192.0.3.9', '2001:db9::5', 'fe80::1', '', 'nowhere'])
      await expect(world.inject(key, 'cases', 'select 1', [], from)).rejects.toThrow('key_refused')
  })
  test('what nobody ever gave out opens nothing and breaks nothing', async () => {
    const { key } = await world.keyOf()
    const tries = [
      `${key}x`,
      key.slice(0, -1),
      `${key}@192.0.2.7#cases`,
      'tc_',
      `tc_' or true --`,
      `tc_${'A'.repeat(190)}`,
      'tc_é#@',
    ]
    for (const typed of tries)
      expect([typed, (await world.call(typed, '/cases')).status]).toEqual([typed, 401])
    const cookie = `__Host-throughcare=${world.agency.city.token}`
    expect(await world.call(key, '/cases', { headers: { cookie } })).toMatchObject({
      status: 400,
      body: { code: 'key_with_session' },
    })
    const elsewhere = { 'x-purpose': 'supervision' }
    expect((await world.call(key, '/cases', { headers: elsewhere })).body.code).toBe(
      'key_other_purpose',
    )
    expect((await world.call(key, '/nothing')).status).toBe(404)
  })
  test('each key has its own measure', async () => {
    const { databases, ...rest } = { databases: world.db, log: silentLog, version: '0' }
    const app = await createServer({
      ...{ databases, ...rest, config: { origin: 'http://localhost:8080', trustedProxies: [] } },
      rateLimits: { perSession: 2, perAddress: 100, signIn: 9 },
    })
    const [one, two] = [await world.keyOf(), await world.keyOf()]
    const ask = async ({ key }: { key: string }) =>
      (await app.inject({ url: '/api/v1/cases', headers: { authorization: `Bearer ${key}` } }))
        .statusCode
    expect([await ask(one), await ask(one), await ask(one), await ask(two)]).toEqual([
      200, 200, 429, 200,
    ])
    await app.close()
  })
})
