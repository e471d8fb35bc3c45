import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { day } from '../../../../tests/world.ts'
import {
  type ImportWorld,
  openImportWorld,
  readShort,
  truth,
} from '../../../../tests/world-imports.ts'
import type { UndoPlan } from '../contract.ts'

let city: ImportWorld
const { changes } = truth.files.be
const [v1, v2] = [readShort('be', 'v1'), readShort('be', 'v2')]
const { deliveries } = truth
const ours = (type: string, how?: string) =>
  changes.filter(
    (one) => one.type === type && one.status === 'importable' && (!how || one.how === how),
  )
const numberOf = (type: string, how?: string) => ours(type, how)[0]?.number ?? ''

beforeAll(async () => {
  city = await openImportWorld()
})
afterAll(() => city.close())

/** Everything that stands about a prison, as it lies in the database. */
async function standing(prison = city.prisons.be) {
  const opened = await city.openAll(prison)
  const rest = await city.world.sql(
    `select id, status, release_on, release_certainty, earliest_on, residence, vanished_on, encode(fingerprint, 'hex') as print,
            case_id, remand, import_id, name_tokens::text, birth_tokens::text
       from app.release_notices where prison_agency_id = $1 order by id`,
    [prison],
  )
  const held = await city.world.sql(`select notice_id, encode(fingerprint, 'hex') as print
    from app.held_announcements order by notice_id`)
  const elsewhere = await city.world.sql('select t::text from app.notices_elsewhere t order by 1')
  const names = opened.map(({ id, identity }) => ({ id, identity }))
  return { rest, held, elsewhere, names: names.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

const second = () => city.takeIn('city', city.prisons.be, v2, deliveries.v2)
const plan = async (id: string): Promise<UndoPlan> =>
  (await city.ask('city', 'GET', `/imports/${id}/undo`)).json()
const undo = (id: string, version = 2) =>
  city.ask('city', 'POST', `/imports/${id}/undo`, undefined, { 'if-match': `"${version}"` })
const find = async (number: string) =>
  (await city.openAll(city.prisons.be)).find(({ identity }) => identity.number === number)

async function openFor(number: string): Promise<string> {
  const notice = await find(number)
  const body = {
    clauseId: city.world.clause('lead'),
    reason: 'A bed and papers are needed.',
    informed: { state: 'informed', on: day(-1), how: 'letter', language: 'en' },
  }
  const version = { 'if-match': `"${notice?.version}"` }
  const made = await city.ask('city', 'POST', `/notices/${notice?.id}/case`, body, version)
  return made.json().ref
}

beforeEach(async () => {
  await city.world.sql('delete from app.list_proposals')
  await city.world.sql('delete from app.import_deeds')
  await city.world.sql('delete from app.delivery_marks')
  await city.world.sql('delete from app.release_notices where prison_agency_id = $1', [
    city.prisons.be,
  ])
  await city.world.sql(`update app.imports set status = 'discarded' where status = 'applied'`)
  await city.takeIn('city', city.prisons.be, v1, deliveries.v1)
})

test('an import that nobody acted on is undone whole: every notice, name and date is as before (IO2)', async () => {
  const before = await standing()
  const { id } = await second()
  expect(await standing()).not.toEqual(before)
  const told = await plan(id)
  expect(told.stay).toEqual([])
  const [shown] = await city.world.sql(
    `select detail from audit.events where action = 'import.undo_previewed' order by id desc limit 1`,
  )
  expect(shown?.detail).toEqual({ import: id, notices: [] })
  expect(told.back).toEqual({
    new: ours('new').length + ours('bad_row_repaired').length,
    changed: ours('release_moved').length + ours('name_respelled').length,
    held: 1,
    gone: ours('gone').length,
  })
  expect((await undo(id, 1)).statusCode).toBe(412)
  const undone = await undo(id)
  expect(undone.statusCode).toBe(200)
  expect(undone.json()).toMatchObject({ back: told.back, stay: [] })
  expect(await standing()).toEqual(before)
  expect((await undo(id, 3)).json()).toMatchObject({ status: 409, code: 'import_already_undone' })
  const { imports } = (await city.ask('city', 'GET', '/imports')).json()
  expect(imports[0]).toMatchObject({ id, status: 'undone', undoUntil: null })
})

test('after an undo the same list shows the same difference again and can be taken in', async () => {
  const look = async () => {
    const answer = await city.preview('city', city.prisons.be, v2, undefined, deliveries.v2)
    return answer.json().difference
  }
  const first = await look()
  const { id } = await second()
  await undo(id)
  expect(await look()).toEqual(first)
  expect((await second()).added).toBe(first.counts.new + first.counts.repaired)
})

test('what somebody decided stays, each row with its reason, and the rest goes back', async () => {
  const moved = numberOf('release_moved', 'later')
  const { id } = await second()
  const ref = await openFor(numberOf('new'))
  const other = await openFor(moved)
  const held = await find(numberOf('number_reissued'))
  await city.ask(
    'city',
    'POST',
    `/notices/${held?.id}/held`,
    { person: 'other' },
    {
      'if-match': `"${held?.version}"`,
    },
  )
  const told = await plan(id)
  const stays = told.stay.map(({ deed, why, ref: of }) => [deed, why, of])
  expect(stays).toHaveLength(3)
  expect(stays).toContainEqual(['new', 'case_opened', ref])
  expect(stays).toContainEqual(['changed', 'case_opened', other])
  expect(stays).toContainEqual(['held', 'held_decided', null])
  expect(told.stay.find(({ deed }) => deed === 'held')?.number).toBe(numberOf('number_reissued'))
  const cases = await city.world.sql('select ref, release_on, version from app.cases order by ref')
  expect((await undo(id)).json().stay).toHaveLength(3)
  expect(
    await city.world.sql('select ref, release_on, version from app.cases order by ref'),
  ).toEqual(cases)
  expect(await find(ours('new')[1]?.number ?? '')).toBeUndefined()
})

test('where somebody belongs was decided: the row stays, of somebody elsewhere only the reason', async () => {
  await city.world.sql(
    `update app.release_notices set residence = 'unknown', fingerprint = '\\x00' where id = $1`,
    [(await find(numberOf('name_respelled')))?.id],
  )
  const { id } = await second()
  const decide = async (number: string, residence: string) => {
    const notice = await find(number)
    await city.world.sql(`update app.release_notices set residence = 'unknown' where id = $1`, [
      notice?.id,
    ])
    const version = { 'if-match': `"${notice?.version}"` }
    const url = `/notices/${notice?.id}/residence`
    expect((await city.ask('city', 'POST', url, { residence }, version)).statusCode).toBe(204)
  }
  await decide(numberOf('new'), 'elsewhere')
  await decide(ours('new')[1]?.number ?? '', 'city')
  const why = (await plan(id)).stay.map((one) => one.why)
  expect(why).toEqual(['residence_decided', 'residence_decided'])
})

test('only the last list of a prison can be undone, for thirty days, by who may bring it', async () => {
  const { id } = await second()
  for (const who of ['police', 'housing', 'stranger'] as const) {
    const foreign = await city.ask(who, 'POST', `/imports/${id}/undo`, undefined, {
      'if-match': '"2"',
    })
    expect(foreign.statusCode).toBe(404)
    expect((await city.ask(who, 'GET', `/imports/${id}/undo`)).statusCode).toBe(404)
  }
  const { id: next } = await second()
  expect((await undo(id)).json()).toMatchObject({ status: 409, code: 'import_undo_overtaken' })
  await city.world.sql('update app.imports set undo_until = current_date - 1 where id = $1', [next])
  expect((await undo(next)).json()).toMatchObject({ status: 409, code: 'import_undo_expired' })
})

test('what is kept to undo holds no name in readable form and ends with its days', async () => {
  const { id } = await second()
  const deeds = () =>
    city.world.sql('select t::text from app.import_deeds t where import_id = $1', [id])
  const formers = () =>
    city.world.sql('select notice_id from app.former_identities where import_id = $1', [id])
  expect(await formers()).toHaveLength(ours('release_moved').length + ours('name_respelled').length)
  expect(JSON.stringify(await deeds())).not.toMatch(/identity|name_tokens|key_wrapped/)
  await city.world.sql('select act.tidy_deliveries($1)', [day(31)])
  expect([await deeds(), await formers()]).toEqual([[], []])
})

test('a notice that is erased takes its former name with it', async () => {
  const { id } = await second()
  const notice = await find(numberOf('name_respelled'))
  await city.world.sql('delete from app.release_notices where id = $1', [notice?.id])
  const left = await city.world.sql(
    'select notice_id from app.former_identities where notice_id = $1',
    [notice?.id],
  )
  expect(left).toEqual([])
  expect((await plan(id)).stay).toMatchObject([{ deed: 'changed', why: 'erased', person: null }])
})

test('the log keeps that it was taken in and that it was undone, without a name', async () => {
  const { id } = await second()
  await undo(id)
  const events = await city.world.sql<{ action: string }>(
    `select action, detail from audit.events where detail ->> 'import' = $1 order by id`,
    [id],
  )
  expect(events.map(({ action }) => action)).toEqual([
    'import.previewed',
    'import.applied',
    'import.undone',
  ])
})
