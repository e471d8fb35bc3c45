import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveSeat } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

test('a case is protected, somebody is admitted, a look waits for the chair, and it ends with a reason (PI5)', async () => {
  const { city, housing } = world.agency
  const { id, ref } = await world.openCase({ release: day(30) })
  await giveSeat(world, id, housing.desk)
  const path = `/cases/${ref}/protection`
  const before = (await world.get('city', path)).body
  expect(before.mark).toBeNull()
  expect(before.choice.coordinators).toEqual([
    expect.objectContaining({ id: city.member, you: true }),
  ])
  expect((await world.get('housing', path)).body.choice).toBeNull()
  expect((await world.post('city', path, { kind: 'sad', named: [city.member] })).status).toBe(422)
  expect((await world.post('housing', path, { kind: 'minor', named: [city.member] })).status).toBe(
    403,
  )
  expect((await world.post('city', path, { kind: 'minor', named: [city.member] })).status).toBe(201)
  for (const one of ['', '/protection', '/who', '/continuity'])
    expect((await world.get('housing', `/cases/${ref}${one}`)).status, one).toBe(404)
  expect((await world.get('housing', '/cases')).body).toMatchObject({ count: 0 })

  const { mark } = (await world.get('city', path)).body
  expect(mark).toMatchObject({ kind: 'minor', named: [{ id: city.member }], admissions: [] })
  const admitted = await world.post('city', `/protections/${mark.id}/admissions`, {
    member: housing.member,
    until: day(10),
  })
  expect(admitted.status).toBe(200)
  expect((await world.get('housing', `/cases/${ref}`)).status).toBe(200)
  const [admission] = (await world.get('housing', path)).body.mark.admissions
  expect(admission).toMatchObject({ member: housing.member, until: day(10) })
  const { readers } = (await world.get('housing', `/cases/${ref}/who`)).body
  expect(readers).toContainEqual(expect.objectContaining({ you: true, until: day(10) }))
  expect(
    (await world.post('housing', `/protection-admissions/${admission.id}/end`, {})).status,
  ).toBe(403)
  expect((await world.post('city', `/protection-admissions/${admission.id}/end`, {})).status).toBe(
    200,
  )
  expect((await world.get('housing', `/cases/${ref}`)).status).toBe(404)

  const asked = await world.post('probation', '/overrides', {
    ref,
    reason: 'The hospital asks whom to call tonight.',
  })
  expect(asked).toMatchObject({ status: 201, body: { ref, until: null } })
  expect((await world.get('police', '/overrides/waiting')).body).toEqual({
    chair: false,
    looks: [],
    left: [],
  })
  expect((await world.get('probation', '/overrides/waiting')).body.looks).toHaveLength(1)
  await world.sql(
    `insert into app.member_functions (authority_id, member_id, function) values (1, $1, 'chair')`,
    [world.agency.police.member],
  )
  const [look] = (await world.get('police', '/overrides/waiting')).body.looks
  expect(look).toMatchObject({ ref, reason: 'The hospital asks whom to call tonight.' })
  expect(
    (await world.post('police', `/overrides/${look.id}/second`, { agrees: true })).status,
  ).toBe(200)
  expect((await world.get('probation', `/cases/${ref}`)).status).toBe(200)
  expect((await world.get('privacy', '/privacy')).body.overrides).toEqual([
    expect.objectContaining({ second: 'agreed', opened: true }),
  ])

  const end = `/protections/${mark.id}/end`
  expect((await world.post('city', end, { reason: '' })).status).toBe(422)
  expect((await world.post('city', end, { reason: 'She is of age.' })).status).toBe(200)
  expect((await world.get('housing', `/cases/${ref}`)).status).toBe(200)
})

test('an offer that nobody at the asked desk can see is told to the asker and covers nothing, until somebody there is admitted (HA1, HA8)', async () => {
  const { city, housing } = world.agency
  const { id, ref } = await world.openCase({ release: day(30) })
  const look = async (what = '') => (await world.get('city', `/cases/${ref}${what}`)).body
  await world.post('city', `/cases/${ref}/protection`, { kind: 'minor', named: [city.member] })
  const { mark } = await look('/protection')
  const lane = async () => {
    const { lanes, unseenBy } = await look('/continuity')
    const found = lanes.find((one: { domain: string }) => one.domain === 'accommodation')
    const gaps = found.gaps.map(({ kind }: { kind: string }) => kind)
    const last = found.leads.at(-1)
    return { unseenBy, gaps, state: last?.state, may: last?.may }
  }
  const listed = async (what = 'releases?weeks=8') => {
    const rows = (await world.get('city', `/${what}`)).body.rows as {
      ref: string
      lanes: { domain: string; state: string }[]
    }[]
    return rows
      .find((row) => row.ref === ref)
      ?.lanes.find(({ domain }) => domain === 'accommodation')?.state
  }
  expect((await lane()).unseenBy).toContain(housing.id)
  expect((await lane()).unseenBy).not.toContain(city.id)
  // A word given in advance accepts nothing that nobody of its desk could open.
  await world.sql(
    `insert into app.standing_acceptances (authority_id, id, agency_id, principal, domain, prisons, at_once, valid, made_by)
     values (1, gen_random_uuid(), $1, $2, 'accommodation', '{}', 9, daterange(current_date, current_date + 300), $3)`,
    [housing.id, housing.desk, housing.member],
  )
  const limit = (days: number | null) =>
    world.sql('update app.standing_acceptances set max_days = $1', [days])
  await limit(5)
  const made = await world.post('city', `/cases/${ref}/leads`, {
    domain: 'accommodation',
    agencyId: housing.id,
    tied: 'release',
    answerBy: day(2),
  })
  expect(made).toMatchObject({ status: 201, body: { state: 'unseen', standingRefusal: 'unseen' } })
  expect((await world.get('housing', '/handovers')).body.handovers).toEqual([])
  expect(await lane()).toMatchObject({
    state: 'unseen',
    gaps: ['unasked'],
    may: ['record_answer', 'withdraw'],
  })
  expect(await listed()).toBe('gap')
  const { handovers } = (await world.get('city', '/handovers?box=asked')).body
  expect(handovers).toContainEqual(
    expect.objectContaining({ ref, state: 'unseen', mayLink: false }),
  )

  const admission = { member: housing.member, until: day(10) }
  await world.sql('delete from app.mail_news')
  expect((await world.post('city', `/protections/${mark.id}/admissions`, admission)).status).toBe(
    200,
  )
  expect((await world.get('housing', '/handovers')).body.handovers).toMatchObject([{ ref }])
  expect(await lane()).toMatchObject({ state: 'offered', gaps: ['awaiting'] })
  expect((await lane()).unseenBy).not.toContain(housing.id)
  // The word given in advance was asked now, once; it has another reason to wait for a human.
  const tried = async () =>
    (await world.events('lead.standing_tried')).map(({ detail }) => {
      const { accepted, why } = detail as { accepted: boolean; why: string | null }
      return [accepted, why]
    })
  expect(await tried()).toEqual([[false, 'open_end']])
  await limit(null)
  await world.post('city', `/protections/${mark.id}/admissions`, admission)
  expect(await tried()).toHaveLength(1)
  expect(await listed()).toBe('offered')
  const told = await world.sql<{ principals: number[] }>('select principals from app.mail_news')
  expect(told.flatMap(({ principals }) => principals)).not.toEqual([])

  // Whoever was admitted closes the case to themselves, or their day passes: again it waits for nobody.
  for (const passes of [
    `update app.protection_admissions set until = current_date - 2 where case_id = $1`,
    `update app.members set ended_at = now() where id = ${housing.member} and $1::uuid is not null`,
  ]) {
    await world.sql(
      `update app.protection_admissions set until = current_date + 9 where case_id = $1`,
      [id],
    )
    expect(await listed()).toBe('offered')
    await world.sql(passes, [id])
    expect(await listed()).toBe('gap')
    expect(await lane()).toMatchObject({ state: 'unseen', gaps: ['unasked'] })
  }
  await world.sql('update app.members set ended_at = null where id = $1', [housing.member])
})

test('a word given in advance that nobody could see is asked at the admission, and accepts within its limits (HA1, HA2)', async () => {
  const { city, housing } = world.agency
  const { ref } = await world.openCase({ release: day(30) })
  await world.post('city', `/cases/${ref}/protection`, { kind: 'minor', named: [city.member] })
  const { mark } = (await world.get('city', `/cases/${ref}/protection`)).body
  const offer = { domain: 'accommodation', agencyId: housing.id, tied: 'release' }
  const made = await world.post('city', `/cases/${ref}/leads`, offer)
  expect(made.body).toMatchObject({ state: 'unseen', standingRefusal: 'unseen' })
  const admission = { member: housing.member, until: day(10) }
  await world.post('city', `/protections/${mark.id}/admissions`, admission)
  expect((await world.get('city', `/leads/${made.body.id}`)).body).toMatchObject({
    state: 'accepted',
    standing: { by: `Member ${housing.member}` },
    standingRefusal: null,
  })
  const [event] = (await world.events('lead.standing_tried')).slice(-1)
  expect(event?.detail).toMatchObject({ lead: made.body.id, accepted: true, why: null })
  expect((await world.events('lead.accepted')).at(-1)?.detail).toHaveProperty('standing')
})

test('what a desk accepted counts only while somebody there can open the case; whoever coordinates is told once (HA5, HA8, PI1, R9)', async () => {
  const { city, housing, probation } = world.agency
  await world.sql('update app.standing_acceptances set ended_at = now(), ended_by = made_by')
  const { id, ref } = await world.openCase({ release: day(30) })
  const accept = async (who: 'housing' | 'probation', domain: string, tied: object) => {
    const agencyId = world.agency[who].id
    const made = await world.post('city', `/cases/${ref}/leads`, { domain, agencyId, ...tied })
    const url = `/leads/${made.body.id}/answer`
    await world.post(who, url, { outcome: 'accepted' }, { version: made.body.version })
    return made.body.id as string
  }
  const lead = await accept('probation', 'lead', { tied: 'calendar', from: day(1) })
  const bed = await accept('housing', 'accommodation', { tied: 'release' })
  const seen = async () => {
    const { lanes } = (await world.get('city', `/cases/${ref}/continuity`)).body
    const states = (domain: string) =>
      lanes
        .find((one: { domain: string }) => one.domain === domain)
        .leads.map(({ agency, state }: { agency: { id: number }; state: string }) => [
          agency.id,
          state,
        ])
    const gaps = lanes.find((one: { domain: string }) => one.domain === 'accommodation').gaps
    return { lead: states('lead'), bed: states('accommodation').slice(1), gaps }
  }
  const today = async () => {
    const { late, releases } = (await world.get('city', '/today')).body
    return {
      late: late.filter((one: { ref: string }) => one.ref === ref).map(unheldOf),
      lanes: Object.fromEntries(
        releases
          .find((one: { ref: string }) => one.ref === ref)
          .lanes.map(({ domain, state }: { domain: string; state: string }) => [domain, state]),
      ),
    }
  }
  const unheldOf = ({ id: which, state }: { id: string; state: string }) => [which, state]
  const held = await seen()
  expect(held).toMatchObject({ bed: [[housing.id, 'accepted']], gaps: [] })
  expect(await today()).toMatchObject({ late: [], lanes: { accommodation: 'settled' } })

  // The mark comes after the acceptance: nobody of the two desks is named on it.
  await world.post('city', `/cases/${ref}/protection`, { kind: 'minor', named: [city.member] })
  const { mark } = (await world.get('city', `/cases/${ref}/protection`)).body
  const bare = await seen()
  expect(bare.bed).toEqual([[housing.id, 'unheld']])
  expect(bare.gaps).toMatchObject([{ kind: 'unasked', from: day(30) }])
  // The prison leads by law until the release, then the desk that the arrangement names.
  expect(bare.lead).toEqual([
    [world.agency.prison.id, 'accepted'],
    [city.id, 'fallback'],
    [probation.id, 'unheld'],
  ])
  expect(await today()).toMatchObject({
    late: [
      [bed, 'unheld'],
      [lead, 'unheld'],
    ],
    lanes: { accommodation: 'gap', lead: 'gap' },
  })
  await world.sql('delete from app.mail_news')
  const tell = async () => (await world.sql('select act.tell_unheld() as told'))[0]
  expect(await tell()).toEqual({ told: 2 })
  expect(await tell()).toEqual({ told: 0 })
  const told = await world.sql<{ principals: number[] }>('select principals from app.mail_news')
  expect(told).not.toEqual([])
  const principal = await world.sql<{ id: number }>(
    'select id from app.principals where member_id = any ($1)',
    [[housing.member, probation.member]],
  )
  for (const { principals } of told)
    for (const one of principal) expect(principals).not.toContain(one.id)

  const admit = (member: number) =>
    world.post('city', `/protections/${mark.id}/admissions`, { member, until: day(9) })
  await admit(housing.member)
  await admit(probation.member)
  expect(await seen()).toEqual(held)
  expect(await today()).toMatchObject({ late: [], lanes: { accommodation: 'settled' } })
  expect(await tell()).toEqual({ told: 0 })
  expect(await world.events('lead.held')).toHaveLength(2)

  // Their day passes, they are away or blocked, they leave the desk, they close the case to themselves.
  const [{ person } = { person: '' }] = await world.sql<{ person: string }>(
    'select person_id as person from app.cases where id = $1',
    [id],
  )
  const away = (kind: string) => [
    `insert into app.absences (authority_id, id, agency_id, member_id, kind, starts_at, cover, entered_by)
     values (1, gen_random_uuid(), ${housing.id}, ${housing.member}, '${kind}', now() - interval '1 hour', array[${housing.desk}], 1)`,
    'delete from app.absences',
  ]
  for (const [passes = '', back = ''] of [
    [
      `update app.protection_admissions set until = current_date - 2 where member_id = ${housing.member}`,
      `update app.protection_admissions set until = current_date + 9 where member_id = ${housing.member}`,
    ],
    away('away'),
    away('blocked'),
    [
      `update app.desk_members set until = now() where member_id = ${housing.member}`,
      `update app.desk_members set until = null where member_id = ${housing.member}`,
    ],
    [
      `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
       select 1, '${id}', ${housing.member}, '${person}', '${id}', key_wrapped, '\\x00' from app.cases where id = '${id}'`,
      'delete from app.closeness',
    ],
  ]) {
    await world.sql(passes)
    expect((await seen()).bed, passes).toEqual([[housing.id, 'unheld']])
    await world.sql(back)
    expect((await seen()).bed, back).toEqual([[housing.id, 'accepted']])
  }

  // Begun before today: until today somebody had it. An agency without accounts has said yes by phone, and its word counts.
  await world.sql(
    `update app.leads set until_offset = null, period = daterange(current_date - 20, current_date - 5) where case_id = $1 and agency_id = $2`,
    [id, world.agency.prison.id],
  )
  await world.sql(
    `update app.leads set until_offset = null, from_offset = null, agreed = daterange(current_date - 5, null), period = daterange(current_date - 5, null)
      where id = $1`,
    [bed],
  )
  await world.sql(
    `update app.protection_admissions set until = current_date - 2 where case_id = $1`,
    [id],
  )
  expect((await seen()).bed).toEqual([
    [housing.id, 'accepted'],
    [housing.id, 'unheld'],
  ])
  await world.sql(
    `update app.leads set channel = 'phone', confirm_by = current_date, confirmed_at = now() where id = $1`,
    [bed],
  )
  await world.sql('update app.members set ended_at = now() where agency_id = $1', [housing.id])
  expect((await seen()).bed).toEqual([[housing.id, 'accepted']])
  await world.sql('update app.members set ended_at = null where agency_id = $1', [housing.id])
})

test('days that nobody holds are taken by another, and the one that has nobody steps back for good (R9)', async () => {
  const { city, housing } = world.agency
  const { ref } = await world.openCase({ release: day(30) })
  const accept = async (who: 'housing' | 'probation') => {
    const offer = { domain: 'accommodation', agencyId: world.agency[who].id, tied: 'release' }
    const { body } = await world.post('city', `/cases/${ref}/leads`, offer)
    return () =>
      world.post(
        who,
        `/leads/${body.id}/answer`,
        { outcome: 'accepted' },
        { version: body.version },
      )
  }
  await (await accept('housing'))()
  await world.post('city', `/cases/${ref}/protection`, { kind: 'victim', named: [city.member] })
  const { mark } = (await world.get('city', `/cases/${ref}/protection`)).body
  const answer = await accept('probation')
  const admit = (member: number) =>
    world.post('city', `/protections/${mark.id}/admissions`, { member, until: day(9) })
  await admit(world.agency.probation.member)
  expect((await answer()).status).toBe(200)
  await admit(housing.member)
  const { lanes } = (await world.get('city', `/cases/${ref}/continuity`)).body
  const bed = lanes.find((one: { domain: string }) => one.domain === 'accommodation')
  expect(bed).toMatchObject({ gaps: [] })
  expect(bed.leads.at(-1)).toMatchObject({
    agency: { id: world.agency.probation.id },
    state: 'accepted',
  })
})
