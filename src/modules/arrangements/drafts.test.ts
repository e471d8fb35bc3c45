import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTwin, sees } from '../../../tests/law.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { usualDuties, usualRetention } from './screens/agreement/template.ts'

let world: HttpWorld
let administrator: { member: number; token: string }
beforeAll(async () => {
  world = await makeHttpWorld()
  administrator = await world.session(world.agency.papers.id, ['administrator'])
})
afterAll(() => world.close())

const content = () => ({
  reference: '2026/9',
  title: 'A second agreement',
  document: 'Council decision 14',
  validFrom: '2026-01-01',
  validUntil: null,
  includesRemand: false,
  fallbackAgencyId: world.agency.city.id,
  basis: 'Municipal act, art. 12',
  parties: [
    {
      agencyId: world.agency.city.id,
      rights: { identity: 'brings', education: 'brings', health: 'none' },
    },
    {
      agencyId: world.agency.stranger.id,
      rights: { identity: 'none', education: 'sees', health: 'told' },
    },
  ],
  duties: usualDuties(world.agency.city.id),
  retention: usualRetention(),
  contact: { name: 'Coordination desk', phone: '02 555 00 01' },
})
const write = (body: object = content()) => world.post('city', '/agreement-drafts', body)
const settle = (id: number, version: number) =>
  world.post('city', `/agreement-drafts/${id}/settle`, {}, { version })
const clausesOfStranger = async () =>
  (await world.get('stranger', '/arrangements')).body.arrangements.flatMap(
    ({ clauses }: { clauses: { category: string }[] }) => clauses.map(({ category }) => category),
  )

describe('who reads what is still being written', () => {
  test('coordinators, administrators and the data protection officer; parties see the settled text', async () => {
    const { body } = await write()
    await addTwin(world)
    const its = 'app.arrangement_drafts where authority_id = 1 and id = $1'
    for (const who of ['city', 'privacy', administrator] as const)
      expect(await sees(world, who, its, [body.id])).toBe(true)
    for (const who of ['prison', 'police', 'stranger'] as const)
      expect(await sees(world, who, its, [body.id])).toBe(false)
    expect(await sees(world, 'city', 'app.arrangement_drafts where authority_id = 2')).toBe(false)
  })
  test('nobody else writes, settles or signs', async () => {
    const { body } = await write()
    expect((await world.post('prison', '/agreement-drafts', content())).body.code).toBe(
      'steering_only',
    )
    expect(
      (await world.post('prison', `/agreement-drafts/${body.id}/settle`, {}, { version: 1 }))
        .status,
    ).toBe(404)
    const signature = { agencyId: 2, signedBy: 'Director', signedOn: '2026-01-15' }
    expect((await world.post('prison', '/agreements/1/signatures', signature)).body.code).toBe(
      'steering_only',
    )
  })
})

describe('from draft to signature', () => {
  test('a draft permits nothing, a settled text permits nothing, one signature alone nothing either, two open it to both', async () => {
    const draft = await write()
    expect(draft.status).toBe(201)
    expect(await clausesOfStranger()).toEqual([])
    const settled = await settle(draft.body.id, draft.body.version)
    expect(settled.body).toMatchObject({ state: 'waits', edition: 1, fallback: { code: 'Ci' } })
    expect(await clausesOfStranger()).toEqual([])
    const sign = (agencyId: number, signedOn = '2026-02-01') =>
      world.post('city', `/agreements/${settled.body.id}/signatures`, {
        agencyId,
        signedBy: 'Mother superior',
        signedOn,
      })
    expect((await sign(world.agency.stranger.id, '2999-01-01')).body).toMatchObject({
      code: 'agreement_signed_later',
      field: 'signedOn',
    })
    expect((await sign(world.agency.police.id)).status).toBe(404)
    expect((await sign(world.agency.stranger.id)).status).toBe(200)
    expect(await clausesOfStranger()).toEqual([])
    expect((await sign(world.agency.city.id)).status).toBe(200)
    expect(await clausesOfStranger()).toEqual(['education'])
    expect((await sign(world.agency.stranger.id)).body.code).toBe('agreement_already_signed')
    expect(await world.events('agreement.signed')).toHaveLength(2)
  })
  test('a settled text is never changed', async () => {
    const { body } = await write()
    await settle(body.id, body.version)
    const again = await world.app.inject({
      method: 'PUT',
      url: `/api/v1/agreement-drafts/${body.id}`,
      headers: {
        cookie: `__Host-throughcare=${world.agency.city.token}`,
        'if-match': `"${body.version + 1}"`,
      },
      payload: content(),
    })
    expect(again.json().code).toBe('agreement_already_fixed')
    expect((await settle(body.id, body.version + 1)).body.code).toBe('agreement_already_fixed')
  })
  test('what is missing is named by its field, and the draft stays', async () => {
    const [one, two] = content().parties
    const wrong: [object, string, string][] = [
      [{ title: '' }, 'title', 'required'],
      [{ validUntil: '2025-01-01' }, 'validUntil', 'agreement_ends_before'],
      [{ parties: [one] }, 'parties', 'agreement_two_parties'],
      [{ parties: [] }, 'parties', 'agreement_shares_nothing'],
      [
        { parties: [one, { ...two, rights: { education: 'sees' } }] },
        'parties',
        'agreement_cells_empty',
      ],
      [{ duties: { inform: 0 } }, 'duties', 'agreement_duties_empty'],
      [{ contact: { name: 'Coordination desk' } }, 'contact', 'agreement_contact_missing'],
      [{ retention: [] }, 'retention', 'agreement_retention_missing'],
      [{ transitionUntil: '2026-04-02' }, 'transitionUntil', 'agreement_transition_too_long'],
      [
        { fallbackAgencyId: world.agency.police.id },
        'fallbackAgencyId',
        'agreement_fallback_missing',
      ],
    ]
    for (const [change, field, code] of wrong) {
      const draft = await write({ ...content(), ...change })
      expect(draft.status).toBe(201)
      expect((await settle(draft.body.id, 1)).body).toMatchObject({ field, code })
    }
    const gone = { ...content(), parties: [one, { ...two, agencyId: 99 }] }
    expect((await settle((await write(gone)).body.id, 1)).body.code).toBe('agency_not_found')
  })
  test('two writers never overwrite one another', async () => {
    const { body } = await write()
    expect((await settle(body.id, 7)).status).toBe(412)
    expect((await world.post('city', `/agreement-drafts/${body.id}/settle`, {})).status).toBe(428)
    expect((await settle(12_345, 1)).status).toBe(404)
  })
})
