import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from './cursors.ts'
import { requireVersion } from './versions.ts'
import { chooseLanguage } from './words.ts'

const Place = z.strictObject({ on: z.iso.date(), id: z.int() })

test('a cursor comes back as it went out', () => {
  fc.assert(
    fc.property(fc.integer(), (id) => {
      const place = { on: '2026-05-20', id }
      expect(decodeCursor(Place, encodeCursor(place))).toEqual(place)
    }),
  )
})

test('whatever else is given as cursor is refused as a wrong field', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map(encodeCursor)), (cursor) => {
      expect(() => decodeCursor(Place, cursor)).toThrow('cursor_invalid')
    }),
  )
})

test.each(['7', 'W/"7"', '*', '"7", "8"', '"-1"', '"x"', ''])(
  'If-Match %j is no version',
  (text) => {
    expect(() => requireVersion({ headers: { 'if-match': text } })).toThrow('version_missing')
  },
)

test.each([
  ['de-AT,de;q=0.9,en;q=0.5', 'de'],
  ['en;q=0.4,fr;q=0.8', 'fr'],
  ['pt-BR', 'pt-BR'],
  ['fr;q=0,en', 'en'],
  [undefined, 'en'],
  [',;q=;=,', 'en'],
])('the wish %j is answered in %s', (header, language) => {
  expect(chooseLanguage(['en', 'de', 'fr', 'pt-BR'], header)).toBe(language)
})
