import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile, outcome } from '../../../tests/law.ts'
import { layRow } from '../../../tests/rows.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { type ItemWish, layItem, layVersion } from '../../../tests/world-items.ts'

// The acts themselves, without the program that asks them: what it forgets to check, they refuse (SEC-10).
let world: World
beforeAll(async () => {
  world = await makeWorld()
  await layHeld()
  await addTwin(world)
})
afterAll(() => world.drop())

const desk = (name: AgencyName) => world.agency[name].desk

async function itemOf(wish: ItemWish = {}): Promise<string> {
  const { id } = await world.openCase()
  for (const name of ['probation', 'housing', 'papers'] as const)
    await giveSeat(world, id, desk(name))
  await giveSeat(world, id, desk('police'), { relation: 'guest' })
  return layItem(world, id, { owner: 'housing', ...wish })
}

const does = (who: AgencyName, text: string, values: unknown[]) =>
  outcome(ask(world, who, `select ${text}`, values))

const contest = (who: AgencyName, item: string, on = day(0), id = randomUUID()) =>
  does(who, `act.contest_item($1, $2, $3, '\\x01')`, [
    ...[id, item, { language: 'es', wish: 'correct', way: 'talk', on }],
  ])
const decide = (who: AgencyName, id: string, as: string, reasons: string | null = '\\x01') =>
  does(who, 'act.decide_contest($1, $2, $3::bytea)', [id, as, reasons])
const tell = (who: AgencyName, item: string, on = day(0)) =>
  does(who, `act.tell_before_lifting($1, $2, 'talk')`, [item, on])
const correct = (who: AgencyName, item: string) => does(who, 'act.correct_item($1)', [item])

/** A contest of an item that is in its second version. */
async function contested(who: AgencyName = 'probation') {
  const item = await itemOf()
  await layVersion(world, item, 2, 'He has a room.')
  const id = randomUUID()
  expect(await contest(who, item, day(0), id)).toBe('done')
  return { item, id }
}

describe('the person contests an item: the act asks for itself (LED-24)', () => {
  test('nobody contests what they do not read, or what does not exist', async () => {
    const note = await itemOf({ mode: 'agency' })
    for (const who of ['probation', 'papers', 'stranger'] as const)
      expect([who, await contest(who, note)]).toEqual([who, 'item_not_found'])
    expect(await contest('housing', randomUUID())).toBe('item_not_found')
    expect(await contest('housing', note)).toBe('done')
  })
  test('a guest who is named reads it, and writes nothing down', async () => {
    const named = await itemOf({ mode: 'named', audience: [desk('police'), desk('probation')] })
    expect(await contest('police', named)).toBe('item_seat_reads_only')
    expect(await contest('probation', named)).toBe('done')
  })
  test('not what was taken back, not twice, and not for tomorrow', async () => {
    expect(await contest('housing', await itemOf({ state: 'withdrawn' }))).toBe('item_withdrawn')
    const item = await itemOf()
    expect(await contest('probation', item, day(1))).toBe('contest_in_future')
    expect(await contest('probation', item)).toBe('done')
    expect(await contest('city', item)).toBe('contest_open')
  })
  test('its agency alone decides, once and with reasons; a correction needs a version newer than the contest', async () => {
    const { id } = await contested()
    expect(await decide('papers', id, 'refused')).toBe('contest_not_found')
    expect(await decide('housing', randomUUID(), 'refused')).toBe('contest_not_found')
    expect(await decide('probation', id, 'refused')).toBe('item_not_yours')
    expect(await decide('housing', id, 'refused', null)).toBe('contest_needs_reasons')
    for (const as of ['corrected', 'completed'])
      expect([as, await decide('housing', id, as)]).toEqual([as, 'contest_needs_new_version'])
    expect(await decide('housing', id, 'refused')).toBe('done')
    expect(await decide('housing', id, 'refused')).toBe('contest_decided')
  })
  test('each contest is decided for itself, and of this city only', async () => {
    const [one, other] = [await contested(), await contested()]
    expect(await decide('housing', one.id, 'refused')).toBe('done')
    const states = await world.sql<{ id: string; state: string }>(
      'select id, state from app.item_contests where id = any ($1)',
      [[one.id, other.id]],
    )
    expect(new Map(states.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        [one.id, 'refused'],
        [other.id, 'open'],
      ]),
    )
    const marks = await world.sql<{ id: string; state: string }>(
      'select id, state from app.items where id = any ($1)',
      [[one.item, other.item]],
    )
    expect(new Map(marks.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        [one.item, 'current'],
        [other.item, 'contested'],
      ]),
    )
  })
})

describe('correcting and lifting: the acts ask for themselves (LED-12, LED-25)', () => {
  test('a first version cannot be corrected, and a second one once', async () => {
    const item = await itemOf()
    expect(await correct('housing', item)).toBe('contest_needs_new_version')
    await layVersion(world, item, 2, 'He has a room.')
    expect(await correct('probation', item)).toBe('item_not_yours')
    expect(await correct('housing', item)).toBe('done')
    expect(await correct('housing', item)).toBe('correction_made')
  })
  test('a correction sets aside the former versions of this item, and nothing else', async () => {
    const [one, other] = [await itemOf(), await itemOf()]
    for (const item of [one, other]) await layVersion(world, item, 2, 'He has a room.')
    expect(await correct('housing', one)).toBe('done')
    const rows = await world.sql<{ item_id: string; version: number }>(
      'select item_id, version from app.item_versions where restricted and item_id = any ($1)',
      [[one, other]],
    )
    expect(rows).toEqual([{ item_id: one, version: 1 }])
  })
  test('that the person was told is said of a restricted item only, and not of tomorrow', async () => {
    expect(await tell('housing', await itemOf())).toBe('restriction_none')
    const restricted = await itemOf({ state: 'restricted' })
    expect(await tell('housing', restricted, day(1))).toBe('restriction_told_in_future')
    expect(await tell('housing', restricted)).toBe('done')
  })
  test('a notice that does not exist is not acknowledged', async () => {
    expect(await does('housing', 'act.acknowledge_correction($1)', [randomUUID()])).toBe(
      'correction_not_found',
    )
  })
})

/** A case that everything keeps from going, and beside it one of which nothing does but a younger item. */
let held: { id: string; other: string }
async function layHeld() {
  const [{ id }, other] = [await world.openCase(), (await world.openCase()).id]
  held = { id, other }
  const item_id = await layItem(world, id, { owner: 'housing' })
  await layItem(world, other, { owner: 'housing' })
  const special = { approver: world.agency.city.member, approved: true }
  const audience = [world.agency.city.desk]
  await layItem(world, other, {
    ...{ owner: 'health', category: 'health', mode: 'named', audience, special },
  })
  await world.sql(
    `alter table app.items disable trigger user; update app.items set written_at = now() - interval '40 days' where id = '${item_id}';
     alter table app.items enable trigger user`,
  )
  const [row, by] = [{ item_id, case_id: id }, world.agency.city.member]
  await layRow(world, 'item_contests', {
    ...{ ...row, id: randomUUID(), statement_sealed: '\\x00', language: 'es', wish: 'restrict' },
    ...{ way: 'talk', said_on: day(0), against_version: 1, recorded_by: by },
  })
  await layRow(world, 'retention_extensions', {
    ...{ ...row, id: randomUUID(), until: day(30), reasons_sealed: '\\x00', asked_by: by },
    ...{ approved_by: world.agency.housing.member, approved_at: new Date() },
  })
  await world.sql('update app.cases set measure_ends_on = $2 where id = $1', [id, day(20)])
  for (const category of ['accommodation', 'health'])
    await layRow(world, 'arrangement_retention', {
      ...{ arrangement_id: 1, purpose: 'reintegration', category, months: 6 },
      ...{ counted_from: 'written', outcome: 'restrict' },
    })
}

describe('why a case may not go yet: each reason stands on each of its conditions (GD-09)', () => {
  const lawEnforcement = `update app.purposes set compulsory = true, regime = 'law_enforcement_directive' where code = 'reintegration';
    update app.purposes set compulsory = false, regime = 'gdpr' where code <> 'reintegration'`
  /** What keeps it, after something is otherwise than it was; the twin of the city stays as it was. */
  async function holds(change = '', kase = held.id, kind = 'case', ground = 'not_needed') {
    const client = await world.db.owner.connect()
    try {
      await client.query('begin')
      await client.query(`${lawEnforcement}; ${change}`)
      const { rows } = await client.query<{ why: string; until: string | null; case_id: string }>(
        'select why, until::text, case_id from act.erasure_holds(1, array[$1::uuid], $2, $3, $4) order by 1, 2',
        [kase, world.agency.housing.id, kind, ground],
      )
      expect(rows.every(({ case_id }) => case_id === kase)).toBe(true)
      return rows.map(({ why, until }) => (until ? `${why} ${until}` : why))
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  test('each for itself', async () => {
    const all = await holds()
    const duty = all.find((one) => one.startsWith('duty')) ?? ''
    expect(all).toEqual([duty, 'evidence', `longer ${day(31)}`, `measure ${day(21)}`])
    expect(await holds('', held.id, 'person')).toEqual([...all, 'open_elsewhere'].sort())
    const without = (...reasons: string[]) =>
      all.filter((one) => !reasons.some((reason) => one.startsWith(reason)))
    const mine = 'where authority_id = 1'
    const decided = `decided_at = now(), decided_by = 1, reasons_sealed = '\\x00'`
    for (const [change, gone] of [
      [`update app.item_contests set state = 'refused', ${decided} ${mine}`, 'evidence'],
      [`update app.item_contests set wish = 'correct' ${mine}`, 'evidence'],
      [`update app.cases set measure_ends_on = current_date - 2 ${mine}`, 'measure'],
      [`update app.purposes set compulsory = (code <> 'reintegration')`, 'measure'],
      [
        `update app.retention_extensions set approved_at = null, approved_by = null ${mine}`,
        'longer',
      ],
      [`update app.retention_extensions set until = current_date - 2 ${mine}`, 'longer'],
    ] as const) {
      const left = (await holds(change)).map((one) => one.split(' ')[0])
      expect(left, change).toEqual(without(gone).map((one) => one.split(' ')[0]))
    }
    for (const change of [
      `update app.purposes set regime = case code when 'reintegration' then 'gdpr' else 'law_enforcement_directive' end`,
      `update app.items set delete_on = current_date + 3 ${mine}`,
      `update app.arrangement_retention set months = 1 ${mine}; delete from app.retention_extensions ${mine}`,
    ])
      expect((await holds(change)).join(), change).not.toContain('duty')
    expect(await holds('', held.id, 'case', 'unlawful')).toEqual(without('duty'))
    expect((await holds('', held.other)).map((one) => one.split(' ')[0])).toEqual(['duty'])
  })
  test('an agency leads from its day on, until another one has taken over', async () => {
    const leads = async (rows: [AgencyName, number, boolean][]) => {
      const client = await world.db.owner.connect()
      try {
        await client.query('begin')
        await client.query('alter table app.case_leads disable trigger user')
        await client.query('delete from app.case_leads where authority_id = 1 and case_id = $1', [
          held.id,
        ])
        for (const [at, [who, from, overtaken]] of rows.entries())
          await client.query(
            `insert into app.case_leads (authority_id, case_id, position, clause_id, agency_id, principal, agreed_on, starts_on, overtaken)
             values (1, $1, $2, 1, $3, $4, current_date, current_date + $5::int, $6)`,
            [held.id, at + 1, world.agency[who].id, desk(who), from, overtaken],
          )
        const { rows: found } = await client.query<{ so: boolean }>(
          'select act.agency_leads(1, $1, $2) as so',
          [held.id, world.agency.housing.id],
        )
        return found[0]?.so
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    expect(await leads([['housing', -5, false]])).toBe(true)
    expect(await leads([])).not.toBe(true)
    expect(await leads([['housing', 5, false]])).not.toBe(true)
    expect(
      await leads([
        ['prison', -9, false],
        ['housing', -5, true],
      ]),
    ).not.toBe(true)
    expect(
      await leads([
        ['housing', -9, false],
        ['prison', 5, false],
      ]),
    ).toBe(true)
  })
})

describe('who asks to erase a case, who decides, who is told: the acts ask for themselves (GD-09)', () => {
  const erase = (id: string, kase: string, kind = 'case') =>
    does('city', `act.ask_case_erasure($1, $2, $3, 'not_needed')`, [id, kase, kind])
  const decideOn = (id: string) => does('privacy', `act.decide_erasure($1, 'refused')`, [id])
  test('of a person, only what whoever asks knows is a reason that they are told', async () => {
    const [one, other] = [await world.openCase(), await world.openCase()]
    const item_id = await layItem(world, other.id, { owner: 'housing' })
    await layRow(world, 'item_contests', {
      ...{ item_id, case_id: other.id, id: randomUUID(), statement_sealed: '\\x00' },
      ...{ language: 'es', wish: 'restrict', way: 'talk', said_on: day(0), against_version: 1 },
      recorded_by: world.agency.city.member,
    })
    for (const table of ['cases', 'seats'])
      await world.sql(
        `update app.${table} set person_id = $1 where authority_id = 1 and ${table === 'cases' ? 'id' : 'case_id'} = $2`,
        [one.person, other.id],
      )
    const known = async (who: AgencyName) => {
      const text = `select read.case_erasure_rows($1, 'person') -> 'effect' -> 'refs' as refs`
      const [row] = await ask<{ refs: string[] | null }>(world, who, text, [one.id])
      return row?.refs
    }
    expect(await known('city')).toEqual([one.ref, other.ref].sort())
    expect([await known('housing'), await known('stranger')]).toEqual([null, null])
    const [first, second] = [randomUUID(), randomUUID()]
    expect(await erase(first, one.id)).toBe('done')
    expect(await decideOn(first)).toBe('done')
    expect(await erase(second, one.id, 'person')).toBe('erasure_held_evidence')
    await meanwhile(
      world,
      `update app.seats set relation = 'guest' where case_id = '${other.id}' and relation = 'coordination'`,
      `update app.seats set relation = 'coordination' where case_id = '${other.id}' and relation = 'guest'`,
      async () => {
        expect(await known('city')).toEqual([one.ref])
        expect(await erase(second, one.id, 'person')).toBe('done')
      },
    )
    await world.sql('delete from app.erasures where id = $1', [second])
  })
  test('where nobody else could decide it is not asked, and whom the case is shut to decides nothing', async () => {
    const { id, person } = await world.openCase()
    const [first, erasure] = [randomUUID(), randomUUID()]
    const deciders = `id in (select member_id from app.member_functions where authority_id = 1 and function in ('data_protection_officer', 'chair'))`
    await meanwhile(
      world,
      `update app.members set ended_at = now() where authority_id = 1 and ${deciders}`,
      `update app.members set ended_at = null where authority_id = 1 and ${deciders}`,
      async () => expect(await erase(first, id)).toBe('erasure_nobody_decides'),
    )
    expect(await erase(erasure, id)).toBe('done')
    await meanwhile(
      world,
      `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
         select 1, gen_random_uuid(), ${world.agency.privacy.member}, '${person}', c.id, c.key_wrapped, '' from app.cases c
          where c.authority_id = 1 and c.id = '${id}'`,
      `delete from app.closeness where case_id = '${id}'`,
      async () => expect(await decideOn(erasure)).toBe('erasure_not_found'),
    )
    expect(await decideOn(erasure)).toBe('done')
  })
  test('those who had it are told, and managers of their agency; each message is answered once', async () => {
    const erasure_id = randomUUID()
    await layRow(world, 'erasures', {
      ...{ id: erasure_id, kind: 'case', agency_id: 1, ground: 'unlawful', state: 'erased' },
      ...{ asked_by: world.agency.city.member, decided_by: world.agency.privacy.member },
      ...{ decided_at: new Date(), rows_gone: 1 },
    })
    const telling = async (who: AgencyName, recipients: number[]) =>
      layRow(world, 'erasure_tellings', {
        ...{ id: randomUUID(), erasure_id, agency_id: world.agency[who].id, recipients },
        ...{ ref: 'V-1', due_on: day(7) },
      })
    const answer = (who: AgencyName, id: string) => does(who, 'act.acknowledge_erasure($1)', [id])
    const told = await telling('housing', [desk('housing')])
    for (const who of ['police', 'stranger'] as const)
      expect(await answer(who, told), who).toBe('erasure_telling_not_found')
    expect(await answer('housing', randomUUID())).toBe('erasure_telling_not_found')
    expect(await answer('housing', told)).toBe('done')
    expect(await answer('housing', told)).toBe('erasure_telling_answered')
    const colleagues = await telling('housing', [999])
    expect(await answer('housing', colleagues)).toBe('erasure_telling_not_found')
    const manager = (authority: number) =>
      `insert into app.member_functions (authority_id, member_id, function) values (${authority}, ${world.agency.housing.member}, 'manager')`
    const elsewhere = await telling('prison', [999])
    await meanwhile(
      world,
      manager(1),
      `delete from app.member_functions where function = 'manager' and member_id = ${world.agency.housing.member}`,
      async () => {
        expect(await answer('housing', elsewhere)).toBe('erasure_telling_not_found')
        expect(await answer('housing', colleagues)).toBe('done')
      },
    )
  })
})
