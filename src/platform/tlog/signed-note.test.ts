import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
import {
  COSIGNATURE_V1,
  ED25519,
  formatNote,
  formatVerifier,
  isSignedBy,
  makeSigner,
  parseNote,
  parseVerifier,
  verifyNote,
} from './signed-note.ts'
import { TlogError } from './tlog-error.ts'

// Examples of the specifications, byte for byte.
const poem = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`
const cosignedNote = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`
/** A note whose key is published with it. */
const publishedKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const published = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
const code = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof TlogError) return error.code
    throw error
  }
  return 'accepted'
}
const log = makeSigner('city.example/log', ED25519, randomBytes(32))
const witness = makeSigner('court.example/witness', COSIGNATURE_V1, randomBytes(32))
const text = formatCheckpoint({
  ...{ origin: 'city.example/log', size: 7, root: randomBytes(32), extensions: [] },
})

describe('TL-02 notes', () => {
  test('the examples of the specifications come back byte for byte', () => {
    for (const note of [poem, cosignedNote, published])
      expect(formatNote(parseNote(note))).toBe(note)
    expect(parseNote(poem).text).toContain('sole:\n\ned')
    const { text: body } = parseNote(cosignedNote)
    expect(formatCheckpoint(parseCheckpoint(body))).toBe(body)
    expect(parseCheckpoint(body).size).toBe(20_852_163)
    const [, cosignature] = parseNote(cosignedNote).signatures
    expect(cosignature?.bytes.readBigUInt64BE(0)).toBe(1_679_315_147n)
  })
  test('a published note is accepted, and not after a letter has changed', () => {
    const key = parseVerifier(publishedKey)
    expect(formatVerifier(key)).toBe(publishedKey)
    expect(
      formatVerifier(
        parseVerifier('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'),
      ),
    ).toMatch(/^sum/)
    expect(verifyNote(parseNote(published), [key])).toHaveLength(1)
    const bent = published.replace('your problem is', 'your problem Is')
    expect(code(() => verifyNote(parseNote(bent), [key]))).toBe('signature_wrong')
    const otherId = { ...key, id: key.id ^ 1 }
    expect(code(() => verifyNote(parseNote(published), [otherId]))).toBe('signature_unknown')
    const otherName = { ...key, name: 'PeterNewmann' }
    expect(code(() => verifyNote(parseNote(published), [otherName]))).toBe('signature_unknown')
  })
  test('control characters, spaces in names, empty names and broken lines are refused', () => {
    const [first = '', signatures = ''] = published.split('\n\n')
    const wrong = [
      ...[published.slice(0, -1), `${first}\n`, `${first}\n\n`, '', '\n', '\n\n'],
      ...['\t', '\r', '\0', '\u001f'].map((character) => published.replace('you', character)),
      ...['\ud800'].map((half) => published.replace('you', half)),
      published.replace('— PeterNeumann', '- PeterNeumann'),
      published.replace('— PeterNeumann ', '— '),
      published.replace('PeterNeumann', 'Peter+Neumann'),
      published.replace('PeterNeumann', 'Peter\u00a0Neumann'),
      published.replace('JnAM=', 'JnAN='),
      published.replace('JnAM=', 'JnAM'),
      `${first}\n\n${signatures}\n`,
      `${first}\n\n— PeterNeumann x08go/\n`,
      `${first}\n\n${signatures.repeat(65)}`,
    ]
    for (const note of wrong)
      expect(
        code(() => parseNote(note)),
        note,
      ).toBe('note_malformed')
  })
  test('sixteen signatures and more are accepted, unknown ones passed over', () => {
    const others = Array.from({ length: 31 }, (_, index) =>
      makeSigner(`w${index}.example`, COSIGNATURE_V1, randomBytes(32)),
    )
    const signatures = [...others.map((one) => one.sign(text, 1_700_000_000)), log.sign(text)]
    const note = parseNote(formatNote({ text, signatures }))
    expect(verifyNote(note, [log.verifier])).toHaveLength(1)
    const known = others.slice(0, 16).map(({ verifier }) => verifier)
    expect(verifyNote(note, [...known, log.verifier])).toHaveLength(17)
  })
  test('a key with a wrong number, an unknown kind or a strange name is none', () => {
    const key = formatVerifier(log.verifier)
    for (const wrong of [
      ...[key.slice(0, -1), key.replace('city', 'cite'), `${key}\n`, `a b${key}`, '', 'x+y+z'],
      key.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
    ])
      expect(
        code(() => parseVerifier(wrong)),
        wrong,
      ).toBe('key_malformed')
  })
})

describe('TL-04 cosignatures', () => {
  test('a witness signs the time too', () => {
    const signature = witness.sign(text, 1_700_000_000)
    expect(isSignedBy(witness.verifier, text, signature.bytes)).toBe(true)
    const later = Buffer.from(signature.bytes)
    later.writeBigUInt64BE(1_700_000_001n)
    expect(isSignedBy(witness.verifier, text, later)).toBe(false)
    later.writeBigUInt64BE(2n ** 63n)
    expect(isSignedBy(witness.verifier, text, later)).toBe(false)
  })
  test('the signature of a log is none of a witness, nor the other way round', () => {
    const seed = randomBytes(32)
    const [asLog, asWitness] = [
      makeSigner('x', ED25519, seed),
      makeSigner('x', COSIGNATURE_V1, seed),
    ]
    expect(asLog.verifier.id).not.toBe(asWitness.verifier.id)
    const bytes = asLog.sign(text).bytes
    expect(isSignedBy(asWitness.verifier, text, Buffer.concat([Buffer.alloc(8), bytes]))).toBe(
      false,
    )
    expect(isSignedBy(asLog.verifier, text, asWitness.sign(text, 1).bytes)).toBe(false)
  })
  test('one changed byte anywhere spoils it', () => {
    const signatures = [log.sign(text), witness.sign(text, 1_700_000_000)]
    const bytes = Buffer.from(formatNote({ text, signatures }))
    const known = [log.verifier, witness.verifier]
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, bit) => {
        const bent = Buffer.from(bytes)
        bent.writeUInt8((bent[at] ?? 0) ^ bit, at)
        const accepted = code(() => {
          const good = verifyNote(parseNote(bent.toString()), known)
          if (good.length < 2) throw new TlogError('signature_unknown', 'One is missing.')
        })
        expect(accepted).not.toBe('accepted')
      }),
      { numRuns: 1000 },
    )
  })
})

test('TL-02 a checkpoint has three lines, a plain number and a whole hash', () => {
  const root = randomBytes(32).toString('base64')
  expect(parseCheckpoint(`a\n0\n${root}\nextra\n`).extensions).toEqual(['extra'])
  for (const wrong of [
    ...[`\n1\n${root}\n`, `a\n01\n${root}\n`, `a\n-1\n${root}\n`, `a\n1\n${root}`, `a\n1\n\n`],
    ...[`a\n1\n${root}\n\n`, `a\n9007199254740993\n${root}\n`, `a\n1\n${root.slice(4)}\n`, ''],
  ])
    expect(
      code(() => parseCheckpoint(wrong)),
      wrong,
    ).toBe('checkpoint_malformed')
})
