import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createKeyring, firstKeys } from '../../../platform/seal/keyring.ts'
import { type Birth, birthTokens } from './birth.ts'
import { likelySame, type NamedPerson } from './likely-same.ts'
import { nameTokens } from './tokens.ts'

interface Row extends NamedPerson {
  id: string
}
interface Side {
  file: string
  number: string
}
interface Pair {
  id: string
  kind: string
  a: Side
  b: Side
}

const fixture = (name: string) =>
  readFileSync(
    fileURLToPath(new URL(`../../../../tests/fixtures/prison-lists/${name}`, import.meta.url)),
    'utf8',
  )

function readBirth(text: string): Birth | null {
  const [year, month, day] = text.split('-').map(Number)
  return year ? { year, month, day } : null
}

const rows: Row[] = fixture('expected-rows.tsv')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'))
  .filter((cells) => cells[1] === 'v1' && cells[5] === 'importable')
  .map(([file, , , , number, , family = '', given = '', birth = '']) => ({
    id: `${file} ${number}`,
    family,
    given,
    birth: readBirth(birth),
  }))
const rowOf = new Map(rows.map((row) => [row.id, row]))
const expected: { true_pairs: Pair[]; false_pairs: Pair[] } = JSON.parse(fixture('expected.json'))

function bothOf(pair: Pair): [Row, Row] {
  const [a, b] = [pair.a, pair.b].map((side) => rowOf.get(`${side.file} ${side.number}`))
  if (!a || !b) throw new Error(`The pair ${pair.id} is not in the lists.`)
  return [a, b]
}

const true_ = new Set(
  expected.true_pairs.map((pair) =>
    bothOf(pair)
      .map((row) => row.id)
      .sort()
      .join('|'),
  ),
)
const master = randomBytes(32)
const keyring = createKeyring(master, firstKeys(master, 1))
const tokensOf = new Map(
  rows.map((row) => [row, [...nameTokens(keyring, 1, row), ...birthTokens(keyring, 1, row.birth)]]),
)
const holders = new Map<bigint, Row[]>()
for (const row of rows) {
  for (const token of tokensOf.get(row) ?? []) {
    holders.set(token, [...(holders.get(token) ?? []), row])
  }
}

/** As the database will do it: rarest token first, at most 200 candidates opened. */
function candidatesOf(row: Row): Set<Row> {
  const lists = (tokensOf.get(row) ?? []).map((token) => holders.get(token) ?? [])
  const found = new Set<Row>()
  for (const list of lists.sort((a, b) => a.length - b.length)) {
    if (found.size + list.length > 200) break
    for (const other of list) if (other !== row) found.add(other)
  }
  return found
}

test('there are 1,700 rows, 40 pairs of one person and 25 pairs of two', () => {
  expect([rows.length, expected.true_pairs.length, expected.false_pairs.length]).toEqual([
    1700, 40, 25,
  ])
})

for (const pair of expected.true_pairs) {
  test(`${pair.id} (${pair.kind}) is proposed, whichever side came first`, () => {
    const [a, b] = bothOf(pair)
    expect(likelySame(a, b)).toMatchObject({ likely: true })
    expect(likelySame(b, a)).toMatchObject({ likely: true })
  })

  test(`${pair.id} (${pair.kind}) is found through blind tokens alone, from both sides`, () => {
    const [a, b] = bothOf(pair)
    expect([candidatesOf(a).has(b), candidatesOf(b).has(a)]).toEqual([true, true])
  })
}

for (const pair of expected.false_pairs) {
  test(`${pair.id} (${pair.kind}) is not proposed`, () => {
    const [a, b] = bothOf(pair)
    expect(likelySame(a, b).likely).toBe(false)
    expect(likelySame(b, a).likely).toBe(false)
  })
}

test('among all other pairs of all lists hardly any is proposed', () => {
  const proposed: string[] = []
  rows.forEach((a, place) => {
    for (const b of rows.slice(place + 1)) {
      if (likelySame(a, b).likely && !true_.has([a.id, b.id].sort().join('|'))) {
        proposed.push(`${a.id} ${b.id}`)
      }
    }
  })
  expect(proposed.length).toBeLessThanOrEqual(5)
})

test('the result is a yes or no and reasons in words: no number, no origin', () => {
  for (const pair of expected.true_pairs) {
    const result = likelySame(...bothOf(pair))
    expect(Object.keys(result).sort()).toEqual(['likely', 'reasons'])
    for (const reason of result.reasons) expect(reason).toMatch(/^[a-z_]+$/)
  }
})

test('names of the same meaning, of twins, and of neighbours in spelling', () => {
  const born = { year: 1980, month: 3, day: 17 }
  const say = (a: string, b: string, birth: Birth | null = born): boolean => {
    const [x, y] = [a, b].map((name) => name.split(', '))
    const person = (parts: string[] = []) => ({
      family: parts[0] ?? '',
      given: parts[1] ?? '',
      birth,
    })
    return likelySame(person(x), person(y)).likely
  }
  expect(say('El Ouardi, Rachid', 'Elwardi, Rashid')).toBe(true)
  expect(say('Иванов, Сергей', 'Ivanov, Sergei')).toBe(true)
  expect(say('محمد علي, أحمد', 'Mohamed Ali, Ahmed')).toBe(true)
  expect(say('Παπαδόπουλος, Γεώργιος', 'Papadopoulos, Georgios')).toBe(true)
  expect(say('Schwarz, R.', 'Schwarz, Rainer')).toBe(true)
  expect(say('Schwarz, R.', 'Schwarz, Rainer', null)).toBe(false)
  for (const twins of [
    'Karim, Samir|Karim, Samira',
    'Popa, Florin|Popa, Florian',
    'Diaz, Luis Alberto|Diaz, Luis Miguel',
  ]) {
    const [a = '', b = ''] = twins.split('|')
    expect(say(a, b), twins).toBe(false)
  }
})

test('an alias counts as a name of the person', () => {
  const birth = { year: 1980, month: 3, day: 17 }
  const known = { family: 'Horvat', given: 'Ivan', aliases: ['Zlatan'], birth }
  expect(likelySame(known, { family: 'Horvat', given: 'Zlatan', birth }).likely).toBe(true)
})
