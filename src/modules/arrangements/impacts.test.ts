import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { meanwhile } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { wholeImpact } from '../../../tests/world-impact.ts'
import { findWordings } from '../items/wording/insist.ts'
import type { Danger, ImpactContent } from './impact-contract.ts'

let world: HttpWorld
let manager: { member: number; token: string }
beforeAll(async () => {
  world = await makeHttpWorld()
  manager = await world.session(world.agency.city.id, ['manager'])
})
afterAll(() => world.close())

const base = '/impact-assessments'
type Version = { id: number; version: number }

async function put(who: 'city' | 'privacy', path: string, body: object, version: number) {
  const answer = await world.app.inject({
    method: 'PUT',
    url: `/api/v1${base}/${path}`,
    headers: {
      cookie: `__Host-throughcare=${world.agency[who].token}`,
      'if-match': `"${version}"`,
    },
    payload: body,
  })
  return { status: answer.statusCode, body: answer.json() }
}
const begin = async (): Promise<Version> => (await world.post('city', base, {})).body
const write = async (change: Partial<ImpactContent> = {}, of?: Version) => {
  const draft = of ?? (await begin())
  return (await put('city', String(draft.id), wholeImpact(change), draft.version)).body
}
const advise = async ({ id, version }: Version) =>
  (await world.post('privacy', `${base}/${id}/advice`, { advice: 'In favour.' }, { version })).body
const approve = ({ id, version }: Version) =>
  world.post(manager, `${base}/${id}/approve`, {}, { version })
const consult = (of: Version, change: object = {}) =>
  put(
    'privacy',
    `${of.id}/consultation`,
    {
      ...{ sentOn: day(-50), under: 'directive', reference: 'DPA 2026/7', extended: false },
      ...{ answer: null, answeredOn: null, ...change },
    },
    of.version,
  )
const grave = (): Partial<ImpactContent> => ({
  dangers: wholeImpact().dangers.map((one) => ({
    ...one,
    likelyAfter: 'medium' as const,
    severeAfter: 'high' as const,
  })),
})
const approved = async () => (await approve(await advise(await write()))).body
const found = async (id: number) => (await world.get('city', `${base}/${id}`)).body

describe('LED-36: a version from draft to approval', () => {
  test('is begun from what was entered; what only people can judge stays empty', async () => {
    const { status, body } = await world.post('city', base, {})
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'draft', edition: 1, remains: null, approvedOn: null })
    const { title, description, dangers, views, sought } = body.content
    expect(title).toContain('impact assessment')
    expect(description).toContain('Recipients:')
    expect(dangers).toHaveLength(10)
    expect(dangers.every(({ likelyBefore }: Danger) => likelyBefore === null)).toBe(true)
    expect([views, sought, body.missing]).toEqual(['', null, 'dangers.0.likelyBefore'])
  })
  test('what could happen to people is said in words that the check passes, in every language', async () => {
    for (const language of ['en', 'fr', 'de', 'es', 'it', 'nl']) {
      const answer = await world.app.inject({
        method: 'POST',
        url: `/api/v1${base}`,
        headers: {
          cookie: `__Host-throughcare=${world.agency.city.token}`,
          'accept-language': language,
        },
        payload: {},
      })
      const { content } = answer.json()
      const texts = content.dangers.flatMap((one: Danger) => [
        ...[one.what, one.source, one.measures, one.responsible],
      ])
      for (const text of texts) {
        const asked = findWordings({ field: 'words', text, context: {} }, language, []).open
        expect(
          asked.map(({ start, end }) => text.slice(start, end)),
          text,
        ).toEqual([])
      }
    }
  })
  test('with advice and a second person it is approved, with its day and the kinds of data of today', async () => {
    const body = await approved()
    expect(body).toMatchObject({
      state: 'approved',
      approvedOn: day(0),
      uncovered: [],
      mine: false,
    })
    expect(body.covers).toEqual(
      expect.arrayContaining(['domain:health', 'personal:release_notices']),
    )
    expect((await world.events('impact.approved')).at(-1)?.detail).toMatchObject({
      impact: body.id,
      edition: 1,
    })
  })
  test('it needs the officer, and again after the text was changed', async () => {
    const draft = await write()
    expect((await approve(draft)).body).toMatchObject({
      code: 'impact_advice_missing',
      field: 'advice',
    })
    const changed = await write(
      { views: 'They also asked for shorter letters.' },
      await advise(draft),
    )
    expect(changed.advice).toMatchObject({ words: 'In favour.', outdated: true })
    expect((await approve(changed)).body.code).toBe('impact_advice_outdated')
    expect((await approve(await advise(changed))).status).toBe(200)
  })
  test('a newer look at it is not overwritten', async () => {
    const draft = await write()
    expect((await put('city', String(draft.id), wholeImpact(), 1)).body.code).toBe(
      'version_outdated',
    )
  })
})

describe('GD-20: without one of its minimum parts it is not approved', () => {
  const without = (change: Partial<Danger>) => ({
    dangers: [...wholeImpact().dangers, { ...(wholeImpact().dangers[0] as Danger), ...change }],
  })
  const parts: [string, Partial<ImpactContent>][] = [
    ['title', { title: ' ' }],
    ['description', { description: '' }],
    ['necessity', { necessity: '' }],
    ['dangers', { dangers: [] }],
    ['dangers.1.what', without({ what: '' })],
    ['dangers.1.source', without({ source: '' })],
    ['dangers.1.likelyBefore', without({ likelyBefore: null })],
    ['dangers.1.severeBefore', without({ severeBefore: null })],
    ['dangers.1.measures', without({ measures: '' })],
    ['dangers.1.likelyAfter', without({ likelyAfter: null })],
    ['dangers.1.severeAfter', without({ severeAfter: null })],
    ['dangers.1.responsible', without({ responsible: '' })],
    ['measures', { measures: '' }],
    ['sought', { sought: null }],
    ['views', { views: '' }],
    ['reviewOn', { reviewOn: null }],
  ]
  for (const [part, change] of parts) {
    test(`without ${part} it is kept as a draft, refused by its name, and by the database too`, async () => {
      const draft = await advise(await write(change))
      expect(draft.missing).toBe(part)
      expect((await approve(draft)).body).toMatchObject({
        ...{ code: 'impact_part_missing', field: part },
      })
      await expect(
        world.sql(
          `update app.impact_assessments set state = 'approved', approved_by = $2, approved_at = now(), covers = '{}'
            where authority_id = 1 and id = $1`,
          [draft.id, manager.member],
        ),
      ).rejects.toThrow(/impact_part_missing/)
    })
  }
})

describe('prior consultation (directive 2016/680 art. 28, GDPR art. 36)', () => {
  test('where what remains is high, nothing is approved before the supervisory authority has answered', async () => {
    const draft = await advise(await write(grave()))
    expect(draft.remains).toBe('high')
    expect((await approve(draft)).body).toMatchObject({
      ...{ code: 'impact_consultation_open', field: 'consultation' },
    })
    const { body: sent } = await consult(draft)
    expect(sent.consultation).toMatchObject({ reference: 'DPA 2026/7', answer: null })
    expect((await approve(sent)).body.code).toBe('impact_consultation_open')
    const { body: answered } = await consult(sent, {
      ...{ answer: 'No objection with these measures.', answeredOn: day(-3) },
    })
    expect((await approve(answered)).body).toMatchObject({ state: 'approved', remains: 'high' })
  })
  test('an answer has its words and its day, not before it was asked and not later than today', async () => {
    const draft = await write()
    const refused: [object, string, string][] = [
      [{ sentOn: day(1) }, 'impact_consulted_later', 'sentOn'],
      [{ answer: 'Yes, go on.' }, 'impact_answer_incomplete', 'answeredOn'],
      [{ answeredOn: day(-1) }, 'impact_answer_incomplete', 'answer'],
      [{ answer: 'Yes.', answeredOn: day(1) }, 'impact_answered_before', 'answeredOn'],
      [{ answer: 'Yes.', answeredOn: day(-51) }, 'impact_answered_before', 'answeredOn'],
    ]
    for (const [change, code, field] of refused)
      expect((await consult(draft, change)).body).toMatchObject({ code, field })
  })
  test('the day by which it answers is counted on the calendar', async () => {
    const due = async (on: string, under: string, extended: boolean) => {
      const [row] = await world.sql<{ due: string }>(
        'select app.consultation_due($1::date, $2, $3)::text as due',
        [on, under, extended],
      )
      return row?.due
    }
    expect(await due('2026-01-05', 'directive', false)).toBe('2026-02-16')
    expect(await due('2026-01-05', 'directive', true)).toBe('2026-03-16')
    // A month more ends on the last day of a shorter one: six weeks from 19 December are 30 January.
    expect(await due('2026-12-19', 'directive', true)).toBe('2027-02-28')
    expect(await due('2026-01-05', 'regulation', false)).toBe('2026-03-02')
    expect(await due('2026-01-05', 'regulation', true)).toBe('2026-04-13')
  })
  test('what remains follows from how likely and how severe, by one rule', async () => {
    const rows = await world.sql<{ pair: string; level: string }>(
      `select l || '/' || s as pair, app.impact_level(l, s) as level
         from unnest(array['low', 'medium', 'high']) l, unnest(array['low', 'medium', 'high']) s`,
    )
    expect(Object.fromEntries(rows.map(({ pair, level }) => [pair, level]))).toEqual({
      ...{ 'low/low': 'low', 'low/medium': 'low', 'low/high': 'medium' },
      ...{ 'medium/low': 'low', 'medium/medium': 'medium', 'medium/high': 'high' },
      ...{ 'high/low': 'medium', 'high/medium': 'high', 'high/high': 'high' },
    })
  })
})

describe('what is approved stays, and another text is another version', () => {
  test('neither an act nor the owner of the tables rewords it or takes it away', async () => {
    const { id, version } = await approved()
    const refused = [
      await put('city', String(id), wholeImpact(), version),
      await consult({ id, version }),
      await world.post('privacy', `${base}/${id}/advice`, { advice: 'Wait.' }, { version }),
      await approve({ id, version }),
    ]
    for (const { body } of refused) expect(body.code).toBe('impact_not_a_draft')
    for (const change of [`set covers = '{}'`, `set state = 'draft'`, `set content = '{}'`])
      await expect(
        world.sql(`update app.impact_assessments ${change} where authority_id = 1 and id = $1`, [
          id,
        ]),
      ).rejects.toThrow(/impact_not_a_draft/)
    await expect(
      world.sql('delete from app.impact_assessments where authority_id = 1 and id = $1', [id]),
    ).rejects.toThrow(/impact_not_a_draft/)
  })
  test('the next version begins as a copy, once; approved, it replaces the one before', async () => {
    const first = await approved()
    const next = await world.post('city', `${base}/${first.id}/next`, {})
    expect(next.body).toMatchObject({ ...{ edition: 2, state: 'draft', lineageId: first.id } })
    expect(next.body.content).toEqual(first.content)
    expect((await world.post('city', `${base}/${first.id}/next`, {})).body.code).toBe(
      'impact_next_begun',
    )
    expect(await found(first.id)).toMatchObject({ state: 'approved', next: next.body.id })
    expect((await approve(await advise(next.body))).body.state).toBe('approved')
    expect((await found(first.id)).state).toBe('replaced')
    expect((await world.post('city', `${base}/${first.id}/next`, {})).body.code).toBe(
      'impact_not_approved',
    )
  })
  test('a draft may be discarded, and is gone', async () => {
    const { id, version } = await begin()
    const gone = await world.app.inject({
      method: 'DELETE',
      url: `/api/v1${base}/${id}`,
      headers: {
        cookie: `__Host-throughcare=${world.agency.city.token}`,
        'if-match': `"${version}"`,
      },
    })
    expect(gone.statusCode).toBe(204)
    expect((await world.get('city', `${base}/${id}`)).body.code).toBe('impact_not_found')
  })
})

describe('LED-36: a kind of data that came since asks for a new look', () => {
  const state = async (id: number) => {
    const { body } = await world.get('privacy', base)
    return body.versions.find((one: Version) => one.id === id)
  }
  const added: [string, string, string, string][] = [
    [
      'a new table with data about people',
      `create table app.travels (authority_id int, words text);
       comment on column app.travels.words is '[personal] Where somebody went.'`,
      'drop table app.travels',
      'personal:travels',
    ],
    [
      'data about health in a table that had none',
      `alter table app.release_notices add column diet text;
       comment on column app.release_notices.diet is '[health] What somebody must not eat.'`,
      'alter table app.release_notices drop column diet',
      'health:release_notices',
    ],
    [
      'a part of life',
      `insert into app.domains (authority_id, code, position) values (1, 'debts', 20)`,
      `delete from app.domains where code = 'debts'`,
      'domain:debts',
    ],
  ]
  for (const [what, change, undo, name] of added) {
    test(`${what} is named, and the version needs review`, async () => {
      const { id } = await approved()
      expect(await meanwhile(world, change, undo, () => state(id))).toMatchObject({
        ...{ state: 'review', uncovered: [name] },
      })
      expect(await state(id)).toMatchObject({ state: 'approved', uncovered: [] })
    })
  }
  test('another column of a class that the table has already is nothing new', async () => {
    const { id } = await approved()
    const change = `alter table app.release_notices add column nickname text;
      comment on column app.release_notices.nickname is '[personal] How somebody is called.'`
    const undo = 'alter table app.release_notices drop column nickname'
    expect(await meanwhile(world, change, undo, () => state(id))).toMatchObject({ uncovered: [] })
  })
  test('the day of review passes, and it needs a new look', async () => {
    const past = (await approve(await advise(await write({ reviewOn: day(-1) })))).body
    expect(await state(past.id)).toMatchObject({ state: 'review', uncovered: [] })
    const today = (await approve(await advise(await write({ reviewOn: day(0) })))).body
    expect((await state(today.id)).state).toBe('approved')
  })
})

describe('reading and taking along', () => {
  test('who has nothing to do with it is told so', async () => {
    const { id } = await begin()
    for (const url of [base, `${base}/${id}`, `${base}/${id}/paper?format=odt`])
      expect((await world.get('housing', url)).body.code).toBe('impact_not_yours')
  })
  test('who wrote in it or advised on it is told so, and who did neither is not', async () => {
    const draft = await begin()
    const mine = async (who: 'city' | 'privacy') =>
      (await world.get(who, `${base}/${draft.id}`)).body.mine
    expect([await mine('city'), await mine('privacy')]).toEqual([true, false])
    await advise(draft)
    expect(await mine('privacy')).toBe(true)
  })
  test('a version is a file in both formats, and the log knows it', async () => {
    const { id } = await approved()
    for (const format of ['docx', 'odt']) {
      const answer = await world.app.inject({
        url: `/api/v1${base}/${id}/paper?format=${format}`,
        headers: { cookie: `__Host-throughcare=${world.agency.privacy.token}` },
      })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-disposition']).toContain(`.${format}`)
      expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
      expect((await world.events('impact.exported')).at(-1)?.detail).toMatchObject({
        ...{ impact: id, format },
      })
    }
  })
})
