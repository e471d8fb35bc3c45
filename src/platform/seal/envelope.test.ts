import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { open, seal, unwrapKey, wrapKey, wrappingKeyId } from './envelope.ts'
import { SealError } from './seal-error.ts'

const key = randomBytes(32)
const context = 'persons.name:0198c1de-0000-7000-8000-000000000001'

function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof SealError) return error.code
    throw error
  }
  return 'opened'
}

test('what was sealed opens again, in any script', () => {
  for (const text of ['', 'Łukasz Brzęczkowski', 'محمد', 'Мухаммад', '🗝'.repeat(5000)]) {
    expect(open(key, seal(key, text, context), context)).toBe(text)
  }
})

test('any one changed byte keeps it closed', () => {
  const sealed = seal(key, 'a name', context)
  for (let place = 0; place < sealed.length; place++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8((changed[place] ?? 0) ^ 1, place)
    expect(refusal(() => open(key, changed, context))).toMatch(/tampered|format_unknown/)
  }
})

test('it does not open in another row, with another key, or cut off', () => {
  const sealed = seal(key, 'a name', context)
  expect(refusal(() => open(key, sealed, 'persons.name:another'))).toBe('tampered')
  expect(refusal(() => open(randomBytes(32), sealed, context))).toBe('tampered')
  for (let length = 0; length < sealed.length; length++) {
    expect(refusal(() => open(key, sealed.subarray(0, length), context))).toMatch(
      /tampered|too_short/,
    )
  }
})

test('the first byte names the algorithm, and an unknown one is refused', () => {
  const sealed = seal(key, 'a name', context)
  expect(sealed[0]).toBe(1)
  sealed.writeUInt8(2, 0)
  expect(refusal(() => open(key, sealed, context))).toBe('format_unknown')
})

test('a hundred thousand sealings never use one nonce twice', () => {
  const seen = new Set<string>()
  for (let count = 0; count < 100_000; count++) {
    seen.add(seal(key, 'x', context).toString('latin1', 1, 13))
  }
  expect(seen.size).toBe(100_000)
})

test('a wrapped key says which key closed it, and that number cannot be changed', () => {
  const dek = randomBytes(32)
  const wrapped = wrapKey(key, 7, dek, 'data-key:1')
  expect(wrappingKeyId(wrapped)).toBe(7)
  expect(unwrapKey(key, wrapped, 'data-key:1')).toEqual(dek)
  wrapped.writeUInt32BE(8, 1)
  expect(refusal(() => unwrapKey(key, wrapped, 'data-key:1'))).toBe('tampered')
  expect(refusal(() => wrappingKeyId(wrapped.subarray(0, 20)))).toBe('too_short')
})
