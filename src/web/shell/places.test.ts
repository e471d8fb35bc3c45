import { describe, expect, test } from 'vitest'
import { MemberFunction } from '../../modules/admin/contract.ts'
import { pagesFor } from '../../server/navigation.ts'
import type { Session } from '../session.ts'
import { places } from './place-list.ts'
import { placesFor } from './places.ts'

const menuOf = (held: string[]) =>
  placesFor({ functions: held, may: pagesFor(held) } as Pick<
    Session,
    'functions' | 'may'
  > as Session)

describe.each(MemberFunction.options)('the menu of a %s', (one) => {
  const menu = menuOf([one])

  test('holds every page of theirs once, each under a place that stands there', () => {
    const may = pagesFor([one])
    const wanted = places.filter(({ page }) => may.includes(page))
    const steers = may.includes('start')
    for (const { to, page } of wanted)
      expect(menu.filter((place) => place.to === to)).toHaveLength(
        steers && page === 'arrangements' ? 0 : 1,
      )
    let top = ''
    for (const { to, under } of menu) {
      if (under) expect(under, `${to} stands under what is shown above it`).toBe(top)
      else top = to
    }
  })
})

test('an officer finds erasures below data protection, an administrator the roster below agencies', () => {
  const under = (held: string, to: string) => menuOf([held]).find((place) => place.to === to)?.under
  expect(under('data_protection_officer', '/erasures')).toBe('/privacy')
  expect(under('data_protection_officer', '/retention')).toBe('/privacy')
  expect(under('coordinator', '/erasures')).toBe('/cases')
  expect(under('administrator', '/duty')).toBe('/agencies')
  expect(under('manager', '/rights')).toBeUndefined()
})
