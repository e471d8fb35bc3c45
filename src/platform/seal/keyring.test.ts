import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { derivePassword } from './derive.ts'
import { open, seal } from './envelope.ts'
import { createKeyring, firstKeys, rewrapAuthorityKey } from './keyring.ts'

const master = randomBytes(32)
const rows = [...firstKeys(master, 1), ...firstKeys(master, 2)]
const keyring = createKeyring(master, rows)

test('a data key comes back from its wrapped form, also after a restart', () => {
  const { key, wrapped } = keyring.newDataKey(1)
  const sealed = seal(key, 'a name', 'persons.name:1')
  const later = createKeyring(master, rows)
  expect(open(later.dataKey(1, wrapped), sealed, 'persons.name:1')).toBe('a name')
})

test('an authority cannot open the data keys of another', () => {
  const { wrapped } = keyring.newDataKey(1)
  expect(() => keyring.dataKey(2, wrapped)).toThrow(/Does not open/)
})

test('another master key opens nothing', () => {
  expect(() => createKeyring(randomBytes(32), rows)).toThrow(/another master key/)
})

test('a blind token is the same for the same word, purpose and authority, and for nothing else', () => {
  const token = keyring.blind(1, 'persons.name.word', 'muller')
  expect(createKeyring(master, rows).blind(1, 'persons.name.word', 'muller')).toBe(token)
  const others = [
    keyring.blind(1, 'persons.name.word', 'mueller'),
    keyring.blind(1, 'persons.name.sound', 'muller'),
    keyring.blind(2, 'persons.name.word', 'muller'),
  ]
  expect(new Set([token, ...others]).size).toBe(4)
  for (const value of [token, ...others]) expect(BigInt.asIntN(64, value)).toBe(value)
})

test('a search is kept as a hash that differs between authorities', () => {
  expect(keyring.hashQuery(1, ' Müller')).toBe(keyring.hashQuery(1, 'müller'))
  expect(keyring.hashQuery(1, 'müller')).not.toBe(keyring.hashQuery(2, 'müller'))
  expect(keyring.hashQuery(1, 'müller')).not.toContain('ller')
})

test('thousands of data keys do not grow the memory of the keyring without end', () => {
  const kept = Array.from({ length: 5000 }, () => keyring.newDataKey(1))
  for (const { key, wrapped } of kept) expect(keyring.dataKey(1, wrapped).equals(key)).toBe(true)
  for (const { key, wrapped } of kept) expect(keyring.dataKey(1, wrapped).equals(key)).toBe(true)
})

test('after the master key changed, the same authority keys open under the new one only', () => {
  const next = randomBytes(32)
  const moved = rows.map((row) => ({ ...row, wrapped: rewrapAuthorityKey(master, next, row) }))
  const { key, wrapped } = keyring.newDataKey(1)
  expect(createKeyring(next, moved).dataKey(1, wrapped)).toEqual(key)
  expect(createKeyring(next, moved).blind(1, 'p', 'x')).toBe(keyring.blind(1, 'p', 'x'))
  expect(() => createKeyring(master, moved)).toThrow(/another master key/)
})

test('each database role has a password of its own, the same at every start', () => {
  expect(derivePassword(master, 'throughcare_gate')).toBe(
    derivePassword(master, 'throughcare_gate'),
  )
  expect(derivePassword(master, 'throughcare_gate')).not.toBe(
    derivePassword(master, 'throughcare_actor'),
  )
  expect(keyring.secret('a')).not.toEqual(keyring.secret('b'))
})

test('a key that was destroyed is forgotten as soon as the keyring learns it', () => {
  const own = createKeyring(master, rows)
  const { wrapped } = own.newDataKey(1)
  own.dataKey(1, wrapped)
  const fresh = own.newSealKey(1, 3)
  own.learn([...rows.map((row) => (row.kind === 'seal' ? { ...row, wrapped: null } : row)), fresh])
  expect(() => own.dataKey(1, wrapped)).toThrow(/Key 1 of authority 1 is not here/)
})
