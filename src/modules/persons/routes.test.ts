import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
  await world.openCase({ family: 'Muster', given: 'Ada' })
})
afterAll(() => world.close())

const search = (who: 'city' | 'police' | 'stranger' | 'housing', q: string) =>
  world.get(who, `/persons/search?q=${encodeURIComponent(q)}`)

test.each(['muster', 'Ada Muster', 'MUSTER, ada', 'must'])(
  'the desk finds a person of its own by %s',
  async (query) => {
    const { status, body } = await search('city', query)
    expect(status).toBe(200)
    expect(body.persons).toMatchObject([
      { person: { initials: 'A. M.', name: 'Ada Muster' }, birth: '1990-04-02' },
    ])
    expect(body.persons[0].refs).toHaveLength(1)
  },
)

test('a number that the prison gave finds its person', async () => {
  const { number } = await world.notice()
  expect((await search('city', number)).body.persons).toEqual([])
  const [{ ref }] = (await world.sql<{ ref: string }>('select ref from app.cases limit 1')) as [
    { ref: string },
  ]
  const known = (await world.get('city', `/cases/${ref}`)).body.person.numbers[0].number
  expect((await search('city', ` ${known} `)).body.persons).toMatchObject([{ refs: [ref] }])
})

test('somebody of another table answers like somebody unknown, and both ways lead to the desk', async () => {
  for (const who of ['stranger', 'housing', 'police'] as const) {
    const [known, unknown] = [await search(who, 'Muster'), await search(who, 'Nobodyatall')]
    expect(known.status).toBe(200)
    expect(known.body).toEqual(unknown.body)
    expect(known.body).toEqual({
      persons: [],
      askCoordination: { name: 'City coordination desk', phone: null },
    })
  }
})

test('the log holds who was shown and never what was typed', async () => {
  await search('city', 'Muster')
  const [last] = (await world.events('persons.search')).slice(-1)
  expect(last?.detail).toMatchObject({ hits: 1, shown: [expect.any(String)] })
  const written = await world.sql<{ canonical: string }>('select canonical from audit.events')
  expect(JSON.stringify(written)).not.toMatch(/muster/i)
})

test('a search of one letter is refused beside its field', async () => {
  expect(await search('city', 'a')).toMatchObject({ status: 422, body: { field: 'q' } })
})
