import { expect, test } from 'vitest'
import type { LogEntry } from '../../contract.ts'
import { foldLog } from './fold-log.ts'

let next = 0
const entry = (at: string, more: Partial<LogEntry> = {}): LogEntry => {
  next += 1
  return {
    id: String(next),
    at: `2026-11-20T${at}+00:00`,
    member: 7,
    name: 'A colleague',
    system: null,
    agency: null,
    purpose: 'reintegration',
    kind: 'opened',
    what: null,
    use: null,
    ...more,
  }
}
const told = (rows: LogEntry[]) =>
  foldLog(rows).map(({ entry: { kind }, whats, count }) => [kind, whats, count])

test('the parts of a page that somebody opened are one line, each part said once', () => {
  const rows = [
    entry('10:00:04', { what: 'items' }),
    entry('10:00:03', { what: 'map' }),
    entry('10:00:02'),
    entry('10:00:01', { what: 'case' }),
    entry('10:00:00', { what: 'map' }),
  ]
  expect(told(rows)).toEqual([['opened', ['map', 'case', 'items'], 5]])
})

test('another person, another minute, another purpose and another kind stay apart', () => {
  const rows = [
    entry('10:01:00'),
    entry('10:00:50'),
    entry('10:00:40', { member: 8 }),
    entry('10:00:30', { purpose: 'supervision' }),
    entry('10:00:20', { kind: 'log', use: 'lawfulness' }),
    entry('10:00:10', { kind: 'log', use: 'lawfulness' }),
    entry('10:00:05'),
  ]
  expect(told(rows)).toEqual([
    ['opened', [], 1],
    ['opened', [], 2],
    ['opened', [], 1],
    ['opened', [], 1],
    ['log', [], 2],
  ])
})

test('what was done, and not only looked at, stands for itself', () => {
  const rows = (['changed', 'printed', 'refused', 'emergency'] as const).flatMap((kind) => [
    entry('10:00:02', { kind }),
    entry('10:00:01', { kind }),
  ])
  expect(foldLog(rows)).toHaveLength(8)
})
