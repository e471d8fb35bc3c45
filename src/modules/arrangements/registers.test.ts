import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, ask, asReader, sees } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
let adviser: { member: number; token: string }
beforeAll(async () => {
  world = await makeHttpWorld()
  adviser = await world.session(world.agency.papers.id, ['lawfulness_adviser'])
})
afterAll(() => world.close())

const content = (change: object = {}) => ({
  kind: 'public_task',
  citation: 'Housing code, art. 22',
  objective: 'Nobody sleeps in the street',
  categories: ['accommodation'],
  purposes: ['reintegration'],
  bodies: [world.agency.housing.id],
  validFrom: day(-30),
  validUntil: day(300),
  reviewOn: null,
  textLink: 'https://law.example/housing/22',
  description: '',
  ...change,
})
const enter = async (change: object = {}) =>
  (await world.post('city', '/legal-bases', content(change))).body
const activate = async (change: object = {}) => {
  const { id, version } = await enter(change)
  return world.post('city', `/legal-bases/${id}/activate`, {}, { version })
}

describe('LED-13: the register of legal bases', () => {
  test('with its six parts it is activated, with who read it and when', async () => {
    const { status, body } = await activate()
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ state: 'active', holds: true, reviewedOn: day(0) })
    expect(body.reviewedBy).toMatch(/^Member/)
  })
  const parts: [string, object, string][] = [
    ['citation', { citation: '' }, 'citation'],
    ['objective', { objective: '' }, 'objective'],
    ['categories', { categories: [] }, 'categories'],
    ['purposes', { purposes: [] }, 'purposes'],
    ['bodies entitled', { bodies: [] }, 'bodies'],
    ['first day', { validFrom: null }, 'validFrom'],
    ['last day or day of review', { validUntil: null }, 'validUntil'],
  ]
  for (const [part, change, field] of parts) {
    test(`without ${part} it is kept as a draft and cannot be activated`, async () => {
      expect((await activate(change)).body).toMatchObject({ code: 'basis_part_missing', field })
    })
    test(`without ${part} the database refuses it too, whoever asks`, async () => {
      const { id } = await enter(change)
      await expect(
        world.sql(
          `update app.legal_bases set state = 'active', reviewed_by = 'Counsel', reviewed_on = current_date where authority_id = 1 and id = $1`,
          [id],
        ),
      ).rejects.toThrow(/legal_bases_whole/)
    })
  }
  test('what is active is not reworded, not even by the owner of the tables', async () => {
    const { body } = await activate()
    const again = await world.app.inject({
      method: 'PUT',
      url: `/api/v1/legal-bases/${body.id}`,
      headers: {
        cookie: `__Host-throughcare=${world.agency.city.token}`,
        'if-match': `"${body.version}"`,
      },
      payload: content({ citation: 'Another law' }),
    })
    expect(again.json().code).toBe('basis_already_active')
    await expect(
      world.sql(
        `update app.legal_bases set categories = '{health}' where authority_id = 1 and id = $1`,
        [body.id],
      ),
    ).rejects.toThrow(/basis_already_active/)
  })
  test('who does not steer neither enters, activates nor withdraws', async () => {
    const { id, version } = await enter()
    expect((await world.post('housing', '/legal-bases', content())).body.code).toBe('steering_only')
    for (const deed of ['activate', 'withdraw'])
      expect(
        (await world.post('housing', `/legal-bases/${id}/${deed}`, {}, { version })).body.code,
      ).toBe('steering_only')
  })
})

describe('GD-02, LED-01: a ground is picked by the body and the purpose', () => {
  const refused: [string, object, string][] = [
    [
      'a public body has no legitimate interest in its tasks',
      { kind: 'legitimate_interests' },
      'basis_interest_of_public_body',
    ],
    [
      'consent carries nothing that is imposed',
      { kind: 'consent', purposes: ['supervision'], categories: ['work'] },
      'basis_other_regime|basis_consent_not_free',
    ],
    [
      'consent carries no exchange between authorities',
      { kind: 'consent', categories: ['identity'] },
      'basis_consent_not_free',
    ],
    [
      'the city is no competent authority of criminal law',
      { kind: 'criminal_law_task', purposes: ['supervision'] },
      'basis_not_competent',
    ],
    [
      'a ground of the GDPR carries no purpose of the directive',
      { purposes: ['supervision'] },
      'basis_other_regime',
    ],
    [
      'one entry never serves both regimes',
      { purposes: ['reintegration', 'supervision'] },
      'basis_other_regime',
    ],
    ['a vital interest is described', { kind: 'vital_interests' }, 'basis_vital_undescribed'],
  ]
  for (const [sentence, change, code] of refused) {
    test(sentence, async () => {
      const { status, body } = await activate(change)
      expect(status).toBe(422)
      expect(body.code).toMatch(new RegExp(`^(${code})$`))
    })
  }
  test('an association may have a legitimate interest, and consent for help that is voluntary', async () => {
    const bodies = [world.agency.exit.id]
    expect((await activate({ kind: 'legitimate_interests', bodies })).status).toBe(200)
    expect((await activate({ kind: 'consent', bodies, categories: ['relations'] })).status).toBe(
      200,
    )
  })
  test('every kind of controller and purpose: the directive is for four kinds alone', async () => {
    for (const who of [
      'city',
      'prison',
      'probation',
      'police',
      'housing',
      'health',
      'exit',
    ] as const) {
      const bodies = [world.agency[who].id]
      const enforces = ['prison', 'probation', 'police'].includes(who)
      const led = await activate({ kind: 'criminal_law_task', purposes: ['supervision'], bodies })
      expect(led.status, who).toBe(enforces ? 200 : 422)
      expect((await activate({ bodies })).status, who).toBe(200)
    }
  })
  test('a vital interest closes itself after seven days and is not renewed', async () => {
    const { body } = await activate({
      kind: 'vital_interests',
      description: 'A life is in danger',
      validFrom: day(0),
    })
    expect(body.content.validUntil <= day(7)).toBe(true)
    const renewed = await world.post(
      'city',
      `/legal-bases/${body.id}/renew`,
      { validUntil: day(30), reviewOn: null },
      { version: body.version },
    )
    expect(renewed.body.code).toBe('basis_vital_not_renewed')
  })
})

describe('LED-02: a cell stands on a basis of the party itself', () => {
  const cell = (agency: number, clause: number, basis: number | null) =>
    world.sql(
      'update app.clause_rights set basis_id = $3 where authority_id = 1 and agency_id = $1 and clause_id = $2',
      [agency, clause, basis],
    )
  test('its own, for this category and purpose, valid today', async () => {
    const { body } = await activate()
    const clause = world.clause('accommodation')
    await cell(world.agency.housing.id, clause, body.id)
    await cell(world.agency.housing.id, clause, null)
    for (const [agency, line] of [
      [world.agency.health.id, clause],
      [world.agency.housing.id, world.clause('finance_papers')],
    ] as const)
      await expect(cell(agency, line, body.id)).rejects.toThrow(/basis_not_of_party/)
    await world.sql(
      'update app.legal_bases set valid_until = current_date - 1 where authority_id = 1 and id = $1',
      [body.id],
    )
    await expect(cell(world.agency.housing.id, clause, body.id)).rejects.toThrow(
      /basis_not_of_party/,
    )
    const draft = await enter()
    await expect(cell(world.agency.housing.id, clause, draft.id)).rejects.toThrow(
      /basis_not_of_party/,
    )
    await expect(cell(world.agency.housing.id, clause, 9999)).rejects.toThrow(/basis_not_of_party/)
  })
  test('and no login that members use writes a cell at all', async () => {
    await expect(
      asReader(world, 'city', (tx) =>
        tx.executeQuery(CompiledQuery.raw('update app.clause_rights set basis_id = null')),
      ),
    ).rejects.toThrow()
  })
})

describe('MA-14: the adviser on lawfulness asks, and the answer is needed', () => {
  test('an open question stops the renewal; the answer frees it', async () => {
    const { body } = await activate()
    const renew = (version: number) =>
      world.post(
        'city',
        `/legal-bases/${body.id}/renew`,
        { validUntil: day(600), reviewOn: day(200) },
        { version },
      )
    expect(
      (await world.post('housing', `/legal-bases/${body.id}/questions`, { question: 'Really?' }))
        .body.code,
    ).toBe('lawfulness_adviser_only')
    const asked = await world.post(adviser, `/legal-bases/${body.id}/questions`, {
      question: 'Does the article cover families?',
    })
    expect(asked.body.questions).toHaveLength(1)
    expect((await renew(body.version)).body.code).toBe('basis_question_open')
    const id = asked.body.questions[0].id
    expect(
      (await world.post(adviser, `/basis-questions/${id}/answer`, { answer: 'Yes.' })).body.code,
    ).toBe('steering_only')
    expect(
      (await world.post('city', `/basis-questions/${id}/answer`, { answer: 'Yes, paragraph 2.' }))
        .status,
    ).toBe(200)
    expect(
      (await world.post('city', `/basis-questions/${id}/answer`, { answer: 'Again.' })).body.code,
    ).toBe('basis_question_answered')
    expect((await renew(body.version)).body).toMatchObject({
      content: { validUntil: day(600) },
      reviewedOn: day(0),
    })
  })
})

describe('who reads the registers', () => {
  test('bases, duties, retention and contact points: the authority to which they belong, and no other', async () => {
    await activate()
    await world.sql(`insert into app.arrangement_duties values (1, 1, 'inform', 1)`)
    await world.sql(
      `insert into app.arrangement_retention values (1, 1, 'reintegration', 'work', 12, 'case_closed', 'erase')`,
    )
    await world.sql(
      `insert into app.arrangement_contacts (authority_id, lineage_id, since, name, phone) values (1, 1, current_date, 'Desk', '02 555')`,
    )
    await world.sql(
      `insert into app.agreement_advice (authority_id, id, arrangement_id, stance, advice, given_by) values (1, 90, 1, 'in_favour', 'Good', $1)`,
      [world.agency.city.member],
    )
    await world.sql(
      `insert into app.signature_papers (authority_id, arrangement_id, agency_id, media_type, sha256, key_wrapped, file_sealed, added_by) values (1, 1, 5, 'image/png', '\\x00', $1, '\\x00', $2)`,
      [world.db.keys.newDataKey(1).wrapped, world.agency.city.member],
    )
    await addTwin(world)
    for (const table of [
      'legal_bases',
      'arrangement_duties',
      'arrangement_retention',
      'arrangement_contacts',
    ]) {
      expect(await sees(world, 'stranger', `app.${table} where authority_id = 1`), table).toBe(true)
      expect(await sees(world, 'city', `app.${table} where authority_id = 2`), table).toBe(false)
    }
  })
  const held = (functions: string[], agency = world.agency.papers.id) =>
    world.session(agency, functions)
  test('opinions and questions: who signs, looks after agreements or checks them', async () => {
    for (const table of ['agreement_advice', 'basis_questions']) {
      for (const one of [
        'coordinator',
        'administrator',
        'data_protection_officer',
        'lawfulness_adviser',
        'auditor',
        'signatory',
        'chair',
      ])
        expect(
          await sees(world, await held([one]), `app.${table} where authority_id = 1`),
          one,
        ).toBe(true)
      for (const one of ['case_worker', 'provider', 'manager', 'trainer'])
        expect(
          await sees(world, await held([one]), `app.${table} where authority_id = 1`),
          one,
        ).toBe(false)
      expect(await sees(world, 'city', `app.${table} where authority_id = 2`)).toBe(false)
    }
  })
  test('a scanned signature: the agency’s own signatory, who looks after agreements, who checks them', async () => {
    const its = 'app.signature_papers where authority_id = 1'
    for (const one of ['coordinator', 'administrator', 'data_protection_officer', 'auditor'])
      expect(await sees(world, await held([one]), its), one).toBe(true)
    const { housing } = world.agency
    for (const one of ['signatory', 'chair']) {
      expect(await sees(world, await held([one], housing.id), its), one).toBe(true)
      expect(await sees(world, await held([one]), its), one).toBe(false)
    }
    expect(await sees(world, 'housing', its)).toBe(false)
    expect(await sees(world, 'city', 'app.signature_papers where authority_id = 2')).toBe(false)
  })
  test('an adviser and an auditor read all agreements; whom the desk was told of reads nobody', async () => {
    for (const one of ['lawfulness_adviser', 'auditor'])
      expect(
        await sees(
          world,
          await held([one], world.agency.stranger.id),
          'app.arrangements where authority_id = 1',
        ),
      ).toBe(true)
    await expect(ask(world, 'city', 'select from app.expiry_warnings')).rejects.toThrow()
  })
})
