import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readKeyGroups, writeKeyGroups } from './key-groups.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = writeKeyGroups(randomBytes(32))
const typed = (changed: string[]) => () => readKeyGroups(changed.join(' '))
const replaced = (at: number, group: string) =>
  groups.map((one, index) => (index === at ? group : one))

test('what is printed is typed back to the same key, however it is spaced', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const key = Buffer.from(bytes)
      const sheet = writeKeyGroups(key)
      expect(sheet).toHaveLength(14)
      for (const between of [' ', '-', '\n', ' - '])
        expect(readKeyGroups(sheet.join(between).toLowerCase()).equals(key)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('the letters O, I and L are taken for the numbers that they look like', () => {
  const zeros = writeKeyGroups(Buffer.alloc(32))
  const read = readKeyGroups(zeros.join(' ').replaceAll('0', 'O').replaceAll('1', 'l'))
  expect(read.equals(Buffer.alloc(32))).toBe(true)
})

test('every single wrong character is noticed, and its group is named', () => {
  for (const [at, group] of groups.entries())
    for (let place = 0; place < 5; place += 1)
      for (const letter of letters) {
        if (letter === group[place]) continue
        const wrong = group.slice(0, place) + letter + group.slice(place + 1)
        expect(typed(replaced(at, wrong))).toThrow(`Look again at group ${at + 1}.`)
      }
})

test('two characters in the wrong order are noticed', () => {
  for (const [at, group] of groups.entries())
    for (let place = 0; place < 4; place += 1) {
      const [a = '', b = ''] = [group[place], group[place + 1]]
      if (a === b) continue
      const wrong = group.slice(0, place) + b + a + group.slice(place + 2)
      expect(typed(replaced(at, wrong))).toThrow(`group ${at + 1}`)
    }
})

test('groups in the wrong order are noticed, and a missing one, and a mixed sheet', () => {
  const swapped = [groups[1], groups[0], ...groups.slice(2)] as string[]
  expect(typed(swapped)).toThrow('Look again at group 1, 2.')
  expect(typed(groups.slice(0, -1))).toThrow('There are 13 groups and there must be 14')
  const other = writeKeyGroups(randomBytes(32))
  expect(typed([...groups.slice(0, 7), ...other.slice(7)])).toThrow('together they are no key')
  expect(typed(replaced(2, 'U*?'))).toThrow('group 3')
})
