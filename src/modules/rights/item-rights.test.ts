import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveSeat, sees } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem } from '../../../tests/world-items.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const table = async () => {
  const opened = await world.openCase({ release: day(40) })
  for (const who of ['probation', 'housing', 'police', 'papers'] as const)
    await giveSeat(world, opened.id, world.agency[who].desk)
  return opened
}

const write = async (ref: string, who: AgencyName = 'housing', more: object = {}) => {
  const made = await world.post(who, `/cases/${ref}/items`, {
    category: 'accommodation',
    text: 'He moved out in May.',
    sourceKind: 'register',
    ...more,
  })
  expect(made.status).toBe(201)
  return made.body.id as string
}

const contest = (item: string, who: AgencyName = 'probation', more: object = {}) =>
  world.post(who, `/items/${item}/contests`, {
    statement: 'I never lived there.',
    language: 'es',
    wish: 'correct',
    way: 'talk',
    on: day(0),
    ...more,
  })

const rights = async (who: AgencyName, ref: string) =>
  (await world.get(who, `/cases/${ref}/rights`)).body

const stateOf = async (item: string) =>
  (await world.sql<{ state: string }>('select state from app.items where id = $1', [item]))[0]
    ?.state

const seenVersion = async (item: string) =>
  (await world.sql<{ version: number }>('select version from app.items where id = $1', [item]))[0]
    ?.version ?? 0

const notices = (item: string) =>
  world.sql<{ agency_id: number; kind: string; id: string }>(
    'select id, agency_id, kind from app.correction_notices where item_id = $1 order by agency_id',
    [item],
  )

describe('the person contests an item (LED-24)', () => {
  test('their words stand beside it for all who read it, it is marked and cannot be handed on', async () => {
    const { ref } = await table()
    const item = await write(ref)
    expect((await contest(item)).status).toBe(201)
    expect(await stateOf(item)).toBe('contested')
    for (const who of ['housing', 'probation', 'police', 'city'] as const)
      expect((await rights(who, ref)).contests).toMatchObject([
        { item, statement: 'I never lived there.', language: 'es', state: 'open' },
      ])
    // Citizen Services sit on the case and do not see accommodation: neither item nor words.
    expect((await rights('papers', ref)).contests).toEqual([])
    expect(await sees(world, 'papers', 'app.item_contests where item_id = $1', [item])).toBe(false)
    const shared = await world.post('housing', `/cases/${ref}/shares`, {
      items: [item],
      recipients: [world.agency.probation.desk],
      expiresOn: day(20),
    })
    expect(shared.body.code).toBe('hand_on_contested')
  })
  test('who does not read the item can neither contest it nor learn of it', async () => {
    const { ref } = await table()
    const item = await write(ref, 'housing', { mode: 'agency' })
    for (const who of ['probation', 'papers', 'stranger'] as const)
      expect((await contest(item, who)).body.code).toBe('item_not_found')
    expect((await contest(randomUUID())).body.code).toBe('item_not_found')
    expect((await contest(item, 'housing', { on: day(1) })).body.code).toBe('contest_in_future')
  })
  test('its agency alone decides, with reasons; a refusal leaves the words where they are', async () => {
    const { ref } = await table()
    const item = await write(ref)
    const { id } = (await contest(item)).body
    expect((await contest(item)).body.code).toBe('contest_open')
    const decide = (who: AgencyName, outcome: string) =>
      world.post(who, `/contests/${id}/decision`, { outcome, reasons: 'The register says so.' })
    expect((await decide('city', 'refused')).body.code).toBe('item_not_yours')
    expect((await decide('papers', 'refused')).body.code).toBe('contest_not_found')
    expect((await decide('housing', 'corrected')).body.code).toBe('contest_needs_new_version')
    expect((await decide('housing', 'refused')).status).toBe(200)
    expect((await decide('housing', 'refused')).body.code).toBe('contest_decided')
    expect(await stateOf(item)).toBe('current')
    expect((await rights('probation', ref)).contests).toMatchObject([
      { statement: 'I never lived there.', state: 'refused', reasons: 'The register says so.' },
    ])
    expect(await notices(item)).toEqual([])
  })
})

describe('a correction reaches everybody who was given the item (LED-12, GD-10, N20)', () => {
  const correct = async (ref: string, item: string) => {
    const { id } = (await contest(item)).body
    const changed = await world.post(
      'housing',
      `/items/${item}/versions`,
      {
        text: 'He lives with his sister.',
        sourceKind: 'document',
        reason: 'The person showed it.',
      },
      { version: await seenVersion(item) },
    )
    expect(changed.status).toBeLessThan(300)
    const answer = await world.post('housing', `/contests/${id}/decision`, {
      outcome: 'corrected',
      reasons: 'It was a mistake of the register.',
    })
    expect(answer.status).toBe(200)
    return { ref, item }
  }
  test('in the same commit: one notice for each agency at the table and each third party, none for who could not read it', async () => {
    const { id, ref } = await table()
    const item = await write(ref)
    await world.sql(
      `insert into app.disclosures (authority_id, id, case_id, owner_agency_id, purpose, clause_id, key_wrapped, to_sealed, why_sealed,
         necessity_token, informed_on, informed_how, expires_on, state, asked_by, decided_by, decided_at, decision_sealed, handed_by, handed_at)
       select 1, $1, id, $2, 'reintegration', $3, key_wrapped, '\\x00', '\\x00', 1, current_date, 'talk', current_date + 9, 'approved',
         $4, $5, now(), '\\x00', $4, now() from app.cases where id = $6`,
      [
        ...[randomUUID(), world.agency.housing.id, world.clause('accommodation')],
        ...[world.agency.housing.member, world.agency.city.member, id],
      ],
    )
    await world.sql(
      `insert into app.disclosure_items (authority_id, disclosure_id, item_id, version, case_id)
       select 1, d.id, $1, 1, d.case_id from app.disclosures d where d.case_id = $2`,
      [item, id],
    )
    await correct(ref, item)
    const { city, prison, probation, police } = world.agency
    expect((await notices(item)).map(({ agency_id, kind }) => [agency_id, kind])).toEqual([
      [city.id, 'corrected'],
      [prison.id, 'corrected'],
      [probation.id, 'corrected'],
      [police.id, 'corrected'],
      [null, 'corrected'],
    ])
    expect(await stateOf(item)).toBe('current')
    // The wrong version is evidence for its own agency, and for nobody else.
    const versions = (who: AgencyName) =>
      sees(world, who, 'app.item_versions where item_id = $1 and version = 1', [item])
    expect(await versions('housing')).toBe(true)
    expect(await versions('probation')).toBe(false)
  })
  test('its agency finds its own mistake: the better version corrects by itself, and stands on the day of whoever has to know (LED-12, N20)', async () => {
    const { ref } = await table()
    const item = await write(ref)
    const change = async (who: AgencyName, more: object) =>
      world.post(
        who,
        `/items/${item}/versions`,
        { text: 'He lives there.', sourceKind: 'register', reason: 'Wrong line.', ...more },
        { version: await seenVersion(item) },
      )
    const due = async (who: AgencyName) => (await world.get(who, '/items/due')).body
    const { corrections } = await due('probation')
    const shared = await world.post('housing', `/cases/${ref}/shares`, {
      items: [item],
      recipients: [world.agency.probation.desk],
      expiresOn: day(20),
    })
    expect(shared.status).toBe(201)
    expect((await change('probation', { wrong: true })).status).toBe(403)
    expect((await change('housing', { wrong: false })).status).toBe(200)
    expect(await notices(item)).toEqual([])
    expect((await contest(item)).status).toBe(201)
    // The person's words are decided with reasons; nothing is put right past them.
    expect((await change('housing', { wrong: true })).body.code).toBe('contest_decide_first')
    for (const [who, length] of [['housing', 1] as const, ['probation', 0] as const])
      expect(
        (await due(who)).contests.filter(({ id }: { id: string }) => id === item),
      ).toHaveLength(length)
    const [open] = await world.sql<{ id: string }>(
      'select id from app.item_contests where item_id = $1',
      [item],
    )
    const decided = { outcome: 'refused', reasons: 'The register says so.' }
    expect((await world.post('housing', `/contests/${open?.id}/decision`, decided)).status).toBe(
      200,
    )
    expect((await change('housing', { wrong: true })).status).toBe(200)
    expect((await notices(item)).map(({ kind }) => kind)).toEqual(Array(4).fill('corrected'))
    expect((await due('probation')).corrections).toBe(corrections + 1)
    expect((await due('papers')).corrections).toBe(0)
    // The share still names the version that is closed: its owner is told to share the one that stands.
    for (const [who, wasWrong] of [['housing', true] as const, ['probation', false] as const]) {
      const { shares } = (await world.get(who, `/cases/${ref}/sharing`)).body
      expect(shares[0].items, who).toMatchObject([{ id: item, version: 1, wasWrong }])
    }
    expect(
      await sees(world, 'probation', 'app.item_versions where item_id = $1 and version < 3', [
        item,
      ]),
    ).toBe(false)
  })
  test('who gives the item and who got it read the notice; it names no content', async () => {
    const { ref } = await table()
    const item = await write(ref)
    await correct(ref, item)
    const desk = (await world.get('probation', '/rights')).body
    const [waiting] = desk.notices.filter((one: { item: string }) => one.item === item)
    expect(waiting).toMatchObject({ ref, kind: 'corrected', mine: true, category: 'accommodation' })
    expect(JSON.stringify(desk)).not.toMatch(/sister|moved out/)
    const notice = `app.correction_notices where id = $1`
    expect(await sees(world, 'housing', notice, [waiting.id])).toBe(true)
    for (const who of ['police', 'papers', 'health'] as const)
      expect(await sees(world, who, notice, [waiting.id]), who).toBe(false)
    const acknowledge = (who: AgencyName) =>
      world.post(who, `/corrections/${waiting.id}/acknowledgement`, {})
    expect((await acknowledge('police')).body.code).toBe('correction_not_found')
    expect((await acknowledge('probation')).status).toBe(200)
    expect((await acknowledge('probation')).body.code).toBe('correction_acknowledged')
    expect((await rights('housing', ref)).notices).toContainEqual(
      expect.objectContaining({ id: waiting.id, acknowledgedBy: expect.any(String) }),
    )
  })
  test('who does not answer in seven days: the managers of that agency get it, once', async () => {
    const { ref } = await table()
    const item = await write(ref)
    await correct(ref, item)
    const manager = await world.session(world.agency.probation.id, ['manager'])
    const mine = `app.correction_notices where item_id = '${item}'`
    const chase = (on: string) =>
      world.db.worker
        .query('select act.chase_corrections($1) as n', [on])
        .then(({ rows }) => rows[0].n)
    expect(await chase(day(7))).toBe(0)
    const due = (await notices(item)).length
    expect(await chase(day(8))).toBeGreaterThanOrEqual(due)
    expect(await chase(day(9))).toBe(0)
    expect(await sees(world, manager, mine)).toBe(true)
    const [row] = await world.sql<{ recipients: number[] }>(
      'select recipients from app.correction_notices where item_id = $1 and agency_id = $2',
      [item, world.agency.probation.id],
    )
    expect(row?.recipients).toContain(10_000 + manager.member)
  })
})

describe('a restriction is enforced (LED-25)', () => {
  test('it reaches recipients in the same act, hides the item, and is lifted only after the person was told', async () => {
    const { ref } = await table()
    const item = await write(ref)
    const set = async (state: string) =>
      world.post(
        'housing',
        `/items/${item}/state`,
        { state, reason: 'Its truth is not settled.' },
        { version: await seenVersion(item) },
      )
    expect((await set('restricted')).status).toBeLessThan(300)
    expect((await notices(item)).map(({ kind }) => kind)).toEqual(Array(4).fill('restricted'))
    expect(await sees(world, 'probation', 'app.items where id = $1', [item])).toBe(false)
    expect(await set('current')).toMatchObject({
      status: 409,
      body: { code: 'restriction_person_not_told' },
    })
    const tell = (who: AgencyName) =>
      world.post(who, `/items/${item}/tellings`, { on: day(0), how: 'talk' })
    expect((await tell('probation')).status).toBe(404)
    expect((await tell('housing')).status).toBe(200)
    expect(await sees(world, 'probation', 'app.restriction_tellings')).toBe(false)
    expect((await set('current')).status).toBeLessThan(300)
    expect(await sees(world, 'probation', 'app.items where id = $1', [item])).toBe(true)
    // Told once is told for one lifting.
    expect((await set('restricted')).status).toBeLessThan(300)
    expect((await set('current')).body.code).toBe('restriction_person_not_told')
  })
  test('a contest may end in it, or in erasure by a second person', async () => {
    const { ref } = await table()
    for (const outcome of ['restricted', 'erased'] as const) {
      const item = await write(ref)
      const { id } = (await contest(item)).body
      const answer = await world.post('housing', `/contests/${id}/decision`, {
        outcome,
        reasons: 'It cannot be settled.',
      })
      expect(answer.status).toBe(200)
      if (outcome === 'erased') {
        expect(await notices(item)).toEqual([])
        const [asked] = await world.sql('select id from app.erasures where target = $1', [item])
        await world.post('privacy', `/erasures/${asked?.id}/decision`, { answer: 'erased' })
      }
      expect((await notices(item)).map(({ kind }) => kind)).toEqual(Array(4).fill(outcome))
      expect(await sees(world, 'probation', 'app.item_versions where item_id = $1', [item])).toBe(
        false,
      )
      if (outcome === 'erased')
        expect(await sees(world, 'housing', 'app.item_versions where item_id = $1', [item])).toBe(
          false,
        )
    }
  })
  test('who declared closeness has nothing of it', async () => {
    const { id, ref } = await table()
    const item = await layItem(world, id, { owner: 'housing' })
    await contest(item)
    await world.sql(
      `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
       select 1, $1, $2, person_id, id, key_wrapped, '\\x00' from app.cases where id = $3`,
      [randomUUID(), world.agency.probation.member, id],
    )
    expect(await sees(world, 'probation', 'app.item_contests where item_id = $1', [item])).toBe(
      false,
    )
    expect((await world.get('probation', `/cases/${ref}/rights`)).status).toBe(404)
  })
})
