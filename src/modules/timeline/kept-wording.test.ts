import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

test('a note that labels the person is not sent without a reason; the reason is logged, the text is not (PI6)', async () => {
  const { ref, id: caseId } = await world.openCase({ release: day(60) })
  const ask = (more: object) =>
    world.post('city', `/cases/${ref}/leads`, {
      domain: 'accommodation',
      agencyId: world.agency.housing.id,
      tied: 'release',
      ...more,
    })
  const note = 'The offender wants a room near the mosque and prays at noon.'
  const refused = await ask({ note })
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'wording_reason_missing', field: 'note' },
  })
  expect(refused.body.wordings.map(({ kind }: { kind: string }) => kind)).toEqual([
    'stigma',
    'belief',
  ])
  expect(JSON.stringify(refused.body)).not.toMatch(/offender|mosque|pray/i)
  expect(await world.events('lead.offered')).toEqual([])
  const reason = 'quoted_document'
  const kept = [
    { kind: 'stigma', reason },
    { kind: 'belief', reason: 'needed_for_task' },
  ]
  expect((await ask({ note, kept: kept.slice(0, 1) })).status).toBe(422)
  expect((await ask({ note, kept })).status).toBe(201)
  const [event] = await world.events('wording.kept')
  expect(event).toMatchObject({
    case_id: caseId,
    detail: { field: 'note', kept: [{ kind: 'stigma', reason, times: 1 }, { kind: 'belief' }] },
  })
  expect(JSON.stringify(event)).not.toMatch(/offender|mosque|pray/i)
})
