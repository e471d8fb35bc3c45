import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, giveSeat, meanwhile, sees } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
  await world.sql(
    `insert into app.arrangement_contacts (authority_id, lineage_id, since, name, phone, complaints)
     values (1, 1, current_date, 'Desk <script>alert(1)</script>', '02 555 01', 'The authority for data')`,
  )
})
afterAll(() => world.close())

const page = async (path: string, token?: string) => {
  const headers = token ? { cookie: `__Host-throughcare=${token}` } : {}
  const answer = await world.app.inject({ method: 'GET', url: path, headers })
  return { status: answer.statusCode, text: answer.body, headers: answer.headers }
}

describe('GD-13, LED-20: the essence for everybody', () => {
  test('is read without signing in, in six languages, without a script or anything from elsewhere', async () => {
    for (const [language, sentence] of Object.entries({
      en: 'Whom you may ask',
      fr: 'À qui vous adresser',
      de: 'Wen Sie fragen können',
      es: 'A quién puede preguntar',
      it: 'A chi rivolgersi',
      nl: 'Aan wie u kunt vragen',
    })) {
      const { status, text, headers } = await page(`/information/1/1?language=${language}`)
      expect(status).toBe(200)
      expect(text).toContain(sentence)
      expect(text).toContain(`<html lang="${language}">`)
      expect(text).not.toMatch(/<script|src=|@import|url\(/)
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'nonce-[^']+'; base-uri/,
      )
    }
    expect((await page('/information')).text).toContain('/information/1/1')
  })
  test('names every party and the contact point; what was typed is text and nothing else', async () => {
    const { text } = await page('/information/1/1?language=en')
    for (const name of [
      'Probation Service',
      'Local Police',
      'Adult College',
      '02 555 01',
      'The authority for data',
    ])
      expect(text).toContain(name)
    expect(text).toContain('Desk &lt;script&gt;')
    expect(text).not.toContain('Member ')
  })
  test('follows the registers at once: a changed contact, a party that leaves, an agreement that ends', async () => {
    await world.sql(`update app.arrangement_contacts set phone = '02 999 99' where lineage_id = 1`)
    expect((await page('/information/1/1')).text).toContain('02 999 99')
    const left = await meanwhile(
      world,
      'update app.arrangement_parties set left_on = current_date where agency_id = 4',
      'update app.arrangement_parties set left_on = null where agency_id = 4',
      () => page('/information/1/1?language=en'),
    )
    expect(left.text.split('but not bound by it today')[1]).toContain('Local Police')
    const over = await meanwhile(
      world,
      'update app.arrangements set valid_until = current_date - 1 where id = 1',
      'update app.arrangements set valid_until = current_date + 500 where id = 1',
      () => page('/information/1/1'),
    )
    expect(over.status).toBe(404)
  })
  test('unknown, unsigned and malformed addresses look alike; the preview is for those who may read the edition', async () => {
    for (const path of [
      '/information/1/999',
      '/information/9/1',
      '/information/x/1',
      '/information/1/99999999999',
    ])
      expect((await page(path)).status, path).toBe(404)
    await world.sql(
      `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal) values (1, 5, 'x', 'Not yet signed', current_date, 'x', 10)`,
    )
    await world.sql(
      'insert into app.arrangement_parties (authority_id, arrangement_id, agency_id) values (1, 5, 4), (1, 5, 1)',
    )
    expect((await page('/information/1/5')).status).toBe(404)
    expect((await page('/information/preview/5')).status).toBe(401)
    expect((await page('/information/preview/5', world.agency.police.token)).text).toContain(
      'Not yet signed',
    )
    expect((await page('/information/preview/5', world.agency.housing.token)).status).toBe(404)
  })
})

describe('sixty days before', () => {
  const ending = (until: string) =>
    world.sql('update app.arrangements set valid_until = $1 where authority_id = 1 and id = 1', [
      until,
    ])
  test('SH1: the coordination is told once that an agreement ends, and sees it on Today', async () => {
    await ending(day(61))
    const told = async () =>
      (await world.sql<{ told: number }>('select act.warn_expiries() as told'))[0]?.told
    expect(await told()).toBe(0)
    await ending(day(60))
    expect(await told()).toBe(1)
    expect(await told()).toBe(0)
    const [news] = await world.sql<{ principals: number[] }>(
      'select principals from app.mail_news order by at desc limit 1',
    )
    expect(news?.principals).toEqual([world.agency.city.desk])
    expect((await world.get('city', '/agreements/endings')).body.endings).toMatchObject([
      { what: 'agreement', id: 1, endsOn: day(60), days: 60 },
    ])
    await ending(day(500))
  })
  test('SH1: a transition that not all have signed is told in time; who left is named with the cases to hand on', async () => {
    const { housing, police, probation } = world.agency
    const opened = await world.openCase({ release: day(60) })
    await giveSeat(world, opened.id, housing.desk)
    await world.sql(
      `insert into app.arrangements (authority_id, id, lineage_id, edition, reference, title, document, valid_from, valid_until, transition_until, fallback_principal, review_months)
       select 1, 90, lineage_id, edition + 1, 'T/90', 'Next', 'paper', $1, $2, $3, fallback_principal, review_months
         from app.arrangements where authority_id = 1 and id = 1`,
      [day(-5), day(400), day(30)],
    )
    await world.sql(
      `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by)
       select 1, 90, agency_id, case when agency_id in ($1, $2) then $3::date end, case when agency_id in ($1, $2) then 'Director' end
         from app.arrangement_parties where authority_id = 1 and arrangement_id = 1`,
      [police.id, probation.id, day(-4)],
    )
    const told = async () =>
      (await world.sql<{ told: number }>('select act.warn_expiries() as told'))[0]?.told
    expect(await told()).toBe(1)
    expect(await told()).toBe(0)
    const endings = async () => (await world.get('city', '/agreements/endings')).body
    const [ends] = (await endings()).endings
    expect(ends).toMatchObject({ what: 'transition', id: 90, endsOn: day(30), days: 30 })
    expect(ends.names).toContain('Housing Office')
    expect(ends.names).not.toContain('Probation Service')
    const { arrangements, bound } = (await world.get('probation', '/arrangements')).body
    expect(bound).toBe(true)
    const parties: { agency: { id: number }; state: string; keepsUntil: string | null }[] =
      arrangements.find(({ id }: { id: number }) => id === 90).parties
    expect(parties.find(({ agency }) => agency.id === housing.id)).toMatchObject({
      ...{ state: 'earlier', keepsUntil: day(30) },
    })
    // What a transition leaves behind counts to its last day; who signed what follows goes on (R11).
    const gone = async (on: string) =>
      (await world.sql<{ gone: string }>('select actor.gone_from(1, $1) as gone', [on]))[0]?.gone
    expect(await gone(day(30))).toBe('')
    const after = JSON.parse((await gone(day(31))) ?? '')
    expect(after['1']).toEqual(after['90'])
    expect(after['1']).toMatchObject({ [housing.id]: day(31) })
    expect(after['1']).not.toHaveProperty(String(probation.id))
    expect((await endings()).departed).toEqual([])
    await world.sql(
      `update app.arrangement_parties set left_on = $2 where authority_id = 1 and agency_id = $1 and arrangement_id = 1`,
      [housing.id, day(0)],
    )
    expect((await endings()).departed).toMatchObject([
      { agency: { id: housing.id }, leftOn: day(0), cases: 1, refs: [opened.ref] },
    ])
    expect((await world.get('housing', '/arrangements')).body.bound).toBe(false)
    // Whoever sits where something of theirs is open now is told, once for a departure (R11).
    const tells = async () =>
      (await world.sql<{ told: number }>('select act.tell_departures() as told'))[0]?.told
    const offered = `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal, state, answered_at, agreed, period)
       select 1, gen_random_uuid(), $1, 'accommodation', $2, $3, $4, $5, $6, 'accepted', now(), d, d from (select daterange($7, $8) as d) x`
    const { city } = world.agency
    const lasting = (until: string) =>
      world.sql(offered, [
        ...[opened.id, world.clause('accommodation'), housing.id, housing.desk, city.id, city.desk],
        ...[day(-40), until],
      ])
    await lasting(day(-10))
    expect(await tells()).toBe(0)
    await world.sql(`delete from app.expiry_warnings where what = 'departure'`)
    await world.sql('delete from app.leads where case_id = $1', [opened.id])
    await lasting(day(80))
    expect(await tells()).toBe(1)
    expect(await tells()).toBe(0)
    const [news] = await world.sql<{ principals: number[] }>(
      'select principals from app.mail_news order by at desc limit 1',
    )
    expect(news?.principals).toContain(city.desk)
    await world.sql('delete from app.leads where case_id = $1', [opened.id])
    // Who does not coordinate the case does not learn of it.
    expect((await world.get('probation', '/agreements/endings')).body.departed).toEqual([])
    await world.sql(
      `update app.arrangement_parties set left_on = null where authority_id = 1 and agency_id = $1 and arrangement_id = 1`,
      [housing.id],
    )
    await world.sql(
      'delete from app.arrangement_parties where authority_id = 1 and arrangement_id = 90',
    )
    await world.sql('delete from app.arrangements where authority_id = 1 and id = 90')
    await world.sql('delete from app.seats where case_id = $1', [opened.id])
  })
  test('LED-13: when a basis has ended, each open case at which its body sits gets a task, once', async () => {
    const { id } = await world.openCase({ release: day(60) })
    const other = await world.openCase({ release: day(60) })
    await giveSeat(world, id, world.agency.housing.desk)
    await world.sql(
      `insert into app.legal_bases (authority_id, id, kind, citation, objective, categories, purposes, bodies, valid_from, valid_until, reviewed_by, reviewed_on, state)
       values (1, 70, 'public_task', 'Housing code', 'Shelter', '{accommodation}', '{reintegration}', '{5}', $1, $2, 'Counsel', $3, 'active')`,
      [day(-9), day(1), day(0)],
    )
    await world.sql(
      `update app.clause_rights set basis_id = 70 where agency_id = 5 and clause_id = 5`,
    )
    await world.sql('update app.legal_bases set valid_until = $1 where id = 70', [day(-1)])
    await world.sql('select act.review_ended_bases()')
    await world.sql('select act.review_ended_bases()')
    const rows = await world.sql<{ case_id: string; owner_principal: number }>(
      `select case_id, owner_principal from app.milestones where code = 'basis_ended' and case_id = any($1)`,
      [[id, other.id]],
    )
    expect(rows).toEqual([{ case_id: id, owner_principal: world.agency.city.desk }])
    expect(rows.some((row) => row.case_id === other.id)).toBe(false)
  })
})

describe('LED-01, LED-03: from one regime to the other by a decision alone', () => {
  const record = '00000000-0000-4000-8000-00000000000a'
  const key = () => world.db.keys.newDataKey(1).wrapped
  const decide = (
    who: 'probation' | 'police',
    kase: string,
    clause: number,
    special: boolean,
    id: string,
  ) =>
    ask(
      world,
      who,
      `select act.change_regime($1, $2, $3, 'supervision', $4, 'Code, art. 7', $5, $6, '\\x01', '\\x01')`,
      [id, kase, clause, [record], special, key()],
    )
  const permits = async (kase: string, clause: number) =>
    (
      await world.sql<{ may: boolean }>(
        `select actor.regime_permits(1, $1, $2, $3, 'supervision') as may`,
        [kase, clause, record],
      )
    )[0]?.may
  test('without a decision a record serves its own purpose alone, and the refusal stands in the log', async () => {
    const { id } = await world.openCase({ release: day(60) })
    const clause = world.clause('work')
    expect(await permits(id, clause)).toBe(false)
    const own = await world.sql<{ may: boolean }>(
      `select actor.regime_permits(1, $1, $2, $3, 'reintegration') as may`,
      [id, clause, record],
    )
    expect(own[0]?.may).toBe(true)
    const used = ask(world, 'probation', `select act.require_regime($1, $2, $3, 'supervision')`, [
      id,
      clause,
      record,
    ])
    await expect(used).rejects.toMatchObject({ status: 403, code: 'regime_change_missing' })
    expect(JSON.stringify((await world.events('refused')).at(-1)?.detail)).toContain(
      'regime_change_missing',
    )
  })
  test('with one it may, for the listed records only, until it is withdrawn; others of the table do not decide it', async () => {
    const { id } = await world.openCase({ release: day(60) })
    for (const who of ['probation', 'police'] as const)
      await giveSeat(world, id, world.agency[who].desk)
    const clause = world.clause('work')
    const decision = crypto.randomUUID()
    await expect(decide('police', id, clause, false, crypto.randomUUID())).rejects.toMatchObject({
      code: 'regime_change_not_yours',
    })
    await decide('probation', id, clause, false, decision)
    expect(await permits(id, clause)).toBe(true)
    const another = await world.sql<{ may: boolean }>(
      `select actor.regime_permits(1, $1, $2, gen_random_uuid(), 'supervision') as may`,
      [id, clause],
    )
    expect(another[0]?.may).toBe(false)
    expect(await sees(world, 'probation', 'app.regime_changes where id = $1', [decision])).toBe(
      true,
    )
    expect(await sees(world, 'police', 'app.regime_changes where id = $1', [decision])).toBe(false)
    expect(await sees(world, 'housing', 'app.regime_changes where id = $1', [decision])).toBe(false)
    await ask(world, 'probation', 'select act.withdraw_regime_change($1)', [decision])
    expect(await permits(id, clause)).toBe(false)
  })
  test('a special category needs a second person of the same agency', async () => {
    const { id } = await world.openCase({ release: day(60) })
    await giveSeat(world, id, world.agency.probation.desk)
    const clause = world.clause('work')
    const decision = crypto.randomUUID()
    await decide('probation', id, clause, true, decision)
    expect(await permits(id, clause)).toBe(false)
    await expect(
      ask(world, 'probation', 'select act.confirm_regime_change($1)', [decision]),
    ).rejects.toMatchObject({ code: 'regime_change_second_person' })
    const colleague = await world.session(
      world.agency.probation.id,
      ['case_worker'],
      world.agency.probation.desk,
    )
    await ask(world, colleague, 'select act.confirm_regime_change($1)', [decision])
    expect(await permits(id, clause)).toBe(true)
  })
})
