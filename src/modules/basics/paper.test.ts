import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

type Who = 'city' | 'prison' | 'housing' | 'police' | 'probation'
type Listed = { id: string; kind: 'case' | 'notice'; ref: string | null; number: string }
const prisonId = () => world.agency.prison.id
const listed = async (who: Who, weeks = 4): Promise<Listed[]> =>
  (await world.get(who, `/wing-persons?prison=${prisonId()}&weeks=${weeks}`)).body.persons
const print = (who: Who, persons: { id: string; kind: string }[]) =>
  world.post(who, '/paper-sheets', { kind: 'wing', prisonId: prisonId(), weeks: 4, persons })
const typeBack = (who: Who, code: string, body: object) =>
  world.post(who, `/paper-lines/${code}`, body)

/** A wing list of one case, printed by somebody. */
async function printed(who: Who = 'prison') {
  const opened = await world.openCase({ release: day(10) })
  const made = await print(who, [{ id: opened.id, kind: 'case' }])
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const sheet = (await world.get(who, `/paper-sheets/${made.body.id}`)).body
  return { ...opened, sheet, code: sheet.people[0].code as string }
}
const said = async (who: Who, ref: string, basic: string) => {
  const { body } = await world.get(who, `/cases/${ref}/basics`)
  return body.basics.find((one: { basic: string }) => one.basic === basic).said
}

describe('the wing list (HA7, N24)', () => {
  test('a prison lists its own releases: cases, and whom it announced itself', async () => {
    const opened = await world.openCase({ release: day(10) })
    const notice = await world.notice({ release: day(12) })
    await world.openCase({ release: day(90) })
    const found = await listed('prison')
    expect(found.find(({ id }) => id === opened.id)).toMatchObject({
      kind: 'case',
      ref: opened.ref,
    })
    expect(found.find(({ id }) => id === notice.id)).toMatchObject({
      kind: 'notice',
      ref: null,
      number: notice.number,
    })
    expect(found.some(({ id }) => id === opened.id)).toBe(true)
    expect(await listed('police')).toEqual([])
    expect(await listed('probation')).toEqual([])
  })
  test('a printed list is an event, shows reference, initials and number, and its codes say nothing', async () => {
    const { sheet, code, ref } = await printed()
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{5}$/)
    expect(sheet.people[0]).toMatchObject({ ref, person: { initials: 'A. M.' } })
    expect(sheet.people[0].number).toMatch(/^S\//)
    const [event] = (await world.events('sheet.printed')).slice(-1)
    expect(event?.detail).toMatchObject({ kind: 'wing' })
  })
  test('the sheet says when each is released, also who was announced and has no case yet', async () => {
    const opened = await world.openCase({ release: day(10) })
    const notice = await world.notice({ release: day(12) })
    const { body } = await print('prison', [
      { id: opened.id, kind: 'case' },
      { id: notice.id, kind: 'notice' },
    ])
    const { people } = (await world.get('prison', `/paper-sheets/${body.id}`)).body
    expect((await world.events('sheet.read')).at(-1)?.detail).toMatchObject({ sheet: body.id })
    const days = people.map(({ releaseOn }: { releaseOn: string | null }) => releaseOn)
    expect(days.sort()).toEqual([day(10), day(12)])
  })

  test('what is not mine cannot be printed', async () => {
    const opened = await world.openCase({ release: day(10) })
    const one = [{ id: opened.id, kind: 'case' }]
    expect((await print('police', one)).body.code).toBe('sheet_not_yours')
    expect((await print('housing', one)).body.code).toBe('sheet_not_yours')
    await world.sql(`delete from app.seats where case_id = $1 and principal = $2`, [
      opened.id,
      world.agency.prison.desk,
    ])
    expect((await print('prison', one)).status).toBe(404)
  })
  test('typed back: yes is settled by paper, no stays open, and each is told with its source', async () => {
    const { code, ref } = await printed()
    const answers = { bed: 'no', money: 'yes', medication: 'yes', papers: 'no', appointment: 'yes' }
    const done = await typeBack('prison', code.toLowerCase(), {
      answers,
      words: 'My sister fetches me',
    })
    expect(done.status, JSON.stringify(done.body)).toBe(200)
    expect(done.body.cells).toHaveLength(5)
    expect(await said('city', ref, 'money')).toMatchObject([
      { state: 'confirmed', source: 'paper' },
    ])
    expect(await said('city', ref, 'bed')).toMatchObject([
      { state: 'open', words: 'My sister fetches me' },
    ])
  })
  test('"not wanted" reaches the coordination, and no other member of the prison', async () => {
    const { code, ref } = await printed()
    await typeBack('prison', code, { answers: { bed: 'not_wanted' } })
    expect(await said('city', ref, 'bed')).toMatchObject([{ state: 'not_wanted' }])
    await world.sql(
      `update app.case_basics set recorded_by = 1, to_principal = null where state = 'not_wanted'`,
    )
    expect(await said('prison', ref, 'bed')).toEqual([])
    expect((await world.get('prison', `/paper-lines/${code}`)).body.cells).toEqual([])
  })
  test('typed twice the newer holds, and a box that is left out stays', async () => {
    const { code, ref } = await printed('city')
    await typeBack('city', code, { answers: { bed: 'yes', money: 'yes' } })
    await typeBack('city', code, { answers: { bed: 'no' } })
    const { cells } = (await world.get('city', `/paper-lines/${code}`)).body
    const state = Object.fromEntries(
      cells.map((one: { basic: string; state: string }) => [one.basic, one.state]),
    )
    expect(state).toEqual({ bed: 'open', money: 'confirmed' })
    expect(await said('city', ref, 'bed')).toHaveLength(2)
  })
  test('an offer that waits for the prison is answered by paper, to be confirmed', async () => {
    const { code, ref, id } = await printed('city')
    await world.sql(`delete from app.leads where case_id = $1 and domain = 'accommodation'`, [id])
    const offer = { domain: 'accommodation', agencyId: prisonId(), from: day(0), until: day(10) }
    expect((await world.post('city', `/cases/${ref}/leads`, offer)).status).toBe(201)
    const done = await typeBack('city', code, { answers: { bed: 'yes' }, saidBy: 'Wing officer' })
    expect(done.status, JSON.stringify(done.body)).toBe(200)
    const [lead] = await world.sql(
      `select state, channel from app.leads where case_id = $1 and domain = 'accommodation'`,
      [id],
    )
    expect(lead).toEqual({ state: 'accepted', channel: 'paper' })
  })
  test('what the prison said of a notice goes with the person into the case', async () => {
    const notice = await world.notice({
      release: day(12),
      family: 'Kowalczyk',
      given: 'Zenobia',
      birth: '1971-01-09',
    })
    const made = await print('prison', [{ id: notice.id, kind: 'notice' }])
    const code = (await world.get('prison', `/paper-sheets/${made.body.id}`)).body.people[0].code
    expect((await typeBack('prison', code, { answers: { papers: 'yes' } })).status).toBe(200)
    const open = {
      clauseId: world.clause('lead'),
      reason: 'Needs a bed',
      informed: { state: 'informed', on: day(0), how: 'talk', language: 'fr' },
      notSameAs: [],
    }
    const { body } = await world.post('city', `/notices/${notice.id}/case`, open, { version: 1 })
    expect(await said('city', body.ref, 'papers')).toMatchObject([
      { state: 'confirmed', source: 'paper' },
    ])
    expect((await world.get('prison', `/paper-lines/${code}`)).body.ref).toBe(body.ref)
    const [kase] = await world.sql('select id from app.cases where ref = $1', [body.ref])
    expect((await world.events('sheet.line')).at(-1)?.case_id).toBe(kase?.id)
  })
})

describe('codes (N24)', () => {
  test('a misread code is refused in words before anything is looked up', async () => {
    const { code } = await printed()
    const wrong = `${code.slice(0, 4)}${code.endsWith('2') ? '3' : '2'}`
    expect((await world.get('prison', `/paper-lines/${wrong}`)).body).toMatchObject({
      status: 422,
      code: 'code_check',
      field: 'code',
    })
    expect((await world.get('prison', '/paper-lines/12345')).body.code).toBe('code_sign')
    expect((await world.get('prison', '/paper-lines/234')).body.code).toBe('code_length')
  })
  test('a code of somebody else is as unknown as one that was never printed', async () => {
    const { code } = await printed()
    for (const who of ['housing', 'police'] as const) {
      expect((await world.get(who, `/paper-lines/${code}`)).status).toBe(404)
      expect((await typeBack(who, code, { answers: { bed: 'yes' } })).status).toBe(404)
    }
  })
  test('after 30 days a code opens nothing, and is forgotten the night after', async () => {
    const { code, sheet } = await printed()
    await world.sql(`update app.paper_sheets set expires_on = current_date - 1 where id = $1`, [
      sheet.id,
    ])
    const late = await typeBack('prison', code, { answers: { bed: 'yes' } })
    expect([late.status, late.body.code]).toEqual([409, 'sheet_expired'])
    await world.sql('select act.erase_sheets(current_date)')
    expect((await world.get('prison', `/paper-lines/${code}`)).status).toBe(404)
  })
  test('an empty sheet belongs to a case as soon as somebody says to which, and to no second one', async () => {
    const made = await world.post('city', '/paper-sheets', { kind: 'empty', copies: 2 })
    const { people } = (await world.get('city', `/paper-sheets/${made.body.id}`)).body
    expect(people).toHaveLength(2)
    const opened = await world.openCase({ release: day(0) })
    const other = await world.openCase({ release: day(0) })
    const { code } = people[0]
    const answers = { bed: 'yes' }
    expect((await typeBack('city', code, { answers })).body).toMatchObject({
      code: 'code_of_nobody',
      field: 'ref',
    })
    expect(
      (await typeBack('city', code, { answers, ref: opened.ref, saidBy: 'Mrs Roos' })).status,
    ).toBe(200)
    expect((await typeBack('city', code, { answers, ref: other.ref })).body.code).toBe(
      'code_of_another',
    )
  })
})
