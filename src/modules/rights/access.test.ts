import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
  // Who may speak with the table about work: the exit provider and the health centre too.
  await world.sql(
    `update app.clause_rights set sight = 'full', may_contribute = true
      where clause_id = $1 and agency_id = any ($2)`,
    [world.clause('relations'), [world.agency.exit.id]],
  )
  await world.sql(
    `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight)
     values (1, $1, $2, true, 'full'), (1, $1, $3, false, 'full') on conflict (authority_id, agency_id, clause_id)
     do update set sight = 'full'`,
    [world.clause('relations'), world.agency.health.id, world.agency.prison.id],
  )
})
afterAll(() => world.close())

const seen = async (who: AgencyName, table: string, caseId: string) => {
  const rows = await world.as(who, async (tx) => {
    const { sql } = await import('kysely')
    return (
      await sql<{
        n: string
      }>`select count(*) as n from ${sql.raw(table)} where case_id = ${caseId}`.execute(tx)
    ).rows
  })
  return Number(rows[0]?.n)
}

/** A case with voluntary help of the exit provider and the health centre, both at the table, and a yes to both. */
const withConsent = async (answer: 'given' | 'refused' = 'given') => {
  const opened = await world.openCase({ release: day(40) })
  for (const who of ['exit', 'health'] as const) await help(opened.ref, who)
  for (const who of ['prison', 'probation'] as const) await world.seat(opened.id, who)
  const made = await say(opened.ref, { answer })
  expect(made).toMatchObject({ status: 201 })
  return { ...opened, consent: made.body.id as string }
}

const help = async (ref: string, who: AgencyName, from = day(-5)) => {
  const offer = {
    domain: 'relations',
    agencyId: world.agency[who].id,
    tied: 'calendar',
    from: who === 'exit' ? from : day(200),
    ...(who === 'exit' && { until: day(150) }),
    voluntary: true,
  }
  const { body } = await world.post('city', `/cases/${ref}/leads`, offer)
  const answer = await world.post(
    who,
    `/leads/${body.id}/answer`,
    { outcome: 'accepted' },
    { version: 1 },
  )
  expect(answer.status).toBe(200)
  return body.id as string
}

const say = (ref: string, more: object = {}, who: AgencyName = 'city') =>
  world.post(who, `/cases/${ref}/consents`, {
    domain: 'relations',
    agencies: [world.agency.exit.id, world.agency.health.id],
    answer: 'given',
    language: 'es',
    way: 'talk',
    capacity: 'alone',
    on: day(0),
    ...more,
  })

const takeBack = (consent: string, agency: AgencyName, who: AgencyName = 'city') =>
  world.post(who, `/consents/${consent}/withdrawals`, {
    agencyId: world.agency[agency].id,
    on: day(0),
    way: 'talk',
    language: 'es',
  })

describe('who knows what the person said about voluntary help (GD-03)', () => {
  test('the coordination desk and whoever helps; prison and probation never, given or refused', async () => {
    for (const answer of ['given', 'refused'] as const) {
      const { id, ref, consent } = await withConsent(answer)
      for (const table of ['app.consents', 'app.consent_recipients'])
        for (const who of ['prison', 'probation', 'police'] as const)
          expect(await seen(who, table, id), `${who} ${table}`).toBe(0)
      expect(await seen('city', 'app.consents', id)).toBe(1)
      expect(await seen('exit', 'app.consents', id)).toBe(1)
      expect(await seen('city', 'app.consent_recipients', id)).toBe(2)
      expect(await seen('exit', 'app.consent_recipients', id)).toBe(1)
      const prison = await world.get('prison', `/cases/${ref}/consents`)
      expect(prison.body).toMatchObject({ enforces: true, lanes: [], consents: [] })
      expect((await takeBack(consent, 'exit', 'prison')).status).toBe(404)
      expect((await say(ref, {}, 'prison')).status).toBe(403)
    }
  })
  test('not even where an agency that enforces measures coordinates, or was named by mistake', async () => {
    const { id, consent } = await withConsent()
    await world.seat(id, 'prison', 'coordination')
    await world.sql(
      `insert into app.consent_recipients (authority_id, consent_id, agency_id, case_id, clause_id)
       select 1, c.id, $1, c.case_id, c.clause_id from app.consents c where c.id = $2`,
      [world.agency.prison.id, consent],
    )
    for (const table of ['app.consents', 'app.consent_recipients'])
      expect(await seen('prison', table, id), table).toBe(0)
    expect((await takeBack(consent, 'exit', 'prison')).status).toBe(404)
  })
  test('who does not sit on the case gets the answer for an unknown one', async () => {
    const { ref, consent } = await withConsent()
    expect((await world.get('papers', `/cases/${ref}/consents`)).status).toBe(404)
    expect((await say(ref, {}, 'papers')).status).toBe(404)
    expect((await takeBack(consent, 'exit', 'papers')).body.code).toBe('consent_not_found')
    expect((await takeBack(randomUUID(), 'exit')).body.code).toBe('consent_not_found')
  })
  test('who declared closeness has neither', async () => {
    const { id, ref, consent } = await withConsent()
    await world.sql(
      `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
       select 1, $1, $2, person_id, id, key_wrapped, '\\x00' from app.cases where id = $3`,
      [randomUUID(), world.agency.exit.member, id],
    )
    expect(await seen('exit', 'app.consents', id)).toBe(0)
    expect((await world.get('exit', `/cases/${ref}/consents`)).status).toBe(404)
    expect((await takeBack(consent, 'exit', 'exit')).status).toBe(404)
    await world.sql('delete from app.closeness')
  })
})

describe('given in Spanish, taken back for one agency (SH3)', () => {
  test('that one loses help, seat and case in the same second; the other keeps them; both texts stay', async () => {
    const { id, ref, consent } = await withConsent()
    expect((await world.get('exit', `/cases/${ref}`)).status).toBe(200)
    expect((await takeBack(consent, 'exit')).status).toBe(200)
    expect((await world.get('exit', `/cases/${ref}`)).status).toBe(404)
    expect((await world.get('health', `/cases/${ref}`)).status).toBe(200)
    const [left] = await world.sql<{ n: string }>(
      `select count(*) as n from app.seats where case_id = $1 and principal = $2 and period @> now()`,
      [id, world.agency.exit.desk],
    )
    expect(Number(left?.n)).toBe(0)
    const { body } = await world.get('city', `/cases/${ref}/consents`)
    const [kept] = body.consents
    expect(kept.text.shown).toMatchObject({ language: 'es', version: 'help-1' })
    expect(kept.text.shown.paragraphs.join(' ')).toMatch(/Bridge.*North Health Centre/)
    const of = (who: AgencyName) =>
      kept.recipients.find(
        (one: { agency: { id: number } }) => one.agency.id === world.agency[who].id,
      )
    expect(of('exit').withdrawn).toMatchObject({
      on: day(0),
      text: { shown: { version: 'back-1' } },
    })
    expect(of('health').withdrawn).toBeNull()
    expect(await takeBack(consent, 'exit')).toMatchObject({
      status: 409,
      body: { code: 'consent_already_withdrawn' },
    })
    expect((await world.events('consent.withdrawn')).at(-1)).toMatchObject({ case_id: id })
    // The help may be accepted again, and the seat that comes with it ends with it again.
    await help(ref, 'exit', day(0))
    expect((await world.get('exit', `/cases/${ref}`)).status).toBe(200)
    const again = await say(ref, { agencies: [world.agency.exit.id] })
    expect((await takeBack(again.body.id, 'exit')).status).toBe(200)
    expect((await world.get('exit', `/cases/${ref}`)).status).toBe(404)
  })
  test('a share with two agencies goes on for the one that keeps it', async () => {
    const { id, ref, consent } = await withConsent()
    const share = randomUUID()
    const { exit, health, city } = world.agency
    await world.sql(
      `insert into app.shares (authority_id, id, case_id, owner_agency_id, purpose, clause_id, recipients, key_wrapped, expires_on, decided_by)
       select 1, $1, id, $3, 'reintegration', $4, $5, key_wrapped, current_date + 30, $6 from app.cases where id = $2`,
      [share, id, city.id, world.clause('relations'), [exit.desk, health.desk], city.member],
    )
    expect((await takeBack(consent, 'exit')).status).toBe(200)
    expect(
      await world.sql('select recipients, withdrawn_at from app.shares where id = $1', [share]),
    ).toEqual([{ recipients: [health.desk], withdrawn_at: null }])
    expect(await seen('health', 'app.share_departures', id)).toBe(0)
    expect(await seen('city', 'app.share_departures', id)).toBe(1)
    expect((await takeBack(consent, 'health')).status).toBe(200)
    const [gone] = await world.sql<{ at: string | null }>(
      'select withdrawn_at as at from app.shares where id = $1',
      [share],
    )
    expect(gone?.at).not.toBeNull()
    expect((await world.get('health', `/cases/${ref}`)).status).toBe(404)
  })
  test('what was said stays as it was said', async () => {
    const { consent } = await withConsent()
    await expect(
      world.sql(`update app.consents set answer = 'refused' where id = $1`, [consent]),
    ).rejects.toThrow('consent_never_changes')
  })
})

describe('consent carries voluntary help only (SH4, GD-02)', () => {
  test('for an imposed help it is refused, and the clause on which it stands is named', async () => {
    const { id, ref } = await world.openCase({ release: day(40) })
    await world.sql(
      `insert into app.case_needs (authority_id, case_id, domain, clause_id, required)
       values (1, $1, 'relations', $2, 'imposed')`,
      [id, world.clause('relations')],
    )
    const refused = await say(ref)
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'consent_need_imposed', field: 'domain' },
    })
    expect(refused.body.values).toMatchObject({
      clause: expect.any(String),
      basis: expect.any(String),
    })
    expect(refused.body.detail).toContain(refused.body.values.basis)
  })
  test('where nobody offers voluntary help, and for the purpose of supervision, there is nothing to consent to', async () => {
    const { id, ref } = await world.openCase({ release: day(40) })
    expect((await say(ref)).body.code).toBe('consent_no_voluntary_help')
    await world.sql(`update app.purposes set compulsory = true where code = 'reintegration'`)
    expect((await say(ref)).body.code).toBe('consent_purpose_compulsory')
    await world.sql(`update app.purposes set compulsory = false where code = 'reintegration'`)
    expect(await seen('city', 'app.consents', id)).toBe(0)
  })
  test('never towards prison, probation, police or justice; not for a day to come; a witness has a name', async () => {
    const { ref } = await withConsent()
    const codes = async (more: object) => (await say(ref, more)).body.code
    expect(await codes({ agencies: [world.agency.probation.id] })).toBe('consent_agency_enforces')
    expect(await codes({ on: day(1) })).toBe('consent_in_future')
    expect(await codes({ way: 'witnessed' })).toBe('consent_witness_missing')
    expect(await codes({ way: 'witnessed', witness: 'A. Friend' })).toBeUndefined()
  })
})
