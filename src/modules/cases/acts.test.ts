import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, giveSeat, meanwhile, outcome, type Reader } from '../../../tests/law.ts'
import { type AgencyName, day, makeWorld, type World } from '../../../tests/world.ts'

// Every refusal of the acts that open a case and say what it needs, each with all else as it should be.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

interface Opening {
  version?: number
  clause?: number
  /** An existing person instead of a new one. */
  person?: string
}

const open = (who: Reader, notice: string, wish: Opening = {}) => {
  const { keys } = world.db
  const sealed = Buffer.from('s')
  return outcome(
    ask(
      world,
      who,
      `select act.open_case($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '{}')`,
      [
        ...[notice, wish.version ?? 1, randomUUID(), wish.clause ?? world.clause('lead')],
        ...[wish.person ?? randomUUID(), wish.person === undefined, keys.newDataKey(1).wrapped],
        ...[sealed, sealed, keys.newDataKey(1).wrapped, sealed, sealed],
        JSON.stringify({ state: 'informed', on: day(-1), how: 'talk', language: 'fr' }),
      ],
    ),
  )
}
const notice = async () => (await world.notice()).id

describe('a case is opened from a notice', () => {
  test('by a coordinator at the desk that received it, and by nobody else', async () => {
    const id = await notice()
    for (const who of ['prison', 'probation', 'stranger', 'privacy'] as const)
      expect(await open(who, id), who).toBe('notice_not_found')
    const officer = await world.session(world.agency.city.id, ['case_worker'], 10)
    expect(await open(officer, id)).toBe('case_not_yours_to_open')
    expect(await open('city', id)).toBe('done')
    expect(await open('city', id, { version: 2 })).toBe('notice_already_case')
  })
  test('at a coordination desk, not at any desk that receives notices', async () => {
    const id = await notice()
    const desk = (kind: string) => `update app.principals set desk_kind = '${kind}' where id = 10`
    const answer = await meanwhile(world, desk('contact'), desk('coordination'), () =>
      open('city', id),
    )
    expect(answer).toBe('case_not_yours_to_open')
  })
  test('on the present version of the notice, once it is decided whose it is', async () => {
    const id = await notice()
    expect(await open('city', id, { version: 3 })).toBe('version_outdated')
    for (const [change, undo, code] of [
      [`residence = 'unknown'`, `residence = 'city'`, 'notice_residence_undecided'],
      [`status = 'held'`, `status = 'waiting'`, 'notice_held'],
    ]) {
      const its = `where id = '${id}'`
      const answer = await meanwhile(
        world,
        `update app.release_notices set ${change} ${its}`,
        `update app.release_notices set ${undo} ${its}`,
        () => open('city', id),
      )
      expect(answer).toBe(code)
    }
  })
  test('on a clause about leading, of this purpose, in force for the desk’s agency', async () => {
    const id = await notice()
    const no = 'case_basis_missing'
    expect(await open('city', id, { clause: world.clause('accommodation') })).toBe(no)
    expect(await open('city', id, { clause: 999 })).toBe(no)
    const lead = world.clause('lead')
    for (const [change, undo] of [
      [
        `update app.clause_rights set sight = null where agency_id = 1 and clause_id = ${lead}`,
        `update app.clause_rights set sight = 'full' where agency_id = 1 and clause_id = ${lead}`,
      ],
      [
        `update app.clauses set purpose = 'supervision' where id = ${lead}`,
        `update app.clauses set purpose = 'reintegration' where id = ${lead}`,
      ],
    ] as const)
      expect(await meanwhile(world, change, undo, () => open('city', id))).toBe(no)
  })
  test('only while the prison is party, and has a desk that can lead until the release', async () => {
    const id = await notice()
    const its = 'where authority_id = 1 and agency_id = 2'
    const left = await meanwhile(
      world,
      `update app.arrangement_parties set left_on = current_date ${its}`,
      `update app.arrangement_parties set left_on = null ${its}`,
      () => open('city', id),
    )
    expect(left).toBe('case_prison_not_party')
    const desk = (kind: string) =>
      `update app.principals set desk_kind = '${kind}' where authority_id = 1 and id = 20`
    const withoutDesk = await meanwhile(world, desk('duty'), desk('contact'), () =>
      open('city', id),
    )
    expect(withoutDesk).toBe('case_prison_without_desk')
  })
  test('for a known person only if the desk sits on a case of theirs, and none is open', async () => {
    const known = await world.openCase()
    expect(await open('city', await notice(), { person: known.person })).toBe('case_already_open')
    expect(await open('city', await notice(), { person: randomUUID() })).toBe('person_not_found')
    await world.sql('update app.cases set closed_on = current_date where id = $1', [known.id])
    expect(await open('city', await notice(), { person: known.person })).toBe('done')
    const hidden = await world.openCase()
    await world.sql('update app.cases set closed_on = current_date where id = $1', [hidden.id])
    await world.sql(
      `update app.seats set period = tstzrange(now() - interval '1 hour', now()) where case_id = $1`,
      [hidden.id],
    )
    expect(await open('city', await notice(), { person: hidden.person })).toBe('person_not_found')
  })
})

describe('a need is added', () => {
  const need = (who: AgencyName, id: string, domain = 'work', required = 'imposed') =>
    outcome(
      ask(world, who, 'select act.add_need($1, $2, $3, 90, $4)', [
        ...[id, domain, required, Buffer.from('r')],
      ]),
    )
  const no = 'need_not_yours_to_add'

  test('by who coordinates or leads, and by nobody else at the table', async () => {
    const { id } = await world.openCase()
    await giveSeat(world, id, world.agency.probation.desk)
    expect(await need('probation', id)).toBe(no)
    expect(await need('housing', id)).toBe('case_not_found')
    expect(await need('prison', id)).toBe('done')
    expect(await need('city', id)).toBe('need_already_there')
    expect(await need('city', id, 'education')).toBe('done')
  })
  test('in a part of life that the agency may see', async () => {
    const { id } = await world.openCase()
    await giveSeat(world, id, world.agency.probation.desk, { relation: 'lead' })
    expect(await need('probation', id, 'substance_use')).toBe(no)
    expect(await need('probation', id, 'work')).toBe('done')
  })
  test('as a wish by the coordination desk alone; what is imposed later wins', async () => {
    const { id } = await world.openCase()
    expect(await need('prison', id, 'education', 'wish')).toBe(no)
    expect(await need('city', id, 'education', 'wish')).toBe('done')
    expect(await need('city', id, 'education', 'wish')).toBe('need_already_there')
    expect(await need('city', id, 'education', 'imposed')).toBe('done')
  })
  test('under a clause that the arrangement of the case has', async () => {
    const { id } = await world.openCase()
    expect(await need('city', id, 'astrology')).toBe('clause_missing')
  })
})

test('whoever has not proven who they are can do nothing', async () => {
  const client = await world.db.actorPool.connect()
  try {
    for (const act of [
      `act.hold_case('V-0001')`,
      `act.add_need(gen_random_uuid(), 'work', 'wish', 1, '')`,
      `act.offer_lead(gen_random_uuid(), gen_random_uuid(), 'work', 1, null, null, null, null, null, false, null, null)`,
      `act.answer_lead(gen_random_uuid(), 1, 'accepted', null, 'self', null, null)`,
      `act.complete_milestone(gen_random_uuid(), gen_random_uuid(), 1)`,
      `act.stage_import(gen_random_uuid(), 2, '', '{}', '', '')`,
      `act.decide_residence(gen_random_uuid(), 1, true)`,
      `act.create_agency('Mine', 'Mi', 'city', null, null)`,
      `audit.record('case.read', null, '{}')`,
      `audit.record_read('case.read', null, '{}')`,
    ])
      await expect(client.query(`select ${act}`), act).rejects.toMatchObject({ code: 'TC401' })
  } finally {
    client.release()
  }
})
