import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createKeyring, firstKeys } from '../../../platform/seal/keyring.ts'
import { birthTokens } from './birth.ts'
import { nameWords, normaliseName } from './normalise.ts'
import { skeletonAlike, soundAlike } from './sounds.ts'
import { nameTokens, type PersonNames, queryTokens, rankMatches } from './tokens.ts'

const master = randomBytes(32)
const keyring = createKeyring(master, [...firstKeys(master, 1), ...firstKeys(master, 2)])

function finds(query: string, names: PersonNames): boolean {
  const held = new Set(nameTokens(keyring, 1, names))
  const words = queryTokens(keyring, 1, query)
  return words.length > 0 && words.every(({ any }) => any.some((token) => held.has(token)))
}

test('a name has one written form whatever marks, case and script it came in', () => {
  const forms: [string, string][] = [
    ['GROẞKREUTZER', 'grosskreutzer'],
    ['Brzęczkowski-Łoś', 'brzeczkowski los'],
    ['Dell’Acquarola', 'dellacquarola'],
    ['İbrahim Yıldız', 'ibrahim yildiz'],
    ['Ångström  Æbelø', 'angstrom aebelo'],
    ['Мухаммад', 'mukhammad'],
    ['Γεώργιος', 'georgios'],
    ['محمد', 'mhmd'],
    ['K.H.', 'k h'],
    ['  ', ''],
  ]
  for (const [name, normal] of forms) expect(normaliseName(name)).toBe(normal)
  expect(nameWords('van der Berg', 'Anne-Laure')).toEqual(['van', 'der', 'berg', 'anne', 'laure'])
})

test('spellings of one name sound alike, and the names of twins do not', () => {
  const alike = [
    ['mohamed', 'muhammad'],
    ['petrovic', 'petrovitch'],
    ['schmidt', 'schmitt'],
    ['mueller', 'muller'],
    ['shamkhan', 'chamkhan'],
    ['abdelkader', 'abdulqadir'],
  ]
  for (const [a = '', b = ''] of alike) expect(soundAlike(a, b), `${a} ${b}`).toBe(true)
  expect(skeletonAlike('youssef', 'yusuf')).toBe(true)
  const apart = [
    ['hassan', 'hussein'],
    ['marco', 'mirco'],
    ['said', 'saad'],
    ['daniel', 'daniela'],
    ['amine', 'amina'],
    ['mohamed', 'mahmoud'],
    ['kevin', 'kenny'],
  ]
  for (const [a = '', b = ''] of apart) expect(soundAlike(a, b), `${a} ${b}`).toBe(false)
})

test('a search finds a person by other spellings, other scripts, parts and short forms', () => {
  const cases: [string, PersonNames][] = [
    ['Mohamed', { family: 'El Amrani', given: 'Muhammad' }],
    ['Mohamed', { family: 'الأمراني', given: 'محمد' }],
    ['Mohamed', { family: 'Каримов', given: 'Мухаммад' }],
    ['محمد', { family: 'El Amrani', given: 'Mohamed' }],
    ['Müller', { family: 'Mueller', given: 'Thomas' }],
    ['Mueller', { family: 'Müller', given: 'Thomas' }],
    ['Muller', { family: 'Müller', given: 'Thomas' }],
    ['amrani moh', { family: 'El Amrani', given: 'Mohamed' }],
    ['elamrani', { family: 'El Amrani', given: 'Mohamed' }],
    ['van den broucke', { family: 'Vandenbroucke', given: 'Joris' }],
    ['vandenbroucke', { family: 'VAN DEN BROUCKE', given: 'Joris' }],
    ['gul zaman', { family: 'Gulzaman', given: '' }],
    ['gulzaman', { family: 'Zaman', given: 'Gul' }],
    ['yorgos', { family: 'Papadimitrakis', given: 'Georgios' }],
    ['teixeira', { family: 'Vasconcelos Teixeira', given: 'João' }],
    ['smit', { family: 'Kuijpers-Smit', given: 'Bart' }],
    ['beppe', { family: 'Rossi', given: 'Giuseppe' }],
    ['zlatan', { family: 'Horvat', given: 'Ivan', aliases: ['Zlatan'] }],
  ]
  for (const [query, names] of cases) {
    expect(finds(query, names), `${query} ${names.family}`).toBe(true)
    expect(rankMatches(query, [names]), `rank ${query} ${names.family}`).toEqual([names])
  }
})

test('a search does not find who has another name', () => {
  expect(finds('Mohamed', { family: 'Peeters', given: 'Jan' })).toBe(false)
  expect(finds('Peeters Marc', { family: 'Peeters', given: 'Jan' })).toBe(false)
  expect(rankMatches('Peeters Marc', [{ family: 'Peeters', given: 'Jan' }])).toEqual([])
  expect(queryTokens(keyring, 1, ' - ')).toEqual([])
  expect(rankMatches('', [{ family: 'Peeters', given: 'Jan' }])).toEqual([])
})

test('the name as written comes before its beginnings and its sounds', () => {
  const people = [
    { family: 'Schmitt', given: 'Anna' },
    { family: 'Schmidtke', given: 'Anna' },
    { family: 'Schmidt', given: 'Anna' },
  ]
  const order = rankMatches('schmidt', people).map((person) => person.family)
  expect(order).toEqual(['Schmidt', 'Schmidtke', 'Schmitt'])
})

test('whole words, sounds and beginnings never meet, nor do two authorities', () => {
  // "mar" is a whole name here and a beginning there.
  const mar = queryTokens(keyring, 1, 'mar')[0]?.any ?? []
  expect(new Set(mar).size).toBe(mar.length)
  const names = { family: 'Mar', given: 'Ana' }
  const here = new Set(nameTokens(keyring, 1, names))
  expect(nameTokens(keyring, 2, names).some((token) => here.has(token))).toBe(false)
})

test('tokens are sorted and few, so that a row tells little and stays small', () => {
  const tokens = nameTokens(keyring, 1, {
    family: 'Vasconcelos Teixeira de Albuquerque',
    given: 'Maria João Francisca',
  })
  expect(tokens).toEqual([...tokens].sort((a, b) => (a < b ? -1 : 1)))
  expect(tokens.length).toBeLessThan(160)
})

test('a birth date is found as written, with day and month exchanged, and by its year', () => {
  const share = (a: bigint[], b: bigint[]) => a.filter((token) => b.includes(token)).length
  const april = birthTokens(keyring, 1, { year: 1984, month: 4, day: 8 })
  const august = birthTokens(keyring, 1, { year: 1984, month: 8, day: 4 })
  const other = birthTokens(keyring, 1, { year: 1984, month: 4, day: 9 })
  const yearOnly = birthTokens(keyring, 1, { year: 1984 })
  expect([share(april, august), share(april, other), share(april, yearOnly)]).toEqual([3, 1, 1])
  expect(birthTokens(keyring, 1, null)).toEqual([])
})

test('no result says where a name comes from', () => {
  const answer = JSON.stringify(rankMatches('Mohamed', [{ family: 'محمد', given: '' }]))
  expect(answer).toBe('[{"family":"محمد","given":""}]')
})
