import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { addDays, addWorkingDays, earlierOf } from '../timeline/service/days.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

const offer = (ref: string, agency: AgencyName, more: object = {}, key?: string) =>
  world.post(
    'city',
    `/cases/${ref}/leads`,
    { domain: 'accommodation', agencyId: world.agency[agency].id, tied: 'release', ...more },
    key ? { key } : {},
  )

const answer = (who: AgencyName, id: string, body: object, version = 1) =>
  world.post(who, `/leads/${id}/answer`, body, { version })

const inbox = async (who: AgencyName, box: string, more = '') =>
  (await world.get(who, `/handovers?box=${box}${more}`)).body

test('an offer is made, waits at the asked desk with the name of the person, and is accepted', async () => {
  const { ref, id: caseId } = await world.openCase({ release: day(60) })
  const made = await offer(ref, 'housing', { note: 'Supported flat' })
  expect(made).toMatchObject({ status: 201, etag: '"1"' })
  expect(made.headers.location).toBe(`/api/v1/leads/${made.body.id}`)
  expect(made.body).toMatchObject({
    ref,
    domain: 'accommodation',
    state: 'offered',
    from: day(60),
    until: null,
    tied: 'release',
    answerBy: earlierOf(addWorkingDays(day(0), 5), day(58)),
    note: 'Supported flat',
    may: ['record_answer', 'withdraw'],
  })
  const waiting = await inbox('housing', 'waiting')
  expect(waiting.handovers).toMatchObject([
    {
      id: made.body.id,
      ref,
      person: { initials: 'A. M.', name: 'Ada Muster' },
      askedBy: { code: 'Ci' },
      release: { on: day(60) },
      note: 'Supported flat',
      may: ['answer'],
    },
  ])
  const today = await world.get('housing', '/today')
  expect(today.body.waiting).toMatchObject([{ ref, person: { name: 'Ada Muster' } }])
  expect(today.body.counts.handovers).toBe(1)
  expect((await world.get('housing', `/cases/${ref}`)).status).toBe(404)
  const accepted = await answer('housing', made.body.id, { outcome: 'accepted' })
  expect(accepted).toMatchObject({ status: 200, etag: '"2"', body: { state: 'accepted' } })
  expect((await world.get('housing', `/cases/${ref}`)).status).toBe(200)
  expect((await inbox('city', 'answered')).handovers).toMatchObject([
    { id: made.body.id, state: 'accepted', answeredOn: day(0) },
  ])
  for (const action of ['lead.offered', 'lead.accepted'])
    expect((await world.events(action)).at(-1)).toMatchObject({ case_id: caseId })
})

test('a double click makes one offer; the same key for another offer is refused', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const key = 'double-click-0001'
  const [one, two] = await Promise.all([
    offer(ref, 'housing', {}, key),
    offer(ref, 'housing', {}, key),
  ])
  expect([one.status, two.status]).toEqual([201, 201])
  expect(one.body.id).toBe(two.body.id)
  expect((await offer(ref, 'probation', {}, key)).body.code).toBe('idempotency_key_reused')
  expect(await offer(ref, 'housing')).toMatchObject({
    status: 409,
    body: { code: 'lead_already_offered' },
  })
})

test('who declines gives a reason, loses sight of the offer, and the asker reads why', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const { id } = (await offer(ref, 'housing')).body
  expect(await answer('housing', id, { outcome: 'declined' })).toMatchObject({
    status: 422,
    body: { field: 'reason', code: 'lead_decline_needs_reason' },
  })
  const declined = await answer('housing', id, { outcome: 'declined', reason: 'No place free' })
  expect(declined).toMatchObject({
    status: 200,
    body: { state: 'declined', reason: 'No place free', may: [], version: 2 },
  })
  expect((await world.get('housing', `/leads/${id}`)).status).toBe(404)
  const lane = (await world.get('city', `/cases/${ref}/continuity`)).body.lanes[1]
  expect(lane.leads.at(-1)).toMatchObject({ state: 'declined', reason: 'No place free' })
  expect(lane.gaps).toMatchObject([{ kind: 'declined' }])
})

test('an answer by phone names who said it, covers, and waits for confirmation by either side', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const { id } = (await offer(ref, 'housing')).body
  const phone = { outcome: 'accepted', channel: 'phone' }
  expect(await answer('city', id, phone)).toMatchObject({ status: 422, body: { field: 'saidBy' } })
  expect(await answer('city', id, { outcome: 'accepted' })).toMatchObject({ status: 403 })
  const said = await answer('city', id, { ...phone, saidBy: 'Ms Ott' })
  expect(said.body).toMatchObject({
    state: 'to_confirm',
    confirmBy: addWorkingDays(day(0), 5),
    saidBy: 'Ms Ott',
    may: ['confirm'],
  })
  const asked = (await inbox('city', 'asked')).handovers
  expect(asked.find((one: { id: string }) => one.id === id)).toMatchObject({ saidBy: 'Ms Ott' })
  const confirmed = await answer('housing', id, { outcome: 'confirmed' }, said.body.version)
  expect(confirmed.body).toMatchObject({ state: 'accepted', may: ['end'] })
  expect((await world.events('lead.accepted')).at(-1)?.detail).toMatchObject({ channel: 'phone' })
  const version = confirmed.body.version
  const ended = await answer('housing', id, { outcome: 'ended', endsOn: day(90) }, version)
  expect(ended.body).toMatchObject({ state: 'accepted', until: day(90) })
})

test('a lead accepted by phone and never confirmed goes back: the fallback leads, red in the list', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const { id } = (await offer(ref, 'probation', { domain: 'lead' })).body
  const said = { outcome: 'accepted', channel: 'phone', saidBy: 'Mr Roth' }
  expect((await answer('city', id, said)).status).toBe(200)
  const lead = async () => (await world.get('city', `/cases/${ref}/continuity`)).body.lanes[0].leads
  const after = async () => {
    const { rows } = (await world.get('city', '/releases?weeks=12')).body
    return rows.find((row: { ref: string }) => row.ref === ref)
  }
  expect((await lead()).at(-1)).toMatchObject({ agency: { code: 'Pb' }, state: 'to_confirm' })
  expect((await after()).leadAfterState).toBe('to_confirm')
  await world.sql('update app.leads set confirm_by = current_date - 1 where id = $1', [id])
  expect(await lead()).toMatchObject([
    { agency: { code: 'Pr' }, until: day(60) },
    { agency: { code: 'Ci' }, from: day(60), state: 'fallback' },
    { agency: { code: 'Pb' }, state: 'unconfirmed' },
  ])
  expect(await after()).toMatchObject({ leadAfterState: 'unconfirmed', leadAfter: { code: 'Pb' } })
  expect((await after()).lanes[0]).toMatchObject({ state: 'gap', gap: { kind: 'overdue' } })
})

test('an offer is answered once: later is 412 with both versions, a withdrawn one no longer possible', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const { id } = (await offer(ref, 'housing')).body
  expect((await world.post('housing', `/leads/${id}/answer`, { outcome: 'accepted' })).status).toBe(
    428,
  )
  expect((await answer('city', id, { outcome: 'withdrawn' })).body).toMatchObject({
    state: 'withdrawn',
  })
  expect(await answer('city', id, { outcome: 'withdrawn' })).toMatchObject({
    status: 412,
    body: { yours: 1, current: 2 },
  })
  const late = await answer('city', id, { outcome: 'withdrawn' }, 2)
  expect(late).toMatchObject({ status: 409, body: { code: 'lead_already_answered' } })
  expect((await answer('housing', id, { outcome: 'accepted' }, 2)).status).toBe(404)
})

test('two desks that accept the same days at once: one does, the other is told', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const one = (await offer(ref, 'housing')).body
  const two = (await offer(ref, 'probation')).body
  const heard = await Promise.all([
    answer('housing', one.id, { outcome: 'accepted' }),
    answer('probation', two.id, { outcome: 'accepted' }),
  ])
  expect(heard.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(heard.find(({ status }) => status === 409)?.body.code).toBe('lead_period_taken')
})

test('an outsider is told of no offer, in the same words as of one that never was', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  const { id } = (await offer(ref, 'housing')).body
  const never = '00000000-0000-4000-8000-000000000000'
  for (const who of ['stranger', 'police', 'unsigned'] as const) {
    const [unseen, missing] = [
      await world.get(who, `/leads/${id}`),
      await world.get(who, `/leads/${never}`),
    ]
    expect(unseen.status).toBe(404)
    expect({ ...unseen.body, instance: '' }).toEqual({ ...missing.body, instance: '' })
    const [refused, gone] = [
      await answer(who, id, { outcome: 'accepted' }),
      await answer(who, never, { outcome: 'accepted' }),
    ]
    expect(refused.status).toBe(404)
    expect({ ...refused.body, instance: '' }).toEqual({ ...gone.body, instance: '' })
    expect((await inbox(who, 'waiting')).handovers).toEqual([])
  }
  expect(
    (await world.post('stranger', `/cases/${ref}/leads`, { domain: 'lead', agencyId: 3 })).status,
  ).toBe(404)
})

test.each([
  [{ tied: 'calendar' }, 'from', 'lead_from_missing'],
  [{ from: day(50), until: day(40) }, 'until', 'lead_ends_before_it_begins'],
  [{ domain: 'lead', until: day(90) }, 'until', 'lead_until_not_here'],
  [{ answerBy: day(-1) }, 'answerBy', 'lead_answer_by_past'],
  [{ agencyId: 11 }, 'agencyId', 'lead_agency_not_party'],
  [{ domain: 'health', agencyId: 6, voluntary: true }, 'voluntary', 'lead_voluntary_not_here'],
  [{ surprise: 1 }, 'surprise', 'unknown_key'],
])('an offer that cannot be right is refused beside the field: %j', async (wrong, field, code) => {
  const { ref } = await world.openCase({ release: day(60) })
  expect(await offer(ref, 'housing', wrong)).toMatchObject({ status: 422, body: { field, code } })
})

test('who sees the lane but was not asked may not answer; a member may not offer', async () => {
  const { ref, id: caseId } = await world.openCase({ release: day(60) })
  await world.seat(caseId, 'police')
  const { id } = (await offer(ref, 'housing')).body
  expect((await answer('police', id, { outcome: 'accepted' })).status).toBe(403)
  const asked = { domain: 'accommodation', agencyId: 5, tied: 'release' }
  expect(await world.post('police', `/cases/${ref}/leads`, asked)).toMatchObject({
    status: 403,
    body: { code: 'lead_not_yours_to_offer' },
  })
  const [refused] = (await world.events('refused')).slice(-1)
  expect(refused?.detail).toMatchObject({ code: 'lead_not_yours_to_offer' })
})

test('the inbox goes on page by page, each offer once', async () => {
  const { ref } = await world.openCase({ release: day(60) })
  for (const domain of ['accommodation', 'work', 'education', 'finance_papers'])
    await offer(ref, 'probation', { domain, answerBy: addDays(day(0), 3) })
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await inbox('probation', 'waiting', `&limit=2${cursor}`)
    seen.push(...page.handovers.map((one: { id: string }) => one.id))
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
  } while (cursor)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength((await inbox('probation', 'waiting')).handovers.length)
})
