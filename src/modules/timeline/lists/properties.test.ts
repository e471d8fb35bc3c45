import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowFingerprint } from './compare.ts'
import type { Encoding } from './encodings.ts'
import { proposeMapping } from './mapping.ts'
import { readList } from './read-list.ts'
import { recognise } from './recognise.ts'

const area = { city: ['Valmare'], noFixedAddress: ['NFA'] }
const header = ['Surname', 'FaithDeclared', 'PrisonerNo', 'Forenames', 'DOB', 'LocalAuthority']
const columns = [...header, 'ReleaseDate', 'ReleaseDateType', 'Notes']

// All letters stand in each of the three encodings.
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHZäöüßéèêñçåøæÉÖÜÑ -'".split('')
const name = fc
  .string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 20 })
  .map((text) => text.trim().replace(/\s+/g, ' '))
  .filter((text) => /^\p{L}/u.test(text))
const day = fc
  .date({ min: new Date('1940-01-01'), max: new Date('2006-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const releaseDay = fc
  .date({ min: new Date('2027-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const person = fc.record({
  family: name,
  given: fc.option(name, { nil: '' }),
  birth: fc.option(day, { nil: '' }),
  release: fc.option(releaseDay, { nil: 'TBC' }),
  kind: fc.constantFrom('confirmed', 'provisional', 'earliest possible'),
  lineBreak: fc.boolean(),
})

const writing = fc.record({
  separator: fc.constantFrom(';', ',', '\t', '|'),
  newline: fc.constantFrom('\r\n', '\n', '\r'),
  quoteAll: fc.boolean(),
  encoding: fc.constantFrom<Encoding>('utf-8', 'windows-1252', 'iso-8859-15'),
  mark: fc.boolean(),
  endsWithNewline: fc.boolean(),
})

type Person = typeof person extends fc.Arbitrary<infer T> ? T : never
type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never

function write(people: readonly Person[], how: Writing): Uint8Array {
  const rows = people.map(({ family, given, birth, release, kind, lineBreak }, index) => {
    const note = `SECRET${index}${how.separator}"NOTE"${lineBreak ? `${how.newline}MORE` : ''}`
    const number = `X${1000 + index}`
    return [family, `FAITH${index}`, number, given, birth, 'Valmare', release, kind, note]
  })
  const field = (text: string) => {
    const mustQuote = how.quoteAll || /["\r\n]/.test(text) || text.includes(how.separator)
    return mustQuote ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [columns, ...rows].map((row) => row.map(field).join(how.separator))
  const text = lines.join(how.newline) + (how.endsWithNewline ? how.newline : '')
  if (how.encoding !== 'utf-8') return new Uint8Array(Buffer.from(text, 'latin1'))
  return new TextEncoder().encode(how.mark ? `\ufeff${text}` : text)
}

const lists = fc.array(person, { minLength: 3, maxLength: 30 })

test('what a prison writes is what we read, however it is written', () => {
  fc.assert(
    fc.property(lists, writing, (people, how) => {
      const bytes = write(people, how)
      const shape = recognise(bytes)
      const reading = readList(bytes, shape, proposeMapping(shape), area)
      expect(shape.separator).toBe(how.separator)
      expect(reading.rows).toMatchObject(
        people.map(({ family, given, birth, release, kind }, index) => ({
          status: 'importable',
          record: index + 1,
          number: `X${1000 + index}`,
          family,
          given,
          birth: birth || null,
          release: release === 'TBC' ? null : release,
          releaseKind: release === 'TBC' ? null : kinds[kind],
        })),
      )
    }),
    { numRuns: 300 },
  )
})

const kinds: Record<string, string> = {
  confirmed: 'fixed',
  provisional: 'expected',
  'earliest possible': 'earliest',
}

test('no text of a column that is not mapped comes out, even from a damaged file', () => {
  const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(lists, writing, damage, (people, how, wounds) => {
      const bytes = write(people, how)
      const bodyFrom = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d) + 1
      for (const [where, byte] of wounds) {
        // A wound that makes a new separator can put any text into any field with the right count.
        if ([0x0a, 0x0d, how.separator.charCodeAt(0)].includes(byte)) continue
        const at = bodyFrom + Math.floor(where * (bytes.length - bodyFrom - 1))
        const isStructure = [0x0a, 0x0d, how.separator.charCodeAt(0)].includes(bytes[at] ?? 0)
        if (!isStructure) bytes[at] = byte
      }
      const said = everythingSaid(bytes)
      expect(said).not.toMatch(/SECRET|FAITH\d|MORE/)
    }),
    { numRuns: 300 },
  )
})

test('any bytes at all are read or refused with a code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(everythingSaid(bytes)).toBeTypeOf('string')
    }),
    { numRuns: 500 },
  )
})

function everythingSaid(bytes: Uint8Array): string {
  try {
    const shape = recognise(bytes)
    const reading = readList(bytes, shape, proposeMapping(shape), area)
    return JSON.stringify([shape, reading])
  } catch (error) {
    if (error instanceof Error && error.name === 'ListRefusal') return `${error.message}`
    throw error
  }
}

test('a row marked by case and blanks alone keeps its fingerprint, and any other change loses it', () => {
  fc.assert(
    fc.property(person, name, (one, other) => {
      const base = {
        number: 'X1',
        family: one.family,
        given: one.given,
        birth: one.birth || null,
        release: null,
        releaseKind: null,
        releases: {},
        establishment: null,
        residence: 'Valmare',
        postcode: null,
        remand: null,
        language: null,
      }
      const spaced = { ...base, family: ` ${base.family.replaceAll(' ', '  ')} `, number: 'x1' }
      expect(rowFingerprint(spaced)).toBe(rowFingerprint(base))
      const changed = { ...base, family: `${base.family}${other}` }
      expect(rowFingerprint(changed)).not.toBe(rowFingerprint(base))
      expect(rowFingerprint(base, 'a key')).not.toBe(rowFingerprint(base))
    }),
  )
})
