import { totalmem } from 'node:os'
import { describe, expect, test } from 'vitest'
import { memoryHere, memorySettings } from './memory.ts'

const gigabyte = 1024 ** 3

describe('the share of the memory that the database takes', () => {
  test.each([
    ['a small machine', 1, '256MB', '512MB', '64MB'],
    ['an office computer', 8, '2048MB', '4096MB', '256MB'],
    ['a server', 24, '6144MB', '12288MB', '512MB'],
    ['a very large server', 512, '8192MB', '16384MB', '512MB'],
    ['less than PostgreSQL needs', 0.1, '128MB', '256MB', '64MB'],
  ])('%s', (_machine, gigabytes, shared_buffers, effective_cache_size, maintenance_work_mem) => {
    expect(memorySettings(gigabytes * gigabyte)).toEqual({
      shared_buffers,
      effective_cache_size,
      maintenance_work_mem,
    })
  })

  test('never more than the machine has', () => {
    expect(memoryHere()).toBeGreaterThan(0)
    expect(memoryHere()).toBeLessThanOrEqual(totalmem())
  })
})
