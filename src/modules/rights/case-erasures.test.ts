import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat } from '../../../tests/law.ts'
import { layRow } from '../../../tests/rows.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem } from '../../../tests/world-items.ts'
import { silentLog } from '../../platform/log.ts'
import { rootOf } from '../../platform/tlog/tree-hash.ts'
import { sealEvents } from '../audit/service/seal-events.ts'
import type { CaseErasure, CaseErasureKind, Erasures } from './erasure-contract.ts'
import { finishErasures } from './service/finish-erasures.ts'

let world: HttpWorld
let dataDir: string
beforeAll(async () => {
  world = await makeHttpWorld()
  dataDir = mkdtempSync(join(tmpdir(), 'case-erasures-'))
})
afterAll(async () => {
  await world.close()
  rmSync(dataDir, { recursive: true })
})

type Who = AgencyName | { token: string }
interface Opened {
  id: string
  ref: string
  person: string
}

/** A case with a table, two items, a share, a contest, and a look by somebody. */
async function fullCase(): Promise<Opened> {
  const opened = await world.openCase()
  for (const who of ['probation', 'housing', 'police'] as const)
    await giveSeat(world, opened.id, world.agency[who].desk)
  for (const owner of ['housing', 'city'] as const) {
    const item = await layItem(world, opened.id, { owner, text: 'He sleeps at the ferry.' })
    await world.sql(
      `insert into app.item_audiences (authority_id, item_id, position, case_id, mode, audience, set_by)
       values (1, $1, 1, $2, 'table', '{}', $3)`,
      [item, opened.id, world.agency[owner].member],
    )
  }
  await world.get('housing', `/cases/${opened.ref}`)
  return opened
}
/** Another case of the same person, by the owner's hand: opened by probation to carry out a measure. */
async function secondCase(first: Opened, row: Record<string, unknown> = {}): Promise<Opened> {
  const other = await world.openCase()
  await world.sql('update app.cases set person_id = $1 where id = $2', [first.person, other.id])
  await world.sql('update app.seats set person_id = $1 where case_id = $2', [
    first.person,
    other.id,
  ])
  for (const [column, value] of Object.entries(row))
    await world.sql(`update app.cases set ${column} = $1 where id = $2`, [value, other.id])
  return { ...other, person: first.person }
}
const preview = async (who: Who, { ref }: Opened, of: CaseErasureKind = 'case') =>
  world.get(who, `/cases/${ref}/erasure?of=${of}`)
const askFor = (
  { ref }: Opened,
  of: CaseErasureKind = 'case',
  who: Who = 'city',
  ground = 'unlawful',
) => world.post(who, `/cases/${ref}/erasures`, { of, ground })
const decide = (id: string, answer = 'erased', who: Who = 'privacy') =>
  world.post(who, `/erasures/${id}/decision`, { answer })
const listed = async (who: Who = 'privacy') => (await world.get(who, '/erasures')).body as Erasures
const one = async (id: string, who: Who = 'privacy') =>
  (await listed(who)).erasures.find((row) => row.id === id)
const erase = async (opened: Opened, of: CaseErasureKind = 'case') => {
  const { body } = await askFor(opened, of)
  const answer = await decide(body.id)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return body.id as string
}

/** Tables in which one of these words stands in any row: what a dump would show. */
async function naming(words: readonly string[], but: readonly string[] = []): Promise<string[]> {
  const tables = await world.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('app', 'audit', 'auth', 'graphile_worker')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await world.sql<{ n: number }>(
      `select count(*)::int as n from ${name} t where exists (
         select from unnest($1::text[]) w where strpos(to_jsonb(t)::text, w) > 0)`,
      [words],
    )
    if ((row?.n ?? 0) > 0 && !but.includes(name)) found.push(name)
  }
  return found
}
const context = () => ({
  ...{ databases: world.db, dataDir, log: silentLog, origin: 'https://desk.example' },
  databaseUrl: 'not embedded',
})
/** The job until everything of one erasure is done. */
async function finish(id: string) {
  const finished = async () => {
    await sealEvents(context())
    await finishErasures(context())
    const { steps } = (await one(id)) ?? {}
    return Boolean(steps?.filed && steps.blinded && steps.swept)
  }
  await expect.poll(finished).toBe(true)
}

describe('the list of what goes is whole', () => {
  test('every table that knows a case, a person or an announcement stands in it', async () => {
    const missing = await world.sql(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('app', 'audit', 'auth') and exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and (a.attname in ('case_id', 'person_id', 'notice_id', 'number_token', 'name_tokens')))
        and (n.nspname, c.relname) not in (select x.space, x.relation from act.case_erasure_plan() x
          union all select x.space, x.relation from act.person_erasure_plan() x)
        -- The log forgets by itself, as soon as everything is sealed; of erasures nothing but the mark stays. Former rows go last.
        and c.oid::regclass::text not in ('audit.events', 'audit.row_changes', 'audit.row_versions', 'audit.waiting', 'app.erasures', 'app.erasure_journal') order by 1`,
    )
    expect(missing).toEqual([])
  })
  test('what leans on another row goes before it', async () => {
    const wrong = await world.sql(
      `with plan as (select x.nr, format('%I.%I', x.space, x.relation)::regclass as oid, x.follows from act.case_erasure_plan() x
         union all select x.nr + 100, format('%I.%I', x.space, x.relation)::regclass, x.follows from act.person_erasure_plan() x
          where x.relation not in ('import_deeds', 'release_notices', 'closeness'))
       select f.conrelid::regclass::text as leans, f.confrelid::regclass::text as on_row from pg_constraint f
         join plan parent on parent.oid = f.confrelid left join plan child on child.oid = f.conrelid
        where f.contype = 'f' and f.confdeltype <> 'c' and f.conrelid <> f.confrelid
          and (child.nr is null or child.follows or child.nr > parent.nr)`,
    )
    expect(wrong).toEqual([])
  })
})

describe('erasing a case takes two people who show that it is them (GD-09, SEC-02, SEC-09)', () => {
  test('whoever coordinates or leads it asks, an officer or a chair decides', async () => {
    const opened = await fullCase()
    for (const who of ['housing', 'police'] as const) {
      expect((await askFor(opened, 'case', who)).body.code, who).toBe('erasure_case_not_yours')
      expect((await preview(who, opened)).status, who).toBe(404)
    }
    for (const who of ['privacy', 'stranger'] as const) {
      expect((await askFor(opened, 'case', who)).status, who).toBe(404)
      expect((await preview(who, opened)).status, who).toBe(404)
    }
    const asked = await askFor(opened)
    expect(asked.status).toBe(201)
    expect((await askFor(opened)).body.code).toBe('erasure_asked')
    expect((await preview('city', opened)).body.waiting.id).toBe(asked.body.id)
    expect((await decide(asked.body.id, 'erased', 'city')).body.code).toBe('erasure_not_yours')
    expect((await decide(asked.body.id, 'erased', 'police')).body.code).toBe('erasure_not_found')
    expect((await decide(asked.body.id, 'refused')).status).toBe(200)
    expect((await decide(asked.body.id)).body.code).toBe('erasure_answered')
    expect((await world.get('city', `/cases/${opened.ref}`)).status).toBe(200)
  })
  test('neither asks nor carries it out from a screen that was left alone', async () => {
    const opened = await fullCase()
    const proved = (who: AgencyName, time: string) =>
      world.sql(
        `update auth.sessions set proved_at = now() - $2::interval where token_hash = sha256(convert_to($1, 'UTF8'))`,
        [world.agency[who].token, time],
      )
    await proved('city', '11 minutes')
    expect((await askFor(opened)).body.code).toBe('step_up_needed')
    await proved('city', '0')
    const { body } = await askFor(opened)
    await proved('privacy', '11 minutes')
    expect((await decide(body.id)).body.code).toBe('step_up_needed')
    expect((await decide(body.id, 'refused')).status).toBe(200)
    await proved('privacy', '0')
  })
  test('restricted instead: every item of the case is kept from use, and recipients are told (LED-25)', async () => {
    const opened = await fullCase()
    const { body } = await askFor(opened)
    expect((await decide(body.id, 'restricted')).status).toBe(200)
    const states = await world.sql(
      `select distinct state from app.items where case_id = '${opened.id}'`,
    )
    expect(states).toEqual([{ state: 'restricted' }])
    const again = await askFor(opened)
    expect((await decide(again.body.id, 'restricted')).body.code).toBe(
      'erasure_nothing_to_restrict',
    )
  })
})

describe('what goes and what stays', () => {
  test('the preview counts exactly what goes; no table names the case, and who had it is told', async () => {
    const opened = await fullCase()
    await layItem(world, opened.id, {
      ...{ owner: 'health', category: 'health', mode: 'named', audience: [world.agency.city.desk] },
      special: { approver: world.agency.city.member, approved: true },
    })
    await world.sql(
      'insert into audit.practice_cases (authority_id, case_id, marked_by) values (1, $1, $2)',
      [opened.id, world.agency.privacy.member],
    )
    // Who asks learns nothing of what they do not read: neither numbers nor whether there is another case.
    const before = (await preview('city', opened)).body as CaseErasure
    expect(before.effect).toMatchObject({
      goes: [],
      events: 0,
      thirdParties: 0,
      refs: [opened.ref],
    })
    expect(before.effect.person).toBeUndefined()
    const asked = await askFor(opened)
    const effect = (await one(asked.body.id))?.effect
    if (!effect) throw new Error('no preview for the second person')
    expect(effect.person).toBe(true)
    expect(effect.goes.find(({ what }) => what === 'looks')?.rows).toBe(1)
    expect((await one(asked.body.id, 'city'))?.effect).toBeNull()
    const [keys] = await world.sql<{ kase: string; person: string; token: string }>(
      `select encode(c.key_wrapped, 'hex') as kase, encode(p.key_wrapped, 'hex') as person, i.number_token::text as token
         from app.cases c join app.persons p on p.id = c.person_id join app.person_identifiers i on i.person_id = p.id where c.id = $1`,
      [opened.id],
    )
    const id = asked.body.id as string
    await decide(id)
    const mark = await one(id)
    const rows = effect.goes
      .filter(({ what }) => what !== 'pictures')
      .reduce((sum, { rows: some }) => sum + some, 0)
    expect(Math.abs((mark?.rows ?? 0) - rows)).toBeLessThanOrEqual(2)
    expect(mark).toMatchObject({ state: 'erased', kind: 'case', ref: null })
    expect(mark?.told).toBe(effect.agencies.length)
    const { tellings } = await listed('housing')
    expect(tellings.find(({ ref }) => ref === opened.ref)).toMatchObject({ kind: 'case' })
    expect((await listed('stranger')).tellings).toEqual([])
    expect((await world.get('city', `/cases/${opened.ref}`)).status).toBe(404)
    await finish(id)
    const words = [
      opened.id,
      opened.person,
      keys?.kase ?? '',
      keys?.person ?? '',
      keys?.token ?? '',
    ]
    expect(await naming(words)).toEqual([])
    expect(await naming([opened.ref])).toEqual(['app.erasure_tellings'])
    for (const who of ['housing', 'police', 'probation', 'prison'] as const)
      for (const { id: telling, acknowledgedAt } of (await listed(who)).tellings)
        if (!acknowledgedAt)
          expect(
            (await world.post(who, `/erasure-tellings/${telling}/acknowledgement`, {})).status,
          ).toBe(200)
    await world.sql(`update app.erasure_tellings set told_at = now() - interval '40 days'`)
    await world.sql('select act.forget_erased_refs(current_date)')
    expect(await naming([opened.ref])).toEqual([])
    expect(
      (await world.post('housing', `/erasure-tellings/${opened.id}/acknowledgement`, {})).status,
    ).toBe(404)
  })
  test('one of two cases goes alone; the person goes with both, with announcements and numbers', async () => {
    const first = await fullCase()
    const second = await secondCase(first)
    const alone = await askFor(first)
    expect((await one(alone.body.id))?.effect?.person).toBe(false)
    expect((await decide(alone.body.id)).status).toBe(200)
    expect(await naming([second.id])).toContain('app.cases')
    const third = await secondCase(second)
    // The list of another week announces the same number again, before anybody opened a case.
    const waiting = await world.notice()
    await world.sql(
      `update app.release_notices n set number_token = i.number_token, prison_agency_id = i.issuer_agency_id
         from app.person_identifiers i where i.person_id = $2 and n.id = $1
          and not exists (select from app.release_notices o where o.number_token = i.number_token)`,
      [waiting.id, first.person],
    )
    const { effect } = (await preview('city', third, 'person')).body as CaseErasure
    expect(effect.refs?.length).toBe(2)
    expect(effect.person).toBe(true)
    const id = await erase(third, 'person')
    await finish(id)
    expect(await naming([first.person, second.id, third.id, waiting.id])).toEqual([])
  })
  test('the log forgets the case and the row notes; its hashes and every other proof stay (TL-06)', async () => {
    const opened = await fullCase()
    const seal = async () => {
      await sealEvents(context())
      const [row] = await world.sql<{ open: number }>(
        'select count(*)::int as open from audit.waiting',
      )
      return row?.open
    }
    await expect.poll(seal).toBe(0)
    const leaves = () =>
      world.sql<{ hash: Buffer; gone: string | null; nonce_sealed: Buffer | null }>(
        'select hash, gone, nonce_sealed from audit.leaves order by place',
      )
    const before = await leaves()
    await finish(await erase(opened))
    const after = await leaves()
    const root = (found: typeof before) =>
      rootOf(found.slice(0, before.length).map(({ hash }) => hash)).toString('hex')
    expect(root(after)).toBe(root(before))
    const gone = after.filter(({ gone: why }) => why === 'erased')
    expect(gone.length).toBeGreaterThan(20)
    // Whoever knows an entry word for word lacks its random bytes: they lie nowhere any more.
    expect(gone.every(({ nonce_sealed }) => nonce_sealed === null)).toBe(true)
    // The nightly comparison of rows with the log finds nothing that was taken away.
    const found = await world.sql(
      `select w.table_name, f.* from audit.row_watches w cross join lateral audit.compare_rows(1, w.table_name) f
        where f.kind = 'deleted' or f.row_key = any ($1)`,
      [[opened.id, opened.person]],
    )
    expect(found).toEqual([])
  })
})

describe('what stands in the way is said, with the day', () => {
  const refused = async (opened: Opened, of: CaseErasureKind, ground = 'not_needed') =>
    (await askFor(opened, of, 'city', ground)).body as { code: string; until?: string }
  test('a measure that runs, and a decision to keep something longer', async () => {
    const measure = await fullCase()
    await world.sql(
      `update app.cases set purpose = 'supervision', measure_ends_on = current_date + 20 where id = $1`,
      [measure.id],
    )
    await world.sql(`update app.purposes set compulsory = true where code = 'supervision'`)
    const [held] = await world.sql(
      `select why, until from act.erasure_holds(1, array[$1::uuid], 1, 'case', 'not_needed')`,
      [measure.id],
    )
    expect(held).toMatchObject({ why: 'measure' })
    const kept = await fullCase()
    const [item] = await world.sql<{ id: string }>(
      'select id from app.items where case_id = $1 limit 1',
      [kept.id],
    )
    await layRow(world, 'retention_extensions', {
      ...{ id: crypto.randomUUID(), item_id: item?.id, case_id: kept.id, until: day(30) },
      ...{ reasons_sealed: '\\x00', asked_by: world.agency.city.member },
      ...{ approved_by: world.agency.housing.member, approved_at: new Date() },
    })
    expect(await refused(kept, 'case')).toMatchObject({
      ...{ code: 'erasure_held_longer', until: day(31) },
    })
    expect(((await preview('city', kept)).body as CaseErasure).holds).toMatchObject([
      { ref: kept.ref, why: 'longer', until: day(31) },
    ])
  })
  test('a case that is open in another agency: who asked learns of it only when an officer refuses', async () => {
    const first = await fullCase()
    const hidden = await secondCase(first)
    await world.sql('delete from app.seats where case_id = $1 and relation <> $2', [
      hidden.id,
      'lead',
    ])
    const asked = await askFor(first, 'person')
    expect(asked.status, 'what they do not know is no reason for them').toBe(201)
    const waiting = await one(asked.body.id)
    expect(waiting?.holds).toMatchObject([{ ref: hidden.ref, why: 'open_elsewhere', until: null }])
    expect((await one(asked.body.id, 'city'))?.holds).toEqual([])
    expect((await decide(asked.body.id)).body.code).toBe('erasure_held_open_elsewhere')
    expect(await naming([first.id])).toContain('app.cases')
    expect((await decide(asked.body.id, 'refused')).status).toBe(200)
    expect(await one(asked.body.id, 'city')).toMatchObject({
      ...{ state: 'refused', heldBy: 'open_elsewhere', heldUntil: null },
    })
    await world.sql(
      `update app.cases set closed_on = current_date, stage = 'closed' where id = $1`,
      [hidden.id],
    )
    const again = await askFor(first, 'person')
    expect((await decide(again.body.id)).status).toBe(200)
    expect(
      await naming(
        [hidden.id],
        ['audit.events', 'audit.row_changes', 'audit.waiting', 'app.erasure_journal'],
      ),
    ).toEqual([])
  })
  test('a class that the agreement keeps for law enforcement, with its day; not where the law demands erasure', async () => {
    const opened = await fullCase()
    await layRow(world, 'arrangement_retention', {
      ...{ arrangement_id: 1, purpose: 'reintegration', category: 'accommodation', months: 6 },
      ...{ counted_from: 'written', outcome: 'restrict' },
    })
    await world.sql(
      `update app.purposes set regime = 'law_enforcement_directive' where code = 'reintegration'`,
    )
    try {
      const answer = await refused(opened, 'case')
      expect(answer.code).toBe('erasure_held_duty')
      expect(answer.until).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect((await askFor(opened, 'case', 'city', 'unlawful')).status).toBe(201)
    } finally {
      await world.sql(`update app.purposes set regime = 'gdpr' where code = 'reintegration'`)
      await world.sql('delete from app.arrangement_retention')
    }
  })
})
