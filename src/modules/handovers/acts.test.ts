import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile, outcome } from '../../../tests/law.ts'
import { twinCase } from '../../../tests/seated.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'
import { zone } from '../../../tests/zone.ts'

// Every refusal of the acts on leads, each with all else as it should be.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

interface Offer {
  domain?: string
  agency?: AgencyName
  from?: string | null
  until?: string | null
  offset?: number | null
  voluntary?: boolean
}

async function offer(who: AgencyName, kase: string, wish: Offer = {}, lead = randomUUID()) {
  const { domain = 'accommodation', agency = 'housing', from = day(60), until = null } = wish
  await ask(
    world,
    who,
    'select act.offer_lead($1, $2, $3, $4, $5, $6, $7, null, $8, $9, $10, $11)',
    [
      ...[lead, kase, domain, world.agency[agency].id, from, until, wish.offset ?? null, day(5)],
      ...[wish.voluntary ?? false, world.db.keys.newDataKey(1).wrapped, Buffer.from('w')],
    ],
  )
  return lead
}

interface Answer {
  version?: number
  reason?: boolean
  channel?: string
  saidBy?: boolean
  endsOn?: string | null
}

const answer = (who: AgencyName, lead: string, what = 'accepted', with_: Answer = {}) => {
  const { version = 1, channel = 'self', endsOn = null } = with_
  const reason = with_.reason ?? what === 'declined'
  const saidBy = with_.saidBy ?? channel !== 'self'
  return ask(world, who, 'select act.answer_lead($1, $2, $3, $4, $5, $6, $7)', [
    ...[lead, version, what, reason ? Buffer.from('r') : null, channel],
    ...[saidBy ? Buffer.from('s') : null, endsOn],
  ])
}

const open = async (release: string | null = day(60)) => (await world.openCase({ release })).id

test('a seat that comes with a yes is written once, with its end, and seats that do not change are not', async () => {
  const id = await open(null)
  await giveSeat(world, id, world.agency.probation.desk)
  const until = day(90)
  const lead = await offer('city', id, { until })
  const entries = () =>
    world.sql<{ rows: number }>(
      `select (select count(*)::int from jsonb_object_keys(audit.rows_of(r.canonical))) as rows
         from audit.row_changes r where r.table_name = 'seats' and r.case_id = $1 order by r.id`,
      [id],
    )
  const before = await entries()
  await answer('housing', lead)
  expect((await entries()).slice(before.length)).toEqual([{ rows: 1 }])
  const [given] = await world.sql<{ ends: string }>(
    `select (upper(period) at time zone '${zone}')::date::text as ends
       from app.seats where case_id = $1 and principal = $2`,
    [id, world.agency.housing.desk],
  )
  expect(given?.ends).toBe(day(91))
})

test('who is concerned by an answer and who sits on the case each hear of it once', async () => {
  const id = await open()
  const lead = await offer('city', id)
  const [before] = await world.sql<{ count: number }>(
    'select count(*)::int as count from app.mail_news',
  )
  await answer('housing', lead)
  const news = await world.sql<{ principals: number[] }>(
    'select principals from app.mail_news order by at offset $1',
    [before?.count],
  )
  expect(news.map(({ principals }) => [...principals].sort((a, b) => a - b))).toEqual([
    [world.agency.city.desk, world.agency.housing.desk, world.agency.prison.desk].sort(
      (a, b) => a - b,
    ),
  ])
})

describe('an offer is refused', () => {
  test('in a part of life that the asker may not see, as if there were no case', async () => {
    const id = await open()
    await giveSeat(world, id, world.agency.probation.desk, { relation: 'lead' })
    const health = { domain: 'health', agency: 'health' } as const
    expect(await outcome(offer('probation', id, health))).toBe('case_not_found')
    expect(await outcome(offer('city', id, health))).toBe('done')
  })
  test('from who sits there without coordinating, leading or being accountable for it today', async () => {
    const id = await open()
    await giveSeat(world, id, world.agency.probation.desk)
    const no = 'lead_not_yours_to_offer'
    expect(await outcome(offer('probation', id))).toBe(no)
    await world.sql(
      `update app.leads set to_principal = $2 where authority_id = 1 and case_id = $1 and domain = 'accommodation'`,
      [id, world.agency.probation.desk],
    )
    expect(await outcome(offer('probation', id))).toBe('done')
    const work = { domain: 'work', agency: 'papers' } as const
    expect(await outcome(offer('probation', id, work))).toBe(no)
  })
  test('to an agency without right, signature or desk', async () => {
    const id = await open()
    const no = 'lead_agency_not_party'
    for (const [domain, agency] of [
      ['health', 'housing'],
      ['education', 'unsigned'],
      ['accommodation', 'stranger'],
      ['accommodation', 'police'],
    ] as const)
      expect(await outcome(offer('city', id, { domain, agency })), agency).toBe(no)
    const desk = (kind: string) => `update app.principals set desk_kind = '${kind}' where id = 50`
    const withoutDesk = () => outcome(offer('city', id))
    expect(await meanwhile(world, desk('duty'), desk('contact'), withoutDesk)).toBe(no)
  })
  test('tied to a release that nobody knows', async () => {
    const wish = { from: null, offset: 0 }
    expect(await outcome(offer('city', await open(null), wish))).toBe('lead_release_unknown')
    expect(await outcome(offer('city', await open(), wish))).toBe('done')
  })
  test('for no day at all, or for a lead from the opening or from nowhere', async () => {
    const id = await open()
    const no = 'lead_period_impossible'
    expect(await outcome(offer('city', id, { from: day(70), until: day(70) }))).toBe(no)
    const lead = { domain: 'lead', agency: 'probation' } as const
    expect(await outcome(offer('city', id, { ...lead, from: day(0) }))).toBe(no)
    expect(await outcome(offer('city', id, { ...lead, from: null }))).toBe(no)
    expect(await outcome(offer('city', id, { ...lead, from: day(1) }))).toBe('done')
  })
  test('to a prison that would lead after the release', async () => {
    const id = await open()
    const lead = { domain: 'lead', agency: 'prison' } as const
    expect(await outcome(offer('city', id, { ...lead, from: day(60) }))).toBe(
      'lead_not_for_custody',
    )
    expect(await outcome(offer('city', id, { ...lead, from: day(59) }))).toBe('done')
  })
  test('as voluntary, where it is the lead or needed anyway', async () => {
    const id = await open()
    const no = 'lead_voluntary_not_here'
    expect(await outcome(offer('city', id, { voluntary: true }))).toBe(no)
    const lead = { domain: 'lead', agency: 'probation', voluntary: true } as const
    expect(await outcome(offer('city', id, lead))).toBe(no)
    const family = { domain: 'family_community', agency: 'exit', voluntary: true } as const
    expect(await outcome(offer('city', id, family))).toBe('done')
  })
  test('twice for the same days; but voluntary help is not betrayed by it', async () => {
    const id = await open()
    await offer('city', id)
    expect(await outcome(offer('city', id))).toBe('lead_already_offered')
    const family = { domain: 'family_community', agency: 'exit' } as const
    await offer('city', id, { ...family, voluntary: true })
    expect(await outcome(offer('city', id, family))).toBe('lead_already_offered')
    expect(await outcome(offer('prison', id, family))).toBe('done')
  })
})

describe('an acceptance is refused', () => {
  test('where another agency is accountable on these days', async () => {
    const id = await open()
    const first = await offer('city', id)
    const second = await offer('city', id, { agency: 'health' })
    await answer('housing', first)
    expect(await outcome(answer('health', second))).toBe('lead_period_taken')
  })
  test('where another agency leads from the same day', async () => {
    const id = await open()
    const first = await offer('city', id, { domain: 'lead', agency: 'probation' })
    const second = await offer('city', id, { domain: 'lead', agency: 'housing' })
    await answer('probation', first)
    expect(await outcome(answer('housing', second))).toBe('lead_period_taken')
  })
  test('when the agency has left the arrangement meanwhile', async () => {
    const id = await open()
    const lead = await offer('city', id)
    const its = 'where authority_id = 1 and agency_id = 5'
    const left = await meanwhile(
      world,
      `update app.arrangement_parties set left_on = current_date - 1 ${its}`,
      `update app.arrangement_parties set left_on = null ${its}`,
      () => outcome(answer('city', lead, 'accepted', { channel: 'phone' })),
    )
    expect(left).toBe('lead_agency_not_party')
  })
})

describe('an answer is refused', () => {
  test('to who may not know of the offer, as if there were none', async () => {
    const id = await open()
    const lead = await offer('city', id)
    const no = 'lead_not_found'
    expect(await outcome(answer('housing', randomUUID()))).toBe(no)
    for (const who of ['police', 'stranger', 'health'] as const)
      expect(await outcome(answer(who, lead)), who).toBe(no)
    const quiet = { domain: 'family_community', agency: 'exit', voluntary: true } as const
    const voluntary = await offer('city', id, quiet)
    await giveSeat(world, id, world.agency.probation.desk)
    expect(await outcome(answer('probation', voluntary))).toBe(no)
    const healing = await offer('city', id, { domain: 'health', agency: 'health' })
    expect(await outcome(answer('probation', healing))).toBe(no)
    await twinCase(world, id)
    await world.sql('delete from app.leads where authority_id = 1 and id = $1', [lead])
    expect(await outcome(answer('housing', lead))).toBe(no)
  })
  test('to who sits at the table and was not asked', async () => {
    const id = await open()
    const lead = await offer('city', id)
    await giveSeat(world, id, world.agency.probation.desk)
    expect(await outcome(answer('probation', lead))).toBe('lead_not_yours_to_answer')
  })
  test('with another version, or a second time', async () => {
    const id = await open()
    const lead = await offer('city', id)
    expect(await outcome(answer('housing', lead, 'accepted', { version: 2 }))).toBe(
      'version_outdated',
    )
    await answer('housing', lead, 'declined')
    const again = answer('housing', lead, 'accepted', { version: 2 })
    expect(await outcome(again)).toBe('lead_already_answered')
  })
  test('by the asker in the name of the asked, or by the asked as if by phone', async () => {
    const id = await open()
    const lead = await offer('city', id)
    const no = 'lead_not_yours_to_answer'
    expect(await outcome(answer('city', lead))).toBe(no)
    expect(await outcome(answer('housing', lead, 'accepted', { channel: 'phone' }))).toBe(no)
  })
  test('without the reason of a no, or without who said it by phone', async () => {
    const lead = await offer('city', await open())
    const bare = answer('housing', lead, 'declined', { reason: false })
    expect(await outcome(bare)).toBe('lead_decline_needs_reason')
    const nobody = answer('city', lead, 'accepted', { channel: 'phone', saidBy: false })
    expect(await outcome(nobody)).toBe('lead_said_by_missing')
  })
  test('that is none of the answers', async () => {
    expect(await outcome(answer('housing', await offer('city', await open()), 'perhaps'))).toBe(
      'outcome_unknown',
    )
  })
})

describe('later on', () => {
  const phone = { channel: 'phone' }
  test('there is nothing to confirm in a no, in an own answer, or twice', async () => {
    const no = 'lead_nothing_to_confirm'
    const declined = await offer('city', await open())
    await answer('city', declined, 'declined', phone)
    expect(await outcome(answer('city', declined, 'confirmed', { version: 2 }))).toBe(no)
    const own = await offer('city', await open())
    await answer('housing', own)
    expect(await outcome(answer('housing', own, 'confirmed', { version: 2 }))).toBe(no)
    const said = await offer('city', await open())
    await answer('city', said, 'accepted', phone)
    expect(await outcome(answer('housing', said, 'confirmed', { version: 2 }))).toBe('done')
    expect(await outcome(answer('housing', said, 'confirmed', { version: 3 }))).toBe(no)
  })
  test('an offer is withdrawn by who asks, while nobody has answered', async () => {
    const lead = await offer('city', await open())
    expect(await outcome(answer('housing', lead, 'withdrawn'))).toBe('lead_not_yours_to_withdraw')
    await answer('housing', lead)
    const late = answer('city', lead, 'withdrawn', { version: 2 })
    expect(await outcome(late)).toBe('lead_already_answered')
  })
  test('a commitment is ended by who made it, on a day that is in it and not past', async () => {
    const end = (who: AgencyName, lead: string, endsOn: string | null, version = 2) =>
      outcome(answer(who, lead, 'ended', { version, endsOn }))
    const id = await open()
    const lead = await offer('city', id)
    expect(await end('housing', lead, day(70), 1)).toBe('lead_not_accepted')
    await answer('housing', lead)
    expect(await end('city', lead, day(70))).toBe('lead_not_yours_to_end')
    for (const endsOn of [null, day(59)])
      expect(await end('housing', lead, endsOn), String(endsOn)).toBe('lead_end_impossible')
    await world.sql(
      `delete from app.leads where authority_id = 1 and case_id = $1 and domain = 'accommodation' and id <> $2`,
      [id, lead],
    )
    await world.sql(
      'update app.leads set agreed = daterange($2, null), period = daterange($2, null) where authority_id = 1 and id = $1',
      [lead, day(-9)],
    )
    expect(await end('housing', lead, day(-1))).toBe('lead_end_impossible')
    expect(await end('housing', lead, day(1))).toBe('done')
  })
  test('the lead of a case is never ended, only passed on', async () => {
    const lead = await offer('city', await open(), { domain: 'lead', agency: 'probation' })
    await answer('probation', lead)
    const end = answer('probation', lead, 'ended', { version: 2, endsOn: day(70) })
    expect(await outcome(end)).toBe('case_lead_never_empty')
  })
})

describe('the question that waits', () => {
  const waiting = async (who: AgencyName) =>
    (await ask<{ id: string }>(world, who, 'select unnest(ids) as id from read.waiting(50)')).map(
      (row) => row.id,
    )
  const question = async (who: AgencyName, lead: string) =>
    (
      await ask<{ ref: string | null }>(world, who, `select read.question($1) ->> 'ref' as ref`, [
        lead,
      ])
    )[0]?.ref

  test('is told to the asked desk alone, while it is open and the clause is in force', async () => {
    const id = await open()
    const lead = await offer('city', id)
    await twinCase(world, id)
    const asked = async (who: AgencyName) => [
      (await waiting(who)).filter((one) => one === lead).length,
      Boolean(await question(who, lead)),
    ]
    expect(await asked('housing')).toEqual([1, true])
    for (const who of ['health', 'probation', 'stranger'] as const)
      expect(await asked(who), who).toEqual([0, false])
    const its = `where clause_id = ${world.clause('accommodation')} and agency_id = 5`
    const blind = await meanwhile(
      world,
      `update app.clause_rights set sight = null ${its}`,
      `update app.clause_rights set sight = 'full' ${its}`,
      () => asked('housing'),
    )
    expect(blind).toEqual([0, false])
    await answer('housing', lead, 'declined')
    expect(await asked('housing')).toEqual([0, false])
  })
  test('is held for changing by who may know it, and by nobody else', async () => {
    const lead = await offer('city', await open())
    const hold = (who: AgencyName) => outcome(ask(world, who, 'select read.lead_held($1)', [lead]))
    expect(await hold('housing')).toBe('done')
    expect(await hold('police')).toBe('lead_not_found')
  })
})
