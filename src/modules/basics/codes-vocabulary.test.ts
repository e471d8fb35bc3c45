import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newCode, readCode, troubleOf } from './codes-vocabulary.ts'

const codes = fc.array(fc.nat({ max: 30 }), { minLength: 4, maxLength: 4 }).map((numbers) => {
  let place = 0
  return newCode(() => numbers[place++] ?? 0)
})
const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

describe('codes on paper (N24, HA7)', () => {
  test('a code is read as it was printed, in small letters and with blanks too', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(troubleOf(code)).toBeNull()
        expect(readCode(` ${code.slice(0, 2)} ${code.slice(2).toLowerCase()} `)).toBe(code)
      }),
    )
  })
  test('one sign misread is always found', () => {
    fc.assert(
      fc.property(codes, fc.nat({ max: 4 }), fc.nat({ max: 30 }), (code, place, other) => {
        const sign = signs.charAt(other)
        fc.pre(sign !== code.charAt(place))
        const wrong = code.slice(0, place) + sign + code.slice(place + 1)
        expect(troubleOf(wrong)).toBe('code_check')
      }),
    )
  })
  test('two signs that changed places are always found', () => {
    fc.assert(
      fc.property(codes, fc.nat({ max: 4 }), fc.nat({ max: 4 }), (code, one, other) => {
        fc.pre(code.charAt(one) !== code.charAt(other))
        const list = [...code]
        list[one] = code.charAt(other)
        list[other] = code.charAt(one)
        expect(troubleOf(list.join(''))).toBe('code_check')
      }),
    )
  })
  test('what is never printed is said so: 0, O, 1, I and L', () => {
    for (const sign of '0O1IL') expect(troubleOf(`2345${sign}`)).toBe('code_sign')
    expect(troubleOf('2345')).toBe('code_length')
  })
})
