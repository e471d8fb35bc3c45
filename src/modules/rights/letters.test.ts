import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveSeat } from '../../../tests/law.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem } from '../../../tests/world-items.ts'
import { seal } from '../../platform/seal/envelope.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const letter = (who: AgencyName, id: string, language = 'en') =>
  world.app.inject({
    url: `/letters/corrections/${id}?language=${language}`,
    headers: { cookie: `__Host-throughcare=${world.agency[who].token}` },
  })

/** An item of the city that probation was told of, with one notice of each kind. */
async function told(kind: string) {
  const { city, probation } = world.agency
  const { id, ref } = await world.openCase({ release: day(30), family: 'Ostrander' })
  await giveSeat(world, id, probation.desk)
  const item = await layItem(world, id, {
    owner: 'city',
    mode: 'named',
    audience: [probation.desk],
  })
  const [row] = await world.sql<{ id: string }>(
    `insert into app.correction_notices (authority_id, item_id, case_id, clause_id, kind, item_version, from_agency_id, agency_id, recipients, made_by, due_on)
     values (1, $1, $2, $3, $4, 2, $5, $6, array[$7::int], $8, current_date + 7) returning id`,
    [
      ...[item, id, world.clause('accommodation'), kind, city.id, probation.id],
      ...[probation.desk, city.member],
    ],
  )
  return { notice: row?.id as string, ref, id }
}

test('a letter for each recipient: number of the case alone, what is asked, by which law; receipts are written as it is read (GD-10, N20)', async () => {
  const { notice, ref } = await told('corrected')
  for (const who of ['police', 'housing', 'privacy'] as const)
    expect((await letter(who, notice)).statusCode, who).toBe(404)
  const made = await letter('city', notice)
  expect(made.statusCode).toBe(200)
  expect(made.headers['content-type']).toContain('text/html')
  for (const part of [ref, 'was wrong and was corrected', 'article 19', 'Probation', 'Not yet'])
    expect(made.body, part).toContain(part)
  expect(made.body).not.toMatch(/Ostrander|accommodation|__CSP_NONCE__|<script/i)
  const receipts = () =>
    world.sql(
      'select letter_by as made, opened_by as read, opened_at is not null as opened from app.correction_notices where id = $1',
      [notice],
    )
  const { city, probation } = world.agency
  expect(await receipts()).toEqual([{ made: city.member, read: null, opened: false }])
  expect((await letter('probation', notice)).statusCode).toBe(200)
  expect(await receipts()).toEqual([{ made: city.member, read: probation.member, opened: true }])
  const { notices } = (await world.get('city', `/cases/${ref}/rights`)).body
  expect(notices[0]).toMatchObject({ openedAt: expect.any(String), madeBy: expect.any(String) })
  const log = await world.sql<{ action: string }>(
    `select action from audit.events where detail ->> 'notice' = $1 order by at`,
    [notice],
  )
  expect(log.map(({ action }) => action)).toEqual([
    'correction.letter_made',
    'correction.letter_read',
  ])
})

test('each kind in six languages, every sentence filled in', async () => {
  for (const kind of ['corrected', 'restricted', 'released', 'erased']) {
    const { notice, ref } = await told(kind)
    const bodies = new Set<string>()
    for (const language of ['en', 'fr', 'de', 'es', 'it', 'nl']) {
      const { body } = await letter('probation', notice, language)
      expect(body).toContain(`<html lang="${language}">`)
      expect(body).toContain(ref)
      expect(body).not.toMatch(/letters\.[a-z]|\{[a-z]+\}/)
      bodies.add(body.slice(body.indexOf('<main>')))
    }
    expect(bodies.size).toBe(6)
  }
})

test('a case that is closed to the reader has no letter, and an unknown number none either', async () => {
  const { notice, id } = await told('erased')
  await world.sql(
    `insert into app.protections (authority_id, id, case_id, kind, named, marked_by, key_wrapped) values (1, gen_random_uuid(), $1, 'minor', array[$2::int], $2, $3)`,
    [id, world.agency.city.member, world.db.keys.newDataKey(1).wrapped],
  )
  expect((await letter('probation', notice)).statusCode).toBe(404)
  expect((await letter('city', notice)).statusCode).toBe(200)
  expect((await letter('city', '00000000-0000-4000-8000-000000000000')).statusCode).toBe(404)
  expect((await letter('city', 'x')).statusCode).toBe(404)
})

test('somebody outside the table is named to the agency that gave it, to nobody else; a provider writes the receipt, an emergency does not (R8)', async () => {
  const { housing } = world.agency
  const { notice, ref, id } = await told('corrected')
  const given = '0f000000-0000-4000-8000-000000000001'
  const { key, wrapped } = world.db.keys.newDataKey(1)
  await world.sql(
    `insert into app.disclosures (authority_id, id, case_id, owner_agency_id, purpose, clause_id, key_wrapped, to_sealed, why_sealed,
       necessity_token, informed_on, informed_how, expires_on, asked_by)
     values (1, $1, $2, $3, 'reintegration', $4, $5, $6, '\\x00', 1, current_date, 'talk', current_date + 9, $7)`,
    [
      ...[given, id, housing.id, world.clause('accommodation'), wrapped],
      ...[seal(key, 'Mr Jansen, caretaker', `disclosures.to:${given}`), housing.member],
    ],
  )
  await world.sql(
    `update app.correction_notices set from_agency_id = $2, agency_id = null, disclosure_id = $3, recipients = '{}' where id = $1`,
    [notice, housing.id, given],
  )
  const acknowledge = () => world.post('housing', `/corrections/${notice}/acknowledgement`, {})
  const due = async () => (await world.get('housing', '/items/due')).body.corrections
  await giveSeat(world, id, housing.desk, { relation: 'override' })
  expect((await letter('housing', notice)).statusCode).toBe(404)
  expect((await acknowledge()).body.code).toBe('correction_not_found')
  expect(await due()).toBe(0)
  await giveSeat(world, id, housing.desk, { relation: 'provider' })
  expect((await letter('housing', notice)).body).toContain('Mr Jansen, caretaker')
  const [row] = (await world.get('housing', `/cases/${ref}/rights`)).body.notices
  expect(row).toMatchObject({ outside: 'Mr Jansen, caretaker', mine: true })
  expect((await letter('city', notice)).statusCode).toBe(404)
  expect(JSON.stringify((await world.get('city', `/cases/${ref}/rights`)).body)).not.toContain(
    'Jansen',
  )
  expect(await due()).toBe(1)
  expect((await acknowledge()).status).toBe(200)
  expect(await due()).toBe(0)
})
