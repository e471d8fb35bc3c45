import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { zone as home } from '../../../tests/zone.ts'

let world: HttpWorld
let kase: { id: string; ref: string; person: string }
let ofPolice: { member: number; token: string }
beforeAll(async () => {
  world = await makeHttpWorld()
  kase = await world.openCase()
  ofPolice = await world.session(world.agency.police.id, ['data_protection_officer'])
})
afterAll(() => world.close())

const list = (who: Parameters<HttpWorld['get']>[0], query = '?use=lawfulness') =>
  world.get(who, `/reviews${query}`)
const judge = (who: Parameters<HttpWorld['get']>[0], id: string, verdict = 'justified') =>
  world.post(who, `/reviews/${id}/verdict`, { verdict, note: 'Asked; the duty was hers.' })

/** Lays down a look of somebody at a time of a day, by the owner's hand. */
async function look(
  member: number,
  agency: number,
  at: string,
  wish: { action?: string; caseId?: string | null; detail?: object } = {},
) {
  const { action = 'case.read', caseId = kase.id, detail = {} } = wish
  await world.sql(
    `insert into audit.events (authority_id, at, member_id, agency_id, purpose, action, case_id, detail, canonical, leaf)
     values (1, $3::timestamp at time zone '${home}', $1, $2, 'reintegration', $4, $5, $6, '', '')`,
    [member, agency, at, action, caseId, JSON.stringify(detail)],
  )
}
const someone = async () => ({
  ...(await world.session(world.agency.police.id, ['case_worker'])),
  agency: world.agency.police.id,
})
/** A Tuesday some weeks ago, so that no rule of weekends meddles. */
const tuesday = () => {
  const at = new Date(`${day(-21)}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 5) % 7))
  return at.toISOString().slice(0, 10)
}
const daysEarlier = (days: number) => {
  const at = new Date(`${tuesday()}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() - days)
  return at.toISOString().slice(0, 10)
}
async function found(member: number, on = tuesday()) {
  await world.sql('select audit.find_reviews(1, $1)', [on])
  return world.sql<{ kind: string; facts: object }>(
    'select kind, facts from audit.reviews where member_id = $1 and on_day = $2 order by kind',
    [member, on],
  )
}
const kinds = async (member: number, on?: string) =>
  (await found(member, on)).map(({ kind }) => kind)

async function openMany(who: { member: number; agency: number }, on: string, count: number) {
  for (let nr = 0; nr < count; nr += 1) {
    const id = `00000000-0000-4000-8000-${String(nr).padStart(12, '0')}`
    await look(who.member, who.agency, `${on} 10:${String(nr).padStart(2, '0')}`, { caseId: id })
  }
}

test('in the first two weeks of a city no rule compares with earlier days, and the list says from when (AU3)', async () => {
  const [who, first] = [await someone(), await someone()]
  const detail = { query: 'q', shown: [kase.person], marks: ['colleague_name'] }
  const search = { action: 'persons.search', caseId: null, detail }
  expect((await list('privacy')).body.comparesFrom).toMatch(/^20/)
  await look(first.member, first.agency, `${daysEarlier(13)} 10:00`)
  await look(who.member, who.agency, `${tuesday()} 10:00`, search)
  await look(who.member, who.agency, `${tuesday()} 22:59`)
  expect(await kinds(who.member)).toEqual([])
  // A night is a night from the first day on.
  await look(who.member, who.agency, `${tuesday()} 23:00`)
  expect(await found(who.member)).toMatchObject([{ kind: 'off_hours' }])
  await look(first.member, first.agency, `${daysEarlier(14)} 10:00`)
  await world.sql('delete from audit.reviews')
  expect(await kinds(who.member)).toEqual(['colleague_name', 'off_hours'])
  expect((await list('privacy')).body.comparesFrom).toBeNull()
})

describe('the rules are fixed, with published numbers (AU3)', () => {
  test('bulk: more than 12 within an hour, and more than twice the own busiest hour', async () => {
    const who = await someone()
    for (let nr = 1; nr <= 9; nr += 1) await openMany(who, daysEarlier(nr), 7)
    // One list that was read through before does not excuse the next.
    await openMany(who, daysEarlier(10), 20)
    await openMany(who, tuesday(), 14)
    expect(await kinds(who.member)).toEqual([])
    await look(who.member, who.agency, `${tuesday()} 10:30`)
    expect(await found(who.member)).toMatchObject([
      { kind: 'bulk', facts: { cases: 15, usual: 7 } },
    ])
  })
  test('bulk: who has no days to compare with may open 20 within an hour and not 21', async () => {
    const who = await someone()
    await openMany(who, tuesday(), 20)
    expect(await kinds(who.member)).toEqual([])
    await look(who.member, who.agency, `${tuesday()} 10:30`)
    expect(await kinds(who.member)).toEqual(['bulk'])
  })
  test('off-hours: from 21:00 and before 06:00, unless on a duty roster or on three such days before', async () => {
    const [late, duty, night] = [await someone(), await someone(), await someone()]
    await look(late.member, late.agency, `${tuesday()} 20:59:59`)
    expect(await kinds(late.member)).toEqual([])
    await look(late.member, late.agency, `${tuesday()} 21:00`)
    expect(await kinds(late.member)).toEqual(['off_hours'])
    await world.sql(
      `insert into app.duty_shifts (authority_id, id, desk_id, weekday, starts, ends, member_id, valid_from, made_by) values (1, gen_random_uuid(), $1, 2, '00:00', '23:59', $2, '2020-01-01', $2)`,
      [world.agency.police.desk, duty.member],
    )
    await look(duty.member, duty.agency, `${tuesday()} 03:00`)
    expect(await kinds(duty.member)).toEqual([])
    const wednesday = daysEarlier(-1)
    await look(duty.member, duty.agency, `${wednesday} 03:00`)
    expect(await kinds(duty.member, wednesday)).toEqual(['off_hours'])
    // A night that began the evening before, and a roster whose first day without it has come.
    await world.sql(
      `update app.duty_shifts set weekday = null, on_day = $2, starts = '20:00', ends = '06:00' where member_id = $1`,
      [duty.member, tuesday()],
    )
    expect(await kinds(duty.member, tuesday())).toEqual([])
    await world.sql('delete from audit.reviews where member_id = $1', [duty.member])
    expect(await kinds(duty.member, wednesday)).toEqual([])
    await world.sql(
      'update app.duty_shifts set weekday = 2, on_day = null, valid_until = $2 where member_id = $1',
      [duty.member, tuesday()],
    )
    expect(await kinds(duty.member, wednesday)).toEqual(['off_hours'])
    for (const days of [3, 8, 13])
      await look(night.member, night.agency, `${daysEarlier(days)} 03:00`)
    await look(night.member, night.agency, `${tuesday()} 03:00`)
    expect(await kinds(night.member)).toEqual([])
  })
  test('searching without opening: four questions that showed somebody, and nobody of them opened', async () => {
    const who = await someone()
    const search = (nr: number, shown: string[]) =>
      look(who.member, who.agency, `${tuesday()} 10:0${nr}`, {
        action: 'persons.search',
        caseId: null,
        detail: { query: `q${nr}`, shown },
      })
    for (const nr of [1, 2, 3]) await search(nr, [kase.person])
    await search(4, [])
    await search(3, [kase.person])
    expect(await kinds(who.member)).toEqual([])
    await search(5, [kase.person])
    expect(await kinds(who.member)).toEqual(['search_only'])
    const other = await someone()
    for (const nr of [1, 2, 3, 4, 5])
      await look(other.member, other.agency, `${tuesday()} 10:0${nr}`, {
        action: 'persons.search',
        caseId: null,
        detail: { query: `q${nr}`, shown: [kase.person] },
      })
    await look(other.member, other.agency, `${tuesday()} 11:00`)
    expect(await kinds(other.member)).toEqual([])
    // Searched late and opened after midnight: the two hours go on.
    const late = await someone()
    for (const nr of [1, 2, 3, 4])
      await look(late.member, late.agency, `${tuesday()} 23:0${nr}`, {
        action: 'persons.search',
        caseId: null,
        detail: { query: `q${nr}`, shown: [kase.person] },
      })
    await look(late.member, late.agency, `${daysEarlier(-1)} 00:45`)
    expect(await kinds(late.member)).toEqual(['off_hours'])
  })
  test('a name: not where everybody shown is a person at whose case they were at work on two other days', async () => {
    const who = await someone()
    const detail = { query: 'q', shown: [kase.person], marks: ['own_name'] }
    await look(who.member, who.agency, `${tuesday()} 10:00`, {
      action: 'persons.search',
      caseId: null,
      detail,
    })
    expect(await kinds(who.member)).toEqual(['own_name'])
    const known = await someone()
    await look(known.member, known.agency, `${tuesday()} 10:00`, {
      action: 'persons.search',
      caseId: null,
      detail,
    })
    // One day may be chance; two are work.
    await look(known.member, known.agency, `${daysEarlier(6)} 10:00`)
    expect(await kinds(known.member)).toEqual(['own_name'])
    await look(known.member, known.agency, `${daysEarlier(7)} 10:00`)
    await world.sql('delete from audit.reviews where member_id = $1', [known.member])
    expect(await kinds(known.member)).toEqual([])
  })
  test('a practice case is asked about when it is opened, and only while it is marked', async () => {
    const who = await someone()
    const practice = await world.openCase()
    const mark = (marked: boolean) =>
      world.post('privacy', '/practice-cases', { ref: practice.ref, marked })
    expect((await mark(true)).status).toBe(200)
    await world.sql(`update audit.practice_cases set marked_at = now() - interval '60 days'`)
    await look(who.member, who.agency, `${tuesday()} 10:00`, { caseId: practice.id })
    expect(await kinds(who.member)).toEqual(['practice_case'])
    expect((await list('privacy')).body.practice).toEqual([practice.ref])
    expect((await list(ofPolice)).body.practice).toEqual([])
    for (const other of ['city', ofPolice] as const)
      expect(
        (await world.post(other, '/practice-cases', { ref: practice.ref, marked: true })).status,
      ).toBe(403)
  })
})

describe('an entry belongs to the day of the authority', () => {
  // At month ends, in the nights of the clock change, west of Greenwich, and where midnight itself is skipped.
  for (const [zone, at, on, off] of [
    ['Europe/Brussels', '2026-12-31T22:59:59Z', '2026-12-31', true],
    ['Europe/Brussels', '2026-12-31T23:00:00Z', '2027-01-01', true],
    ['Europe/Brussels', '2027-02-28T23:30:00Z', '2027-03-01', true],
    ['Europe/Brussels', '2028-02-28T23:30:00Z', '2028-02-29', true],
    ['Europe/Brussels', '2028-02-29T14:00:00Z', '2028-02-29', false],
    ['Europe/Brussels', '2027-03-27T22:59:59Z', '2027-03-27', true],
    ['Europe/Brussels', '2027-03-27T23:00:00Z', '2027-03-28', true],
    ['Europe/Brussels', '2027-03-28T21:59:59Z', '2027-03-28', true],
    ['Europe/Brussels', '2027-03-28T22:00:00Z', '2027-03-29', true],
    ['Europe/Brussels', '2026-10-25T00:30:00Z', '2026-10-25', true],
    ['Europe/Brussels', '2026-10-25T22:59:59Z', '2026-10-25', true],
    ['Europe/Brussels', '2026-10-25T23:00:00Z', '2026-10-26', true],
    // The same hour on the wall before and after the change.
    ['Europe/Brussels', '2026-10-23T04:00:00Z', '2026-10-23', false],
    ['Europe/Brussels', '2026-10-26T04:59:59Z', '2026-10-26', true],
    ['Europe/Brussels', '2026-10-26T05:00:00Z', '2026-10-26', false],
    ['Europe/Brussels', '2026-10-23T18:59:59Z', '2026-10-23', false],
    ['Europe/Brussels', '2026-10-23T19:00:00Z', '2026-10-23', true],
    ['Europe/Brussels', '2026-10-26T19:59:59Z', '2026-10-26', false],
    ['Europe/Brussels', '2026-10-26T20:00:00Z', '2026-10-26', true],
    ['Atlantic/Azores', '2027-03-01T00:30:00Z', '2027-02-28', true],
    ['Europe/Lisbon', '2026-10-24T22:59:59Z', '2026-10-24', true],
    ['Europe/Lisbon', '2026-10-24T23:00:00Z', '2026-10-25', true],
    ['Europe/Athens', '2026-09-30T20:59:59Z', '2026-09-30', true],
    ['Europe/Athens', '2026-09-30T21:00:00Z', '2026-10-01', true],
    ['America/Santiago', '2026-09-06T03:59:59Z', '2026-09-05', true],
    ['America/Santiago', '2026-09-06T04:00:00Z', '2026-09-06', true],
  ] as const)
    test(`${zone} ${at}`, async () => {
      await world.sql('update app.authorities set time_zone = $1', [zone])
      const [row] = await world.sql(
        `select $2 >= audit.day_began(1, $3) and $2 < audit.day_began(1, $3::date + 1) as belongs, audit.is_off_hours(1, $2, $1) as off`,
        [zone, at, on],
      )
      await world.sql(`update app.authorities set time_zone = '${home}'`)
      expect(row).toEqual({ belongs: true, off })
    })
})

test('a search is marked in its moment: the own name, a colleague’s; the event holds no name', async () => {
  const { member, token } = await world.session(
    world.agency.city.id,
    ['coordinator'],
    world.agency.city.desk,
  )
  await world.sql(`update app.members set name = 'Ada van der Brugge' where id = $1`, [member])
  await world.sql(`update app.members set name = 'Tim Okafor' where id = $1`, [
    world.agency.city.member,
  ])
  const marked = async (q: string) => {
    const { body } = await world.get({ token }, `/persons/search?q=${encodeURIComponent(q)}`)
    const detail = (await world.events('persons.search')).at(-1)?.detail as { marks?: string[] }
    expect(JSON.stringify(body)).not.toContain('marks')
    expect(JSON.stringify(detail)).not.toMatch(/brugge|okafor/i)
    return detail.marks ?? []
  }
  expect(await marked('Vanderbrugge')).toEqual(['own_name'])
  expect(await marked('Ngozi Okafor')).toEqual(['colleague_name'])
  expect(await marked('Muster')).toEqual([])
  await world.sql(
    `insert into app.closeness (authority_id, id, member_id, person_id, case_id, key_wrapped, reason_sealed)
       select 1, gen_random_uuid(), $1, $2, c.id, c.key_wrapped, '' from app.cases c where c.id = $3`,
    [member, kase.person, kase.id],
  )
  // Whom they declared closeness to is shown to nobody, and the search for them is marked.
  expect(await marked('Muster Ada')).toEqual(['declared'])
})

describe('who reads the list and says what became of an entry', () => {
  test('nobody but data protection officers; without a purpose nobody', async () => {
    for (const who of ['city', 'housing'] as const) expect((await list(who)).status).toBe(403)
    const other = await world.session(world.agency.privacy.id, ['data_protection_officer'])
    expect((await list(other, '')).body.code).toBe('log_use_missing')
    expect((await world.post(other, '/reviews/refresh', {})).status).toBe(422)
  })
  test('the officer of a partner sees and judges their own people only (AU5)', async () => {
    const housing = await world.session(world.agency.housing.id, ['case_worker'])
    await look(housing.member, world.agency.housing.id, `${tuesday()} 22:00`)
    await found(housing.member)
    const all = (await list('privacy')).body.reviews as { id: string; agency: { name: string } }[]
    const own = (await list(ofPolice)).body.reviews as typeof all
    expect(new Set(own.map(({ agency }) => agency.name))).toEqual(new Set(['Local Police']))
    const others = all.find(({ agency }) => agency.name === 'Housing Office')
    expect((await judge(ofPolice, others?.id ?? '')).status).toBe(404)
    expect((await judge('privacy', others?.id ?? '')).status).toBe(200)
  })
  test('a verdict has words; what is to be clarified is said anew, what is judged is not', async () => {
    const [entry] = (await list('privacy')).body.reviews as { id: string }[]
    const id = entry?.id ?? ''
    expect((await judge('privacy', id, 'to_clarify')).status).toBe(200)
    expect((await list('privacy')).body.reviews[0]).toMatchObject({
      id,
      verdict: 'to_clarify',
      note: 'Asked; the duty was hers.',
    })
    expect((await judge('privacy', id, 'not_justified')).status).toBe(200)
    expect((await judge('privacy', id)).body.code).toBe('review_already_judged')
    const judged = (await list('privacy', '?state=judged')).body.reviews as { id: string }[]
    expect(judged.map((one) => one.id)).toContain(id)
    expect(
      (await world.post('privacy', `/reviews/${id}/verdict`, { verdict: 'justified', note: ' ' }))
        .status,
    ).toBe(422)
  })
  test('nobody judges themselves', async () => {
    await look(ofPolice.member, world.agency.police.id, `${tuesday()} 23:00`)
    await found(ofPolice.member)
    const mine = ((await list(ofPolice)).body.reviews as { id: string; mine: boolean }[]).find(
      (one) => one.mine,
    )
    expect((await judge(ofPolice, mine?.id ?? '')).body.code).toBe('review_not_yours_to_judge')
  })
  test('looking again finds nothing twice and changes no verdict', async () => {
    const count = async () =>
      (
        await world.sql<{ n: number; j: number }>(
          'select count(*)::int as n, count(verdict)::int as j from audit.reviews',
        )
      )[0]
    const first = await count()
    await found(ofPolice.member)
    expect(await count()).toEqual(first)
    expect((await world.post('privacy', '/reviews/refresh', {})).status).toBe(200)
  })
  test('no login reads or writes the table, and no column counts anybody’s work', async () => {
    for (const who of ['privacy', 'city'] as const)
      await expect(
        world.as(who, (tx) => tx.selectFrom('audit.reviews').selectAll().execute()),
      ).rejects.toMatchObject({ status: 403 })
  })
})
