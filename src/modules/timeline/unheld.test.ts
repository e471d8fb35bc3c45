import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

/** What is said of a case where the lead was accepted by a desk at which nobody can open it (PI5, HA8, R9). */
let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

async function acceptedBy(
  ref: string,
  who: 'housing' | 'probation',
  offer: Record<string, unknown>,
): Promise<void> {
  const agencyId = world.agency[who].id
  const made = await world.post('city', `/cases/${ref}/leads`, { agencyId, ...offer })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const { id, version } = made.body
  const said = await world.post(who, `/leads/${id}/answer`, { outcome: 'accepted' }, { version })
  expect(said.status, JSON.stringify(said.body)).toBe(200)
}

test('the head, the map, the list, the file and the releases say that somebody accepted, and that nobody there can open it', async () => {
  const { city, probation } = world.agency
  const { ref } = await world.openCase({ release: day(0) })
  const stated = async () => {
    const { lead, leadState, readers } = (await world.get('city', `/cases/${ref}`)).body
    const { lanes } = (await world.get('city', `/cases/${ref}/continuity`)).body
    const { cases } = (await world.get('city', `/cases?ref=${ref}`)).body
    const { rows } = (await world.get('city', '/releases?weeks=4')).body
    return {
      lead: lead.id,
      leadState,
      readers,
      instead: lanes
        .find(({ domain }: { domain: string }) => domain === 'lead')
        .leads.filter(({ state }: { state: string }) => state === 'fallback')
        .map((one: { instead: { id: number } | null }) => one.instead?.id ?? null),
      inList: cases.map((one: { leadState: string }) => one.leadState),
      released: rows.find((one: { ref: string }) => one.ref === ref).leadAfterState,
    }
  }
  expect(await stated()).toMatchObject({
    ...{ lead: city.id, leadState: 'fallback', instead: [null] },
    ...{ inList: ['fallback'], released: 'fallback' },
  })
  await acceptedBy(ref, 'probation', { domain: 'lead', tied: 'calendar', from: day(1) })
  // A day goes by: whoever accepted leads today. The first point of a case is kept by a trigger.
  const ofCase = `case_id = (select id from app.cases where ref = '${ref}')`
  await world.sql(
    `alter table app.case_leads disable trigger user;
     update app.case_leads set starts_on = starts_on - 1, agreed_on = agreed_on - 1 where ${ofCase};
     alter table app.case_leads enable trigger user;
     update app.leads set period = daterange(lower(period) - 1, upper(period)) where domain = 'lead' and ${ofCase}`,
  )
  const held = await stated()
  expect(held).toMatchObject({ lead: probation.id, leadState: 'accepted', released: 'accepted' })

  const kept = { kind: 'minor', named: [city.member] }
  expect((await world.post('city', `/cases/${ref}/protection`, kept)).status).toBe(201)
  expect(await stated()).toEqual({
    // Whoever is named can open it, and no colleague at a desk of the table.
    readers: 1,
    ...{ lead: city.id, leadState: 'unheld', instead: [probation.id] },
    ...{ inList: ['unheld'], released: 'unheld' },
  })

  const { mark } = (await world.get('city', `/cases/${ref}/protection`)).body
  const admission = { member: probation.member, until: day(9) }
  expect((await world.post('city', `/protections/${mark.id}/admissions`, admission)).status).toBe(
    200,
  )
  expect(await stated()).toEqual({ ...held, readers: 2 })
})

test('a filter by gaps finds what was accepted where nobody can open it, also where nobody is needed', async () => {
  const { city } = world.agency
  const { ref } = await world.openCase({ release: day(60) })
  await world.sql(
    'delete from app.case_needs where case_id = (select id from app.cases where ref = $1)',
    [ref],
  )
  const bed = { domain: 'accommodation', tied: 'calendar', from: day(1), until: day(20) }
  await acceptedBy(ref, 'housing', bed)
  const found = async (query: string) =>
    (await world.get('city', `/cases?ref=${ref}&${query}`)).body.cases.length
  expect([await found('domain=any'), await found('domain=accommodation')]).toEqual([0, 0])
  await world.post('city', `/cases/${ref}/protection`, { kind: 'minor', named: [city.member] })
  expect([await found('domain=any'), await found('domain=accommodation')]).toEqual([1, 1])
  expect(await found('domain=work')).toBe(0)
})

test('of a moment earlier that day it is told what was known: somebody had accepted, and nothing was protected yet (AU4)', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  await acceptedBy(ref, 'housing', { domain: 'accommodation', tied: 'calendar', from: day(1) })
  const [moment] = await world.sql<{ at: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  )
  await world.post('city', `/cases/${ref}/protection`, {
    ...{ kind: 'minor', named: [world.agency.city.member] },
  })
  const { body } = await world.get('city', `/cases/${ref}/as-known?at=${moment?.at}`)
  const bed = ({ lanes }: typeof body.continuity) =>
    lanes.find(({ domain }: { domain: string }) => domain === 'accommodation').leads.at(-1).state
  expect([bed(body.continuity), bed(body.now.continuity)]).toEqual(['accepted', 'unheld'])
})
