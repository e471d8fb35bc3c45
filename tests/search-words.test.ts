import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { wordSearcher } from './search-words.ts'

const search = wordSearcher(['Ana', 'Emil', 'Vermeulen'])
const words = (...parts: (Buffer | string)[]) =>
  search(Buffer.concat(parts.map((part) => Buffer.from(part)))).map(({ word }) => word)

test('a whole word is found wherever a text holds it', () => {
  expect(words('Ana')).toEqual(['Ana'])
  expect(words('{"given":"Ana","family":"Vermeulen"}')).toEqual(['Ana', 'Vermeulen'])
  expect(words('all of Emil\nEmil is at home, Ana-Maria too')).toEqual(['Emil', 'Emil', 'Ana'])
  expect(words('Ana, née Jiménez à Liège')).toEqual(['Ana'])
  expect(words('Anaïs, Emilia, Vermeulens')).toEqual([])
})

test('three letters within sealed bytes are no name, a long word is one anywhere', () => {
  const bytes = (first: number) => Buffer.from([first, 0x91, 0x00, 0xfe, 0x8c, 0x07, 0xe1, 0x20])
  expect(words(bytes(3), 'Ana', bytes(0x15))).toEqual([])
  expect(words(bytes(3), 'Emil', bytes(0x15))).toEqual([])
  expect(words(bytes(3), 'Vermeulen', bytes(0x15))).toEqual(['Vermeulen'])
  expect(words('"', randomBytes(60).toString('base64'), '/Ana/', '"')).toEqual([])
  expect(words('"', 'x'.repeat(40), '/Vermeulen/', '"')).toEqual(['Vermeulen'])
})

test('anywhere: within other words too, as often as it stands there', () => {
  const anywhere = wordSearcher(['Ana', 'Vermeulen', 'née 1'], 'anywhere')
  const found = anywhere(Buffer.from('BanAnaÀVermeulens, Anaïs née 1990')).map(({ word }) => word)
  expect(found).toEqual(['Ana', 'Vermeulen', 'Ana', 'née 1'])
  expect(anywhere(Buffer.from('Anna Vermeule'))).toEqual([])
})
