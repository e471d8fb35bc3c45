import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { emptyAgreement, newParty } from './screens/agreement/template.ts'

let world: HttpWorld
let signatory: { member: number; token: string }
let fixed: number
beforeAll(async () => {
  world = await makeHttpWorld()
  signatory = await world.session(world.agency.stranger.id, ['signatory'])
  fixed = await fix()
})
afterAll(() => world.close())

const content = () => {
  const { city, stranger, exit } = world.agency
  return {
    ...emptyAgreement(day(-1), {
      id: city.id,
      name: 'City coordination',
      phone: null,
      email: 'desk@valmare.example',
    }),
    ...{ title: 'Mission and city', document: 'Decision 7', basis: 'Municipal act, art. 12' },
    parties: [
      newParty({ id: city.id, kind: 'city' }, true),
      newParty({ id: stranger.id, kind: 'association' }, false),
      newParty({ id: exit.id, kind: 'association' }, false),
    ],
  }
}
const write = (change: object = {}) =>
  world.post('city', '/agreement-drafts', { ...content(), ...change })
async function fix(change: object = {}): Promise<number> {
  const { body } = await write(change)
  const settled = await world.post(
    'city',
    `/agreement-drafts/${body.id}/settle`,
    {},
    { version: body.version },
  )
  expect(settled.status, JSON.stringify(settled.body)).toBe(200)
  return settled.body.id
}
const read = async (id: number) => (await world.get('city', `/agreements/${id}`)).body
const paper = (id: number, agencyId: number) =>
  world.post('city', `/agreements/${id}/signatures`, {
    agencyId,
    signedBy: 'The director',
    signedOn: day(0),
  })
const categories = async () =>
  (await ask<{ seen: string[] }>(world, 'stranger', 'select actor.categories() as seen'))[0]?.seen

describe('what is fixed stays (SH1)', () => {
  test('not a word of it changes, whoever asks: the owner of the tables is refused too', async () => {
    for (const change of [
      `update app.arrangements set title = 'x' where authority_id = 1 and id = ${fixed}`,
      `update app.arrangements set valid_until = null where authority_id = 1 and id = ${fixed}`,
      `update app.arrangements set fixed_at = null where authority_id = 1 and id = ${fixed}`,
      `delete from app.arrangements where authority_id = 1 and id = ${fixed}`,
      `update app.clauses set label = 'x' where authority_id = 1 and arrangement_id = ${fixed}`,
      `insert into app.clauses values (1, 9999, ${fixed}, 'supervision', 'work', 'x', 'x')`,
      `update app.clause_rights set sight = 'full' where authority_id = 1 and clause_id in (select id from app.clauses where arrangement_id = ${fixed})`,
      `delete from app.clause_rights where authority_id = 1 and clause_id in (select id from app.clauses where arrangement_id = ${fixed})`,
      `update app.arrangement_duties set agency_id = 8 where authority_id = 1 and arrangement_id = ${fixed}`,
      `update app.arrangement_retention set months = 99 where authority_id = 1 and arrangement_id = ${fixed}`,
      `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id) values (1, ${fixed}, 4)`,
      `delete from app.arrangement_parties where authority_id = 1 and arrangement_id = ${fixed}`,
    ])
      await expect(world.sql(change), change).rejects.toThrow('agreement_already_fixed')
  })
  test('each cell names the basis of its party; what the text alone named stands in the register now', async () => {
    const text = await read(fixed)
    expect(text.fixed).toBe(true)
    const gives = text.cells.filter(({ right }: { right: string }) => right !== 'none')
    expect(gives.every(({ basisId }: { basisId: number | null }) => basisId !== null)).toBe(true)
    expect(text.bases).toMatchObject([{ citation: 'Municipal act, art. 12', state: 'active' }])
    expect(text.cells).toHaveLength(3 * 13)
  })
  test('the owner fixes nothing with an empty cell either', async () => {
    await world.sql(
      `insert into app.arrangements (authority_id, id, reference, title, valid_from, document, fallback_principal) values (1, 900, 'x', 'x', current_date, 'x', 10)`,
    )
    const fixing = world.sql(
      'update app.arrangements set fixed_at = now() where authority_id = 1 and id = 900',
    )
    await expect(fixing).rejects.toThrow('agreement_two_parties')
  })
})

describe('signing, acceding, leaving (GD-12)', () => {
  test('the agency’s own signatory signs here; nobody else of it, and not for another', async () => {
    expect((await world.post('stranger', `/agreements/${fixed}/own-signature`, {})).body.code).toBe(
      'signatory_only',
    )
    const outside = await world.session(world.agency.police.id, ['signatory'])
    expect((await world.post(outside, `/agreements/${fixed}/own-signature`, {})).status).toBe(404)
    const signed = await world.post(signatory, `/agreements/${fixed}/own-signature`, {})
    expect(signed.status, JSON.stringify(signed.body)).toBe(200)
    const mine = signed.body.agreement.parties.find(
      ({ agency }: { agency: { id: number } }) => agency.id === 11,
    )
    expect(mine).toMatchObject({ how: 'here', signedOn: day(0) })
    expect(signed.body.agreement.state).toBe('waits')
    expect(await categories()).toEqual([])
    expect((await world.post(signatory, `/agreements/${fixed}/own-signature`, {})).body.code).toBe(
      'agreement_already_signed',
    )
  })
  test('with the second signature it is in force; a third party accedes later and changes nothing for the others', async () => {
    expect((await paper(fixed, 1)).body.state).toBe('in_force')
    const two = await categories()
    expect(two).toContain('relations')
    expect((await paper(fixed, 8)).status).toBe(200)
    expect(await categories()).toEqual(two)
  })
  test('a departure ends access in the same second, is refused in the past, and only of one’s own agency', async () => {
    const leave = (who: Parameters<HttpWorld['post']>[0], agencyId: number, leftOn: string) =>
      world.post(who, `/agreements/${fixed}/departures`, { agencyId, leftOn, whole: true })
    expect((await leave(signatory, 11, day(-1))).body).toMatchObject({
      code: 'agreement_left_before',
      field: 'leftOn',
    })
    expect((await leave(signatory, 8, day(0))).body.code).toBe('signatory_only')
    expect((await leave('stranger', 11, day(0))).body.code).toBe('signatory_only')
    expect((await leave(signatory, 11, day(20))).status).toBe(200)
    expect(await categories()).toContain('relations')
    const stay = await world.app.inject({
      method: 'DELETE',
      url: `/api/v1/agreements/${fixed}/departures/11`,
      headers: { cookie: `__Host-throughcare=${signatory.token}` },
    })
    expect(stay.statusCode).toBe(200)
    expect((await leave(signatory, 11, day(0))).status).toBe(200)
    expect(await categories()).toEqual([])
    expect((await leave(signatory, 11, day(5))).body.code).toBe('agreement_already_left')
    expect((await world.events('agreement.left')).length).toBe(2)
  })
  test('the scan of a paper signature is sealed, opened with an event, and must be what it says', async () => {
    const send = (bytes: Buffer, agency: number, type = 'application/pdf') =>
      world.app.inject({
        method: 'PUT',
        url: `/api/v1/agreements/${fixed}/scans/${agency}`,
        headers: { cookie: `__Host-throughcare=${world.agency.city.token}`, 'content-type': type },
        payload: bytes,
      })
    const pdf = Buffer.from('%PDF-1.7 signed by the mayor')
    expect((await send(Buffer.from('<html>'), 1)).json().code).toBe('scan_type')
    expect((await send(pdf, 11)).json().code).toBe('agreement_not_on_paper')
    expect((await send(pdf, 1)).statusCode).toBe(204)
    const [row] = await world.sql<{ file_sealed: Buffer }>(
      'select file_sealed from app.signature_papers',
    )
    expect(row?.file_sealed.includes('mayor')).toBe(false)
    const get = (token: string) =>
      world.app.inject({
        method: 'GET',
        url: `/api/v1/agreements/${fixed}/scans/1`,
        headers: { cookie: `__Host-throughcare=${token}` },
      })
    const opened = await get(world.agency.city.token)
    expect(opened.rawPayload.equals(pdf)).toBe(true)
    expect(opened.headers['content-disposition']).toContain('attachment')
    expect((await get(world.agency.exit.token)).statusCode).toBe(404)
    expect(await world.events('agreement.paper_read')).toHaveLength(1)
  })
  test('a changed contact point makes no edition and keeps its history', async () => {
    const put = await world.app.inject({
      method: 'PUT',
      url: `/api/v1/agreements/${fixed}/contact`,
      headers: { cookie: `__Host-throughcare=${world.agency.city.token}` },
      payload: { name: 'New desk', phone: '02 555 99' },
    })
    expect(put.json()).toMatchObject({
      contacts: [{ name: 'New desk' }],
      agreement: { edition: 1 },
    })
  })
})

test('a contact that nobody can write to is refused: it stands on public pages at once (GD-13)', async () => {
  const answer = await world.app.inject({
    method: 'PUT',
    url: `/api/v1/agreements/${fixed}/contact`,
    headers: { cookie: `__Host-throughcare=${world.agency.city.token}` },
    payload: { name: 'Desk', email: 'desk at the town hall' },
  })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().errors ?? [answer.json()]).toMatchObject([{ field: 'email' }])
})

describe('the next edition', () => {
  test('begins from the text in force; the comparison says what differs and nothing else', async () => {
    const begin = () => world.post('city', `/agreements/${fixed}/editions`, {})
    // Two people at the same moment, or a double click, get one draft.
    const [begun, twin] = await Promise.all([begin(), begin()])
    expect(twin.body.id).toBe(begun.body.id)
    expect(begun.status, JSON.stringify(begun.body)).toBe(201)
    // Who left is no party of the next edition by itself.
    expect(
      begun.body.content.parties.map(({ agencyId }: { agencyId: number }) => agencyId),
    ).toEqual([8, 1])
    expect((await world.post('city', `/agreements/${fixed}/editions`, {})).body.id).toBe(
      begun.body.id,
    )
    const [first, second] = begun.body.content.parties
    const changed = {
      ...begun.body.content,
      ...{ document: 'Decision 8', validFrom: day(0), transitionUntil: day(60) },
      parties: [
        {
          ...first,
          rights: { ...first.rights, work: 'decision' },
          secrecy: { relations: 'With the consent of the person' },
        },
        second,
      ],
      duties: { ...begun.body.content.duties, breach: 8 },
    }
    const saved = await world.app.inject({
      method: 'PUT',
      url: `/api/v1/agreement-drafts/${begun.body.id}`,
      headers: {
        cookie: `__Host-throughcare=${world.agency.city.token}`,
        'if-match': `"${begun.body.version}"`,
      },
      payload: changed,
    })
    const { version } = saved.json()
    const told = (await world.get('city', `/agreement-drafts/${begun.body.id}/comparison`)).body
      .differences
    await world.sql('insert into app.witness_quorums values (1, $1, 2, true)', [fixed])
    const settled = await world.post(
      'city',
      `/agreement-drafts/${begun.body.id}/settle`,
      {},
      { version },
    )
    const asked = 'select quorum, second_person from app.witness_quorums where arrangement_id = $1'
    expect(await world.sql(asked, [settled.body.id])).toEqual([{ quorum: 2, second_person: true }])
    expect(settled.body, JSON.stringify(settled.body)).toMatchObject({
      edition: 2,
      state: 'waits',
      transitionUntil: day(60),
    })
    const { differences } = (
      await world.get('city', `/agreements/${settled.body.id}/comparison?with=${fixed}`)
    ).body
    expect(differences).toEqual(told)
    expect(differences.filter(({ kind }: { kind: string }) => kind !== 'fact')).toEqual([
      { kind: 'party', agencyId: 11, added: false },
      {
        kind: 'cell',
        agencyId: 8,
        purpose: 'reintegration',
        category: 'work',
        from: 'none',
        to: 'decision',
      },
      {
        kind: 'secrecy',
        agencyId: 8,
        purpose: 'reintegration',
        category: 'relations',
        now: true,
        ground: 'With the consent of the person',
      },
      { kind: 'duty', duty: 'breach', from: 1, to: 8 },
    ])
    // Number 1 cannot be followed twice.
    const again = await write({ supersedesId: fixed, validFrom: day(0) })
    const twice = await world.post(
      'city',
      `/agreement-drafts/${again.body.id}/settle`,
      {},
      { version: 1 },
    )
    expect(twice.body.code).toBe('agreement_edition_overtaken')
  })
  test('the data protection officer’s "against" needs reasons before the text is fixed', async () => {
    const { body } = await write({ reference: '2026/77' })
    const settle = () =>
      world.post('city', `/agreement-drafts/${body.id}/settle`, {}, { version: body.version })
    const advice = { stance: 'against', opinion: 'Health data reach too many parties.' }
    expect(
      (await world.post('city', `/agreement-drafts/${body.id}/opinions`, advice)).body.code,
    ).toBe('opinion_not_yours')
    const given = await world.post('privacy', `/agreement-drafts/${body.id}/opinions`, advice)
    expect((await settle()).body.code).toBe('opinion_unanswered')
    const answer = `/agreement-opinions/${given.body.opinions[0].id}/answer`
    expect((await world.post('privacy', answer, { answer: 'No.' })).body.code).toBe('steering_only')
    expect(
      (await world.post('city', answer, { answer: 'Health is told only as support arranged.' }))
        .status,
    ).toBe(204)
    const settled = await settle()
    expect(settled.status).toBe(200)
    expect((await read(settled.body.id)).opinions).toMatchObject([
      { stance: 'against', answer: expect.stringContaining('arranged') },
    ])
  })
})

test('an agreement in force is not reworded by any act, although nobody noted that it is fixed (SH1)', async () => {
  const client = await world.db.owner.connect()
  const changes = [
    `update app.arrangements set title = 'Another' where id = 1`,
    `update app.clause_rights set sight = 'full' where clause_id = 1`,
    `update app.clauses set label = '9.9' where arrangement_id = 1`,
    `delete from app.arrangement_parties where arrangement_id = 1`,
  ]
  try {
    for (const change of changes) {
      await client.query('begin')
      await client.query('alter table app.arrangements disable trigger fixed_stays')
      await client.query('update app.arrangements set fixed_at = null where id = 1')
      await client.query('alter table app.arrangements enable trigger fixed_stays')
      await client.query(`select actor.assume($1, 'reintegration')`, [world.agency.city.token])
      await expect(client.query(change), change).rejects.toThrow('agreement_already_fixed')
      await client.query('rollback')
    }
  } finally {
    client.release()
  }
})
