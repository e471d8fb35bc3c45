import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Continuity, Lane, type LaneLead } from '../../contract.ts'
import { addDays, dayNumber, dayOf, weekday } from './days.ts'
import { layOut } from './layout.ts'
import type { LaneLayout, MapLayout, MapOptions } from './map-types.ts'
import { mirror } from './mirror.ts'
import { coveredUntil, OPEN_END, subtract } from './periods.ts'
import { estimateWidth, type Stretch } from './room.ts'
import { agencies, leadOf, milestoneOf, specimen, specimenTried } from './specimen.ts'
import { windowDays } from './time-window.ts'

const plain = { bar: 'Agency with a name', gap: 'Nobody, 9 nights', mark: 'First conference' }

const options = (more: Partial<MapOptions> = {}): MapOptions => ({
  window: 'year',
  width: 974,
  mirrored: false,
  measure: estimateWidth,
  words: {
    bar: (_, lead) => [
      `${lead?.agency.name ?? 'Support'} · offered`,
      lead?.agency.name ?? 'Support',
    ],
    gap: () => [plain.gap],
    triedGap: () => ['would be 29 nights'],
    milestone: () => [plain.mark],
    lateAnswer: () => ['Answer overdue 1 day'],
    phase: (name) => name,
    tick: (tick) => tick.on.slice(5),
    today: 'Today',
    release: 'Release 19 Jan · expected',
    tried: 'If 30 Dec',
  },
  ...more,
})

const laneOf = (layout: MapLayout, domain: Lane): LaneLayout => {
  const found = layout.lanes.find(({ lane }) => lane.domain === domain)
  if (!found) throw new Error(domain)
  return found
}

test('the window of a year holds today and the release', () => {
  const days = windowDays(specimen, 'year')
  expect(dayOf(days.from)).toBe('2026-09-15')
  expect(days.until - days.from).toBe(364)
})

test('a week begins on Monday', () => {
  expect(weekday(dayNumber('2026-11-16'))).toBe(1)
  expect(weekday(dayNumber('2026-11-22'))).toBe(7)
})

test('lanes stand in their fixed order, lead first, whatever the server sends first', () => {
  const shuffled = { ...specimen, lanes: [...specimen.lanes].reverse() }
  const order = layOut(shuffled, options()).lanes.map(({ lane }) => lane.domain)
  expect(order).toEqual(Lane.options)
})

test('nine nights without anybody are a hatch nine days wide, in a lane that is tinted', () => {
  const layout = layOut(specimen, options())
  const lane = laneOf(layout, 'accommodation')
  expect(lane.gaps).toHaveLength(1)
  expect(lane.gaps[0]?.width).toBeCloseTo((974 / 364) * 9 - 2, 5)
  expect(lane.gaps[0]?.x).toBeCloseTo((layout.release?.x ?? 0) + 1, 5)
  expect(lane.hasGap).toBe(true)
  expect(laneOf(layout, 'work').hasGap).toBe(false)
})

test('where both sides accepted there is a check, where one has not answered there are dots', () => {
  const layout = layOut(specimen, options())
  expect(laneOf(layout, 'lead').rings.map(({ form }) => form)).toEqual([
    'accepted',
    'accepted',
    'waiting',
  ])
  expect(laneOf(layout, 'education').rings.map(({ form }) => form)).toEqual(['waiting'])
  expect(laneOf(layout, 'substance_use').rings).toEqual([])
})

test('an offer over days that are red is hatched, the rest of it stays dashed', () => {
  const continuity = withLane('education', [
    leadOf(agencies.college, '2026-11-20', '2026-12-20', { state: 'offered' }),
  ])
  const lane = continuity.lanes.find(({ domain }) => domain === 'education')
  if (lane) lane.gaps = [{ from: '2026-11-20', until: '2026-11-30', kind: 'overdue' }]
  const laid = laneOf(layOut(continuity, options()), 'education')
  expect(laid.bars.map(({ form }) => form)).toEqual(['offered'])
  expect(laid.bars[0]?.x).toBeGreaterThan((laid.gaps[0]?.x ?? 0) + (laid.gaps[0]?.width ?? 0))
})

test('a gap that only awaits an answer in time is neither hatched nor tinted', () => {
  const continuity = withLane('work', [])
  const lane = continuity.lanes.find(({ domain }) => domain === 'work')
  if (lane) lane.gaps = [{ from: '2027-01-19', until: null, kind: 'awaiting' }]
  const laid = laneOf(layOut(continuity, options()), 'work')
  expect(laid.gaps).toEqual([])
  expect(laid.hasGap).toBe(false)
})

test('the lead lane never has a gap: who offered stays visible below the offer', () => {
  const continuity = withLane('lead', [
    leadOf(agencies.city, '2026-11-03', null),
    leadOf(agencies.probation, '2027-01-19', null, { state: 'offered' }),
  ])
  const lane = laneOf(layOut(continuity, options()), 'lead')
  expect(lane.gaps).toEqual([])
  expect(lane.bars.map(({ form, height }) => [form, height])).toEqual([
    ['accepted', 26],
    ['offered', 20],
  ])
})

test('two offers for the same days stand below each other', () => {
  const offers = ['2027-01-19', '2027-01-25'].map((from) =>
    leadOf(agencies.jobs, from, null, { state: 'offered' }),
  )
  const lane = laneOf(layOut(withLane('work', offers), options()), 'work')
  expect(lane.bars[1]?.y).toBeGreaterThan((lane.bars[0]?.y ?? 0) + 25)
  expect(lane.height).toBe(90)
})

test('of a date being tried, the new days are set apart from the gap that is there already', () => {
  const tried = { on: '2026-12-30', continuity: specimenTried }
  const layout = layOut(specimen, options({ tried }))
  const gaps = laneOf(layout, 'accommodation').gaps
  expect(gaps.map(({ tried: isTried }) => isTried)).toEqual([true, false])
  expect(gaps[0]?.label?.text).toBe('would be 29 nights')
  expect(layout.between?.width).toBeCloseTo((974 / 364) * 20, 5)
  expect(layout.tried && layout.release && layout.tried.x < layout.release.x).toBe(true)
})

test('a summary lane shows one bar without an agency and without a gap', () => {
  const continuity = {
    ...specimen,
    lanes: specimen.lanes.map((lane) =>
      lane.domain === 'health'
        ? { ...lane, view: 'summary' as const, leads: [], arrangedUntil: '2027-05-19' }
        : lane,
    ),
  }
  const lane = laneOf(layOut(continuity, options()), 'health')
  expect(lane.bars.map(({ form, lead }) => [form, lead])).toEqual([['summary', null]])
})

test('cover reaches as far as bars follow each other without a break', () => {
  const lane = specimen.lanes.find(({ domain }) => domain === 'work')
  expect(coveredUntil(lane?.leads ?? [], specimen.today)).toBe(dayNumber('2027-05-19'))
  expect(coveredUntil([leadOf(agencies.city, null, null)], specimen.today)).toBe(OPEN_END)
  expect(coveredUntil([], specimen.today)).toBeNull()
})

test('periods taken out of a period leave what lies beside them', () => {
  expect(subtract({ from: 0, until: 10 }, [{ from: 3, until: 5 }])).toEqual([
    { from: 0, until: 3 },
    { from: 5, until: 10 },
  ])
})

function withLane(domain: Lane, leads: LaneLead[]): Continuity {
  return {
    ...specimen,
    lanes: specimen.lanes.map((lane) =>
      lane.domain === domain ? { ...lane, leads, gaps: [], milestones: [] } : lane,
    ),
  }
}

const day = fc.integer({ min: -400, max: 500 }).map((days) => addDays(specimen.today, days))
const span = fc.tuple(fc.option(day), fc.option(fc.integer({ min: 1, max: 300 })), day)
const anyLead = fc
  .tuple(
    span,
    fc.constantFrom(...Object.values(agencies)),
    fc.constantFrom<LaneLead['state']>('accepted', 'offered', 'to_confirm', 'fallback', 'declined'),
    fc.option(day),
  )
  .map(([[from, days, start], who, state, answerBy]) =>
    leadOf(who, from, days === null ? null : addDays(from ?? start, days), { state, answerBy }),
  )
const anyGap = fc
  .tuple(
    day,
    fc.integer({ min: 1, max: 90 }),
    fc.constantFrom('unasked' as const, 'awaiting' as const, 'overdue' as const),
  )
  .map(([from, days, kind]) => ({ from, until: addDays(from, days), kind }))
const anyMilestone = fc
  .tuple(day, fc.boolean(), fc.boolean())
  .map(([on, done, overdue]) =>
    milestoneOf('plan_signed', on, { status: done ? 'done' : 'open', overdue }),
  )
const anyLane = fc.record({
  leads: fc.array(anyLead, { maxLength: 4 }),
  gaps: fc.array(anyGap, { maxLength: 2 }),
  milestones: fc.array(anyMilestone, { maxLength: 12 }),
})
const anyContinuity = fc
  .tuple(fc.array(anyLane, { minLength: 9, maxLength: 9 }), fc.option(day), fc.option(day), day)
  .map(
    ([lanes, releaseOn, measureEndsOn, openedOn]): Continuity => ({
      ...specimen,
      openedOn,
      measureEndsOn,
      release: { on: releaseOn, certainty: 'expected', earliestOn: null },
      lanes: specimen.lanes.map((lane, index) => ({ ...lane, ...lanes[index] })),
    }),
  )
const anyOptions = fc
  .tuple(
    fc.constantFrom('year' as const, '12-weeks' as const, '72-hours' as const),
    fc.integer({ min: 200, max: 1400 }),
    fc.option(day),
  )
  .map(([window, width, on]) =>
    options({ window, width, tried: on === null ? null : { on, continuity: specimenTried } }),
  )

const overlap = (one: Stretch, other: Stretch) =>
  one.x < other.x + other.width - 0.01 && other.x < one.x + one.width - 0.01

function pairs<T>(all: T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]))
}

test('no word overlaps another word, a mark or a line, in any case and window', () => {
  fc.assert(
    fc.property(anyContinuity, anyOptions, (continuity, some) => {
      const layout = layOut(continuity, some)
      const phases = layout.phases.map(({ label }) => label)
      const heads = [...phases, layout.release?.flag, layout.tried?.flag].flatMap((it) => it ?? [])
      for (const [a, b] of pairs(heads)) expect(overlap(a, b)).toBe(false)
      const ticks = layout.ticks.flatMap(({ label }) => label ?? [])
      for (const [a, b] of pairs([...ticks, ...(layout.today?.flag ? [layout.today.flag] : [])])) {
        expect(overlap(a, b)).toBe(false)
      }
      for (const lane of layout.lanes) {
        const notes = [...lane.gaps, ...lane.marks].flatMap(({ label }) => label ?? [])
        for (const [a, b] of pairs(notes)) expect(overlap(a, b)).toBe(false)
        for (const { x } of lane.marks) {
          for (const note of notes) expect(overlap(note, { x: x - 6, width: 12 })).toBe(false)
        }
        const line = layout.release && { x: layout.release.x, width: 0.1 }
        if (line) for (const note of notes) expect(overlap(note, line)).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
})

test('every bar, hatch and word lies inside the window, and names lie inside their bar', () => {
  fc.assert(
    fc.property(anyContinuity, anyOptions, (continuity, some) => {
      const layout = layOut(continuity, some)
      for (const lane of layout.lanes) {
        for (const part of [...lane.bars, ...lane.gaps]) {
          expect(part.x).toBeGreaterThanOrEqual(0)
          expect(part.x + part.width).toBeLessThanOrEqual(some.width + 0.001)
          expect(part.width).toBeGreaterThan(0)
        }
        for (const bar of lane.bars) {
          if (!bar.label) continue
          expect(bar.label.x).toBeGreaterThanOrEqual(bar.x)
          expect(bar.label.x + bar.label.width).toBeLessThanOrEqual(bar.x + bar.width)
        }
        for (const { label } of [...lane.marks, ...lane.gaps]) {
          if (!label) continue
          expect(label.x).toBeGreaterThanOrEqual(0)
          expect(label.x + label.width).toBeLessThanOrEqual(some.width)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('from right to left the same picture is reflected, and reflected twice it is itself', () => {
  fc.assert(
    fc.property(anyContinuity, anyOptions, (continuity, some) => {
      const left = layOut(continuity, some)
      const right = layOut(continuity, { ...some, mirrored: true })
      expect(right).toEqual(mirror(left))
      right.lanes.forEach((lane, index) => {
        lane.bars.forEach((bar, at) => {
          const twin = left.lanes[index]?.bars[at]
          expect(bar.x + (twin?.x ?? 0) + bar.width).toBeCloseTo(some.width, 6)
          expect(bar.label?.text).toBe(twin?.label?.text)
        })
      })
      expect(mirror(right).lanes[0]?.bars.map(({ x }) => Math.round(x * 1000))).toEqual(
        left.lanes[0]?.bars.map(({ x }) => Math.round(x * 1000)),
      )
    }),
    { numRuns: 100 },
  )
})
