import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import { birthTokens } from './names/birth.ts'

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
      more: false,
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

test('a year of birth beside the name narrows, and who has none stays', async () => {
  const found = async (query: string) => (await search('city', query)).body.persons.length
  const years = async () => [
    await found('Muster 1990'),
    await found('Muster 02.04.1990'),
    await found('Muster 1991'),
  ]
  expect(await years()).toEqual([1, 1, 1])
  const tokens = birthTokens(world.db.keys, 1, { year: 1990, month: 4, day: 2 }).map(String)
  await world.sql('update app.persons set birth_tokens = $1', [tokens])
  expect(await years()).toEqual([1, 1, 0])
})

test('more than twenty are not listed, and the answer says that there are more', async () => {
  for (let place = 0; place < 20; place += 1)
    await world.openCase({ family: 'Muster', given: 'Ada' })
  const { persons, more } = (await search('city', 'Muster')).body
  expect([persons.length, more]).toEqual([20, true])
})
