import { expect, test } from 'vitest'
import words from '../../../../locales/en/lists.json' with { type: 'json' }
import { rowCodes } from './checks.ts'
import { encodingReasons, encodings } from './encodings.ts'
import { listTargets } from './header-words.ts'
import { headerFingerprint, ListMapping, missingTargets, proposeMapping } from './mapping.ts'
import { readList } from './read-list.ts'
import { isGoodRow } from './reading.ts'
import { listColumnWords, recognise } from './recognise.ts'
import { ListShape } from './shape.ts'

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string) => new TextEncoder().encode(text)

function encodingOf(body: Uint8Array): [string, string] {
  const { encoding } = recognise(Uint8Array.from([...utf8('number;surname;note\n'), ...body]))
  return [encoding.name, encoding.reason]
}

test('the encoding is recognised by what most of the file says', () => {
  expect(encodingOf(utf8('1;Roe;x'))).toEqual(['utf-8', 'ascii_only'])
  expect(encodingOf(utf8('1;Müñoz;x'))).toEqual(['utf-8', 'valid_utf8'])
  expect(encodingOf(Uint8Array.from([...utf8('1;Žižić;'), 0xfc]))).toEqual(['utf-8', 'mostly_utf8'])
  expect(encodingOf(latin1('1;Müñoz;x'))).toEqual(['windows-1252', 'western_default'])
  expect(encodingOf(latin1('1;Müñoz;\x9cuvre \x80'))).toEqual(['windows-1252', 'windows_signs'])
  expect(encodingOf(latin1('1;Müñoz;\xa4 s\xbdur'))).toEqual(['iso-8859-15', 'euro_sign'])
})

test('one stray sign of Windows does not outweigh a euro sign, and many do', () => {
  expect(encodingOf(latin1('1;Mos\x92ler;\xa4'))[0]).toBe('iso-8859-15')
  expect(encodingOf(latin1(`1;O\x92Neil;\xa4 ${'l\x92a '.repeat(20)}`))[0]).toBe('windows-1252')
})

const columns = 'Matricola;Cognome;Nome;Data di nascita;Comune di residenza;Fine pena'
const rows = ['12/A;Rossi;Ada;01/02/80;Valmare;31/12/27', '13/A;Bo;Pia;25/11/99;Lodi;ignota']

test('a list of a country that we did not have in mind is mapped by the usual names', () => {
  const shape = recognise(utf8([columns, ...rows].join('\r\n')))
  const mapping = proposeMapping(shape)
  expect(missingTargets(mapping)).toEqual([])
  const area = { city: ['Valmare'], noFixedAddress: [] }
  const reading = readList(utf8([columns, ...rows].join('\r\n')), shape, mapping, area)
  expect(reading.rows.filter(isGoodRow)).toMatchObject([
    { number: '12/A', family: 'Rossi', given: 'Ada', birth: '1980-02-01', release: '2027-12-31' },
  ])
})

test('columns without a known name are found by what stands in them', () => {
  const unnamed = ['Zzz;Yyy;Surname;Xxx', 'A1234;02/03/1980;Roe;04/05/2027']
  const more = Array.from({ length: 5 }, (_, n) => `A99${n}0;0${n + 1}/07/1985;Doe;11/12/2028`)
  const mapping = proposeMapping(recognise(utf8([...unnamed, ...more].join('\n'))))
  expect(mapping).toMatchObject({ number: 0, birth: { column: 1 }, release: [{ column: 3 }] })
  expect(missingTargets(mapping)).toEqual(['residence'])
})

test('nobody proposes to read faith, diet, birthplace, sex, money, notes or a name at birth', () => {
  const forbidden = `FaithDeclared;Religion;DietCode;BirthPlace;Geburtsort;Lieu de naissance;Sexe;
    Nationality;Peculio;Notes;Bemerkungen;KnownAs;Geburtsname;Nom de naissance;PhoneExt;Ethnicity;
    CellLocation;Offence;Délit;Health;Grado;Place of birth;Kommentar`.split(/;\s*/)
  const header = ['PrisonerNo', 'Surname', ...forbidden].join(';')
  const shape = recognise(utf8(`${header}\nA12;Roe${';text'.repeat(forbidden.length)}\n`))
  const mapping = proposeMapping(shape)
  expect(mapping).toMatchObject({ number: 0, family: [1], given: [], residence: null })
  expect(missingTargets(mapping)).toEqual(['birth', 'release', 'residence'])
  expect(JSON.stringify(shape)).not.toContain('text"]')
})

test('shape and mapping are plain data that can be kept and read again', () => {
  const shape = recognise(utf8([columns, ...rows].join('\n')))
  const mapping = proposeMapping(shape)
  expect(ListShape.parse(JSON.parse(JSON.stringify(shape)))).toEqual(shape)
  expect(ListMapping.parse(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping)
})

test('a list is recognised next week by its columns, whatever its encoding and separator', () => {
  const one = recognise(utf8([columns, ...rows].join('\n')))
  const two = recognise(latin1([columns.toUpperCase(), rows[1]].join('\r\n').replaceAll(';', '\t')))
  const three = recognise(utf8([columns.replace('Nome', 'Soprannome'), ...rows].join('\n')))
  expect(headerFingerprint(two)).toBe(headerFingerprint(one))
  expect(headerFingerprint(three)).not.toBe(headerFingerprint(one))
})

test('a second line of names is a header, and a first row of words is not', () => {
  const dutch = 'Opsluitingsnummer;Naam;Voornaam;Geboortedatum;Gemeente;Vrijlatingsdatum'
  expect(recognise(utf8([columns, dutch, ...rows].join('\n'))).headerLines).toBe(2)
  expect(recognise(utf8([columns, dutch, rows[0]].join('\n'))).headerLines).toBe(2)
  expect(recognise(utf8([columns, ...rows, ...rows].join('\n'))).headerLines).toBe(1)
  const wordy = ['name;town;status', 'Roe;Valmare;open', 'Doe;Lodi;open', 'Poe;Lodi;shut', 'X;Y;Z']
  expect(recognise(utf8(wordy.join('\n'))).headerLines).toBe(1)
})

test('a person who maps a column of kinds by hand is shown its words, but not a column of names', () => {
  const kinds = rows.flatMap((row, n) => [`${row};certo`, `${n}${row};forse`])
  const bytes = utf8([`${columns};Boh`, ...kinds].join('\n'))
  const shape = recognise(bytes)
  expect(shape.columns[6]?.words).toBeUndefined()
  expect(listColumnWords(bytes, shape, 6)).toEqual(['certo', 'forse'])
  const many = Array.from({ length: 30 }, (_, n) => `${n}1/A;Name${n};Ada;01/02/80;Lodi;31/12/27;x`)
  expect(listColumnWords(utf8([`${columns};Boh`, ...many].join('\n')), shape, 1)).toEqual([])
})

test('two-digit years follow the rules that are given, births always in the past', () => {
  const bytes = utf8([columns, '12/A;Rossi;Ada;01/02/26;Valmare;31/12/59'].join('\n'))
  const shape = recognise(bytes)
  const read = (latestBirth: number, releaseWindowFrom: number) => {
    const years = { latestBirth, releaseWindowFrom }
    const area = { city: ['Valmare'], noFixedAddress: [], years }
    const mapping = { ...proposeMapping(shape), birth: { column: 3, order: 'dmy' as const } }
    return readList(bytes, shape, mapping, area).rows[0]
  }
  expect(read(2026, 1960)).toMatchObject({ birth: '2026-02-01', release: '2059-12-31' })
  expect(read(2025, 1960)).toMatchObject({ birth: '1926-02-01' })
  expect(read(2025, 1950)).toMatchObject({ release: '1959-12-31' })
})

test('every code, field and reason has words', () => {
  const needed = [
    ...rowCodes.map((code) => `lists.codes.${code}`),
    ...listTargets.map((target) => `lists.columns.${target}`),
    ...encodings.map((name) => `lists.encodings.${name}`),
    ...encodingReasons.map((reason) => `lists.because.${reason}`),
  ]
  expect(needed.filter((id) => !Object.hasOwn(words, id))).toEqual([])
})
