import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveSeat } from '../../../tests/law.ts'
import { day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { layItem } from '../../../tests/world-items.ts'

let world: HttpWorld
let kase: { id: string; ref: string }
let item: string
beforeAll(async () => {
  world = await makeHttpWorld()
  kase = await world.openCase({ release: day(30) })
  for (const name of ['housing', 'probation'] as const)
    await giveSeat(world, kase.id, world.agency[name].desk)
  item = await layItem(world, kase.id, {
    owner: 'housing',
    mode: 'named',
    audience: [world.agency.city.desk],
  })
})
afterAll(() => world.close())

const told = { on: day(0), how: 'talk' }
const why = 'The landlord needs to know before the keys are handed out.'
const basis = {
  ...{ kind: 'public_task', citation: 'Housing code, art. 23', objective: '', categories: [] },
  ...{ purposes: ['reintegration'], bodies: [], validFrom: null, validUntil: null },
  ...{ reviewOn: null, textLink: '', description: '' },
}

/** Who presses, what is sent, and where what was made lies. */
const forms = (): [string, string, string, object, string][] => [
  [
    ...(['share', 'housing', `/cases/${kase.ref}/shares`] as const),
    {
      ...{ items: [item], recipients: [world.agency.probation.desk] },
      ...{ expiresOn: day(20), informed: told },
    },
    'app.shares',
  ],
  [
    ...(['request to the chair', 'housing', `/cases/${kase.ref}/disclosures`] as const),
    { items: [item], to: 'The landlord of the flat', why, informed: told, expiresOn: day(10) },
    'app.disclosures',
  ],
  ['question to the desk', 'housing', '/questions', { question: why }, 'app.desk_questions'],
  [
    ...(['objection of the person', 'housing', `/items/${item}/contests`] as const),
    { statement: 'No.', language: 'en', wish: 'correct', way: 'talk', on: day(0) },
    'app.item_contests',
  ],
  ['legal basis', 'city', '/legal-bases', basis, 'app.legal_bases'],
]

test.each([0, 1, 2, 3, 4])(
  'a form pressed twice, or again after its answer was lost, makes one thing (form %i)',
  async (place) => {
    const [what, who, url, body, table] = forms()[place] ?? fail()
    const count = async () =>
      Number((await world.sql<{ n: string }>(`select count(*) as n from ${table}`))[0]?.n)
    const before = await count()
    const key = randomUUID()
    const press = () => world.post(who as 'housing', url, body, { key })
    const [one, two] = await Promise.all([press(), press()])
    const later = await press()
    expect([one.status, two.status, later.status], `${what} ${JSON.stringify(one.body)}`).toEqual([
      201, 201, 201,
    ])
    expect([two.body, later.body]).toEqual([one.body, one.body])
    expect((await count()) - before).toBe(1)
  },
)

function fail(): never {
  throw new Error('There is no such form')
}
