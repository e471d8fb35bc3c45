import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTwin, ask } from '../../../tests/law.ts'
import { proveSeatedAct, twinCase } from '../../../tests/seated.ts'
import { type AgencyName, makeWorld, type World } from '../../../tests/world.ts'

// What a search hands out, with the law repeated inside; how it is ranked and shown is told in routes.test.ts.

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

const inForce = () => world
type Found = { persons: { id: string; refs: string[] }[] }
async function tokensOf(person: string): Promise<string[]> {
  const [row] = await world.sql<{ tokens: string[] }>(
    'select name_tokens::text[] as tokens from app.persons where authority_id = 1 and id = $1',
    [person],
  )
  return row?.tokens ?? []
}
const found = async (text: string, values: unknown[]) =>
  (await ask<{ id: string }>(world, 'city', `select p as id from ${text} p`, values)).map(
    (row) => row.id,
  )

proveSeatedAct(inForce, {
  table: 'read.persons_found',
  category: 'identity',
  asks: async ({ person, ref }) => {
    const tokens = await tokensOf(person)
    const [{ found } = { found: { persons: [] } }] = await ask<{ found: Found }>(
      world,
      'probation',
      `select read.persons_found($1, '{}', '{}', 1000) as found`,
      [JSON.stringify([{ exact: tokens, any: tokens }])],
    )
    return found.persons.some(({ id, refs }) => id === person && refs.includes(ref))
  },
})
proveSeatedAct(inForce, {
  table: 'read.persons_found: the case',
  category: 'lead',
  asks: async ({ person, ref }) => {
    const [{ found } = { found: { persons: [] } }] = await ask<{ found: Found }>(
      world,
      'probation',
      `select read.persons_found('[]', array[$1::bigint], '{}', 50) as found`,
      [await numberOf(person)],
    )
    return found.persons.some(({ id, refs }) => id === person && refs.includes(ref))
  },
})

// Some persons are asked before all others, in questions of their own: each has to say the whole law.
let named = 0
/**
 * A name that shares neither its beginning nor its sound with any other of this file: people are also found by their
 * first three letters, and of a few hundred names made by chance two begin alike every other week.
 */
const letters = () => {
  named += 1
  const letter = (n: number) => String.fromCharCode(97 + (n % 26))
  const rest = Array.from({ length: 9 }, () => letter(Math.floor(Math.random() * 26)))
  return `q${letter(Math.floor(named / 26))}${letter(named)}${rest.join('')}`
}
/** So many who bear exactly these names. */
const bearers = async (who: AgencyName, tokens: string[], most: number, births: string[] = []) =>
  (
    await ask<{ id: string }>(
      world,
      who,
      `select p as id from read.search_candidates($1, '{}', $2, $3) p`,
      [JSON.stringify([{ exact: tokens, any: tokens }]), births, most],
    )
  ).map(({ id }) => id)
for (const person of ['00', '1', 'f']) {
  const openNamed = () => world.openCase({ person, family: letters(), given: letters() })
  proveSeatedAct(() => ({ ...world, openCase: openNamed }), {
    table: `read.borne_by: persons whose number begins with ${person}`,
    category: 'identity',
    asks: async ({ person }) =>
      (await bearers('probation', await tokensOf(person), 1)).includes(person),
  })
  test(`whose number begins with ${person} is found once, by names that this authority knows, and born in that year`, async () => {
    const { id, person } = await openNamed()
    await openNamed()
    const tokens = await tokensOf(person)
    expect(await bearers('city', tokens, 2)).toEqual([person])
    expect(await bearers('city', ['4711'], 1)).toEqual([])
    await world.sql(`update app.persons set birth_tokens = '{1}' where id = $1`, [person])
    expect(await bearers('city', tokens, 1, ['1'])).toEqual([person])
    expect(await bearers('city', tokens, 1, ['2'])).toEqual([])
    await twinCase(world, id)
    await world.sql(
      `update app.persons set name_tokens = '{4711}' where authority_id = 2 and id = $1`,
      [person],
    )
    expect(await bearers('city', ['4711'], 1)).toEqual([])
  })
}

async function numberOf(person: string): Promise<string> {
  const [row] = await world.sql<{ token: string }>(
    'select number_token::text as token from app.person_identifiers where authority_id = 1 and person_id = $1',
    [person],
  )
  return row?.token ?? '0'
}

test('a search hands out so many and no more, of one name and of several', async () => {
  const words = await Promise.all(
    ['Onefold', 'Twofold', 'Threefold', 'Fourfold'].map(async (family) => {
      const { person } = await world.openCase({ family, given: 'Ada' })
      return { person, tokens: await tokensOf(person) }
    }),
  )
  const asked = (lists: string[][], most: number) =>
    found(`read.search_candidates($1, '{}', '{}', $2)`, [
      JSON.stringify(lists.map((tokens) => ({ exact: tokens, any: tokens }))),
      most,
    ])
  const any = words.flatMap(({ tokens }) => tokens)
  expect(await asked([any], 3)).toHaveLength(3)
  const people = words.map(({ person }) => person)
  expect(await asked([any], 1000)).toEqual(expect.arrayContaining(people))
  const [first] = words
  if (!first) throw new Error('nobody')
  const family = first.tokens.filter((t) => !words.slice(1).some((w) => w.tokens.includes(t)))
  for (const others of [[], [any], [any, any], [any, any, any]])
    expect(await asked([family, ...others], 1000)).toEqual([first.person])
  expect(await asked([any, any, any, family], 1000)).toEqual([first.person])
  expect(await asked([any, any, any, ['1']], 1000)).toEqual([])
})

test('of a name that many bear so many are handed out as are asked for, each once', async () => {
  const people = await Promise.all(
    Array.from({ length: 9 }, () => world.openCase({ family: 'Manifold', given: 'Ada' })),
  )
  const tokens = await Promise.all(people.map(({ person }) => tokensOf(person)))
  const [all = []] = tokens
  const words = JSON.stringify([{ exact: all, any: all }])
  const bearers = people.map(({ person }) => person).sort()
  for (const most of [1, 2, 5, 9, 50]) {
    const some = await found(`read.search_candidates($1, '{}', '{}', $2)`, [words, most])
    expect(new Set(some).size).toBe(some.length)
    if (most <= bearers.length) expect(some).toHaveLength(most)
    else expect(some).toEqual(expect.arrayContaining(bearers))
  }
})

test('where enough bear the words as written, nobody is looked for who bears them otherwise', async () => {
  const [written, other] = await Promise.all([
    world.openCase({ family: 'Writtenfold', given: 'Bo' }),
    world.openCase({ family: 'Otherfold', given: 'Cy' }),
  ])
  const exact = await tokensOf(written.person)
  const any = [...exact, ...(await tokensOf(other.person))]
  const asked = (enough: number) =>
    found(`read.search_candidates($1, '{}', '{}', 50, $2)`, [
      JSON.stringify([{ exact, any }]),
      enough,
    ])
  expect(await asked(1)).toEqual([written.person])
  expect(await asked(2)).toEqual(expect.arrayContaining([written.person, other.person]))
})
