import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, giveSeat, meanwhile, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { type ItemWish, layItem, layVersion } from '../../../tests/world-items.ts'
import { journalFile, readErasures } from '../../platform/backup/erasure-journal.ts'
import { silentLog } from '../../platform/log.ts'
import { rootOf } from '../../platform/tlog/tree-hash.ts'
import { sealEvents } from '../audit/service/seal-events.ts'
import type { ErasureEffect, Erasures } from './erasure-contract.ts'
import { finishErasures } from './service/finish-erasures.ts'

let world: HttpWorld
let dataDir: string
beforeAll(async () => {
  world = await makeHttpWorld()
  dataDir = mkdtempSync(join(tmpdir(), 'erasures-'))
})
afterAll(async () => {
  await world.close()
  rmSync(dataDir, { recursive: true })
})

const openTable = async () => {
  const opened = await world.openCase()
  for (const who of ['probation', 'housing', 'police'] as const)
    await giveSeat(world, opened.id, world.agency[who].desk)
  return opened
}
/** An item of the housing office, laid down as an act would: with the table as its readers. */
const lay = async (kase: string, wish: ItemWish = {}) => {
  const item = await layItem(world, kase, { owner: 'housing', ...wish })
  await world.sql(
    `insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by)
     values (1, $1, 1, $2, 'table', '{}', $3)`,
    [item, kase, world.agency.housing.member],
  )
  return item
}
const askFor = (
  item: string,
  who: AgencyName | { token: string } = 'housing',
  ground = 'unlawful',
) => world.post(who, `/items/${item}/erasures`, { ground })
const decide = (id: string, answer = 'erased', who: AgencyName | { token: string } = 'privacy') =>
  world.post(who, `/erasures/${id}/decision`, { answer })
const listed = async (who: AgencyName | { token: string } = 'privacy') => {
  const { status, body } = await world.get(who, '/erasures')
  expect(status, JSON.stringify(body)).toBe(200)
  return body as Erasures
}
const context = () => ({
  ...{ databases: world.db, dataDir, log: silentLog, origin: 'https://desk.example' },
  databaseUrl: 'not embedded',
})

/** Every row of every table, as one text: what a dump would show. */
async function dump(): Promise<string> {
  const tables = await world.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('app', 'audit', 'graphile_worker') and c.oid::regclass::text <> 'app.erasure_journal'`,
  )
  const parts = await Promise.all(
    tables.map(({ name }) => world.sql(`select to_jsonb(t)::text as row from ${name} t`)),
  )
  return JSON.stringify(parts)
}

describe('erasing an item takes two people (GD-09, SEC-02)', () => {
  test('its own agency asks, an officer or a chair decides, and nobody does both', async () => {
    const { id } = await openTable()
    const item = await lay(id)
    for (const who of ['probation', 'city', 'privacy'] as const)
      expect((await askFor(item, who)).status, who).toBeGreaterThanOrEqual(403)
    expect((await askFor(item, 'stranger')).body.code).toBe('item_not_found')
    const asked = await askFor(item)
    expect(asked.status).toBe(201)
    expect((await askFor(item)).body.code).toBe('erasure_asked')
    expect((await decide(asked.body.id, 'erased', 'housing')).body.code).toBe('erasure_not_yours')
    expect((await decide(asked.body.id, 'erased', 'police')).body.code).toBe('erasure_not_found')
    const both = await world.session(
      world.agency.housing.id,
      ['case_worker', 'chair'],
      world.agency.housing.desk,
    )
    const second = await lay(id)
    const own = await askFor(second, both)
    expect((await decide(own.body.id, 'erased', both)).body.code).toBe('erasure_second_person')
    expect((await decide(own.body.id, 'refused')).status).toBe(200)
    expect((await decide(own.body.id)).body.code).toBe('erasure_answered')
    expect((await decide(asked.body.id)).status).toBe(200)
    const left = await world.sql('select 1 from app.items where id = any ($1)', [[item, second]])
    expect(left).toHaveLength(1)
  })
  test('the officer of a partner decides for its own people alone and learns of no other case (AU5)', async () => {
    const { id } = await openTable()
    const officer = (agency: AgencyName) =>
      world.session(world.agency[agency].id, ['data_protection_officer'])
    const [theirs, other] = [await officer('housing'), await officer('probation')]
    const { body } = await askFor(await lay(id))
    const ids = async (who: { token: string }) => (await listed(who)).erasures.map((one) => one.id)
    expect(await ids(other)).not.toContain(body.id)
    expect(await ids(theirs)).toContain(body.id)
    expect((await decide(body.id, 'refused', other)).body.code).toBe('erasure_not_found')
    const told = await world.sql<{ ids: number[] }>('select act.erasure_approvers(1, $1) as ids', [
      world.agency.housing.member,
    ])
    expect(told[0]?.ids).toContain(10_000 + theirs.member)
    expect(told[0]?.ids).not.toContain(10_000 + other.member)
    expect((await decide(body.id, 'refused', theirs)).status).toBe(200)
  })
  test('who may not read it, or to whom the case is closed, neither previews nor hears that it is asked (PI5)', async () => {
    const { id, person } = await openTable()
    const item = await lay(id)
    const { housing, probation } = world.agency
    const colleague = () => world.session(housing.id, ['case_worker'], housing.desk)
    const alone = () => world.session(housing.id, ['case_worker'])
    const [author, near] = [await colleague(), await colleague()]
    const [absent, guest] = [await alone(), await alone()]
    await giveSeat(world, id, 10_000 + guest.member, { relation: 'guest' })
    const special = { approver: author.member }
    const pending = await layItem(world, id, { owner: 'housing', mode: 'agency', special })
    const { body } = await askFor(item)
    const previews = async (who: AgencyName | { token: string }, what = item) => {
      const [row] = await ask<{ effect: unknown }>(
        world,
        who,
        'select read.item_erasure_rows($1) as effect',
        [what],
      )
      return row?.effect !== null
    }
    const hears = async (who: AgencyName | { token: string }) =>
      (await listed(who)).erasures.some((one) => one.id === body.id)
    const knows = async (who: AgencyName | { token: string }) => [
      await previews(who),
      await hears(who),
    ]
    expect(await knows('housing')).toEqual([true, true])
    expect(await knows(near)).toEqual([true, true])
    expect(await knows(absent)).toEqual([false, false])
    expect(await previews(guest)).toBe(false)
    expect(await previews('housing', randomUUID())).toBe(false)
    expect(await previews(author, pending)).toBe(true)
    expect(await previews(near, pending)).toBe(false)
    const key = `(select c.key_wrapped from app.cases c where c.id = '${id}')`
    await meanwhile(
      world,
      `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped)
         values (1, gen_random_uuid(), '${id}', 'minor', array[${probation.member}], ${probation.member}, ${key})`,
      `delete from app.protections where case_id = '${id}'`,
      async () => expect(await knows('housing')).toEqual([false, false]),
    )
    expect(await hears('privacy')).toBe(true)
    await meanwhile(
      world,
      `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
         select 1, gen_random_uuid(), m, '${person}', '${id}', ${key}, '' from unnest(array[${near.member}, ${world.agency.privacy.member}]) m`,
      `delete from app.closeness where case_id = '${id}'`,
      async () => {
        expect(await knows(near)).toEqual([false, false])
        expect(await hears('privacy')).toBe(false)
      },
    )
    await decide(body.id, 'refused')
  })
  test('a contest that ends in erasure waits for the second person too', async () => {
    const { id } = await openTable()
    const item = await lay(id)
    const said = { statement: 'That was my brother.', language: 'en', wish: 'erase' }
    const { body } = await world.post('probation', `/items/${item}/contests`, {
      ...{ ...said, way: 'talk', on: day(0) },
    })
    const answer = { outcome: 'erased', reasons: 'It was his brother.' }
    expect((await world.post('housing', `/contests/${body.id}/decision`, answer)).status).toBe(200)
    expect(await sees(world, 'housing', 'app.item_versions where item_id = $1', [item])).toBe(true)
    const waiting = (await listed()).erasures.find(({ state }) => state === 'asked')
    expect((await decide(waiting?.id ?? '')).status).toBe(200)
    expect(await world.sql('select 1 from app.item_contests where item_id = $1', [item])).toEqual(
      [],
    )
  })
  test('restricted instead, it stays for its own agency alone; an open wish to restrict forbids erasing (LED-25)', async () => {
    const { id } = await openTable()
    const item = await lay(id)
    await world.post('probation', `/items/${item}/contests`, {
      ...{ statement: 'Keep it, do not use it.', language: 'en', wish: 'restrict', way: 'talk' },
      on: day(0),
    })
    const { body } = await askFor(item)
    expect((await decide(body.id)).body.code).toBe('erasure_restrict_instead')
    expect((await decide(body.id, 'restricted')).status).toBe(200)
    expect(await sees(world, 'probation', 'app.items where id = $1', [item])).toBe(false)
    expect(await sees(world, 'housing', 'app.items where id = $1', [item])).toBe(true)
    const told = await world.sql(
      `select 1 from app.correction_notices where item_id = $1 and kind = 'restricted'`,
      [item],
    )
    expect(told.length).toBeGreaterThan(0)
  })
})

describe('what goes and what stays', () => {
  test('the preview counts exactly what goes, recipients are told, the mark names nothing', async () => {
    const { id, ref } = await openTable()
    const item = await lay(id, { text: 'He sleeps at the ferry.' })
    await layVersion(world, item, 2, 'He sleeps at the harbour.')
    const [{ key } = { key: '' }] = await world.sql<{ key: string }>(
      `select encode(key_wrapped, 'hex') as key from app.items where id = $1`,
      [item],
    )
    const preview = await world.get('housing', `/items/${item}/erasure`)
    const effect = preview.body.effect as ErasureEffect
    const rows = effect.goes.reduce((sum, one) => sum + one.rows, 0)
    expect(effect.goes.find(({ what }) => what === 'versions')?.rows).toBe(2)
    expect(effect.agencies.map(({ id: one }) => one)).toContain(world.agency.probation.id)
    const former = () =>
      world.sql('select 1 from audit.row_versions where strpos(former::text, $1) > 0', [item])
    expect(await former(), 'it was changed').not.toEqual([])
    for (const who of ['probation', 'police', 'privacy', 'stranger'] as const)
      expect((await world.get(who, `/items/${item}/erasure`)).status, who).toBe(404)
    const { body } = await askFor(item)
    const before = await listed()
    expect(before.decides).toBe(true)
    expect(JSON.stringify(before)).not.toMatch(/accommodation|ferry|harbour/)
    expect((await listed('police')).erasures.filter(({ id: one }) => one === body.id)).toEqual([])
    expect((await decide(body.id)).status).toBe(200)
    const mark = (await listed('housing')).erasures.find(({ id: one }) => one === body.id)
    expect(mark).toMatchObject({ state: 'erased', rows, ground: 'unlawful', ref })
    expect(mark?.told).toBe(effect.agencies.length + effect.thirdParties)
    const notices = await world.sql(
      `select kind from app.correction_notices where item_id = $1 and kind = 'erased'`,
      [item],
    )
    expect(notices).toHaveLength(mark?.told ?? -1)
    expect((await world.get('housing', `/items/${item}`)).status).toBe(404)
    const text = await dump()
    expect(text).not.toContain(key)
    expect(await former()).toEqual([])
  })
  test('the log forgets it, its hashes and every other proof stay; the journal lies outside too (TL-06, OPS-02)', async () => {
    const { id } = await openTable()
    const item = await lay(id)
    expect((await world.get('probation', `/items/${item}`)).status).toBe(200)
    const seal = async () => {
      await sealEvents(context())
      const [{ open } = { open: 1 }] = await world.sql<{ open: number }>(
        'select count(*)::int as open from audit.waiting where is_event',
      )
      return open
    }
    await expect.poll(seal).toBe(0)
    const leaves = () =>
      world.sql<{ hash: Buffer; gone: string | null }>(
        'select hash, gone from audit.leaves order by place',
      )
    const before = await leaves()
    const naming = async () =>
      (
        await world.sql<{ n: number }>(
          'select count(*)::int as n from audit.events where strpos(canonical, $1) > 0',
          [item],
        )
      )[0]?.n ?? -1
    expect(await naming()).toBeGreaterThan(0)
    const { body } = await askFor(item)
    await decide(body.id)
    await expect.poll(seal).toBe(0)
    const finished = async () => {
      await sealEvents(context())
      await finishErasures(context())
      const { steps } = (await listed()).erasures.find(({ id: one }) => one === body.id) ?? {}
      return steps?.filed !== null && steps?.blinded !== null && steps?.swept !== null
    }
    await expect.poll(finished).toBe(true)
    const after = await leaves()
    const rootAt = (found: typeof before) =>
      rootOf(found.slice(0, before.length).map(({ hash }) => hash)).toString('hex')
    expect(rootAt(after)).toBe(rootAt(before))
    expect(after.some(({ gone }) => gone === 'erased')).toBe(true)
    const left = await world.sql<{ action: string }>(
      'select distinct action from audit.events where strpos(canonical, $1) > 0',
      [item],
    )
    expect(left).toEqual([])
    const lines = await readErasures(journalFile(dataDir))
    expect(lines?.some(({ kind }) => kind === 'item')).toBe(true)
    expect(readFileSync(journalFile(dataDir), 'utf8')).not.toContain(item)
  })
})

// Files and a real backup: npm run prove:erasure.
test('what a journal names goes again from an older database, and is erased once (OPS-02)', async () => {
  const [known, first] = [await openTable(), await openTable()]
  const kept = await lay(known.id)
  const item = await lay(known.id)
  const alone = await world.notice()
  const line = async (kind: string, id: string) =>
    (
      await world.sql<{ line: object }>(
        `select jsonb_build_object('authority', 1, 'idHash', encode(act.erasure_hash($1, $2), 'hex'), 'kind', $1::text, 'erasedAt', now()) as line`,
        [kind, id],
      )
    )[0]?.line
  const lines = [
    await line('item', item),
    await line('case', first.id),
    await line('announced', alone.id),
  ]
  const replay = async () =>
    (
      await world.db.worker.query<{ count: number }>('select act.replay_erasures($1) as count', [
        JSON.stringify(lines),
      ])
    ).rows[0]?.count
  expect(await replay()).toBe(3)
  const left = await world.sql(
    `select id from app.items where id = any ($1) union all select id from app.cases where id = any ($2)
     union all select id from app.release_notices where id = $3 union all select id from app.persons where id = $4`,
    [[item, kept], [known.id, first.id], alone.id, first.person],
  )
  expect(left.map(({ id }) => id)).toEqual([kept, known.id])
  expect(await replay()).toBe(0)
})
