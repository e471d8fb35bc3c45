import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { WordsContext } from '../../../../web/words.ts'
import { breakWords, MoveConsequences } from '../move-release/consequences.tsx'
import { draftOf, isUnchanged, moveBody, newestOf } from '../move-release/draft.ts'
import { ContinuityMap, type ContinuityMapProps } from './continuity-map.tsx'
import { ContinuityTable, rowsOf } from './continuity-table.tsx'
import { layOut } from './layout.ts'
import { itemsOf, moveOn } from './map-items.ts'
import { MapLegend } from './map-legend.tsx'
import { mapWords } from './map-words.ts'
import { PhoneLanes } from './phone-lanes.tsx'
import { estimateWidth } from './room.ts'
import { agencies, specimen, specimenTried } from './specimen.ts'
import { wordsOf } from './specimen-words.ts'
import { speechOf } from './speech.ts'

// Days far from today carry their year, so the specimen's today is today.
vi.useFakeTimers({ now: new Date(`${specimen.today}T12:00:00Z`), toFake: ['Date'] })

const words = wordsOf()
const speech = speechOf(words)
const show = (children: ReactNode, language = 'en') =>
  renderToStaticMarkup(
    <MantineProvider>
      <WordsContext value={wordsOf(language)}>{children}</WordsContext>
    </MantineProvider>,
  )
const nothing = () => undefined
const props: ContinuityMapProps = {
  continuity: specimen,
  view: 'year',
  mayOffer: true,
  onOffer: nothing,
  onLead: nothing,
  onMilestone: nothing,
  onTable: nothing,
}
const count = (html: string, part: string) => html.split(part).length - 1
const layout = (mirrored = false) =>
  layOut(specimen, {
    window: 'year',
    width: 974,
    mirrored,
    measure: estimateWidth,
    words: mapWords(speech, specimen, 'year', null),
  })

test('the map is one tab stop and one picture with one describing sentence', () => {
  const html = show(<ContinuityMap {...props} />)
  expect(count(html, 'tabindex="0"')).toBe(1)
  expect(count(html, 'role="img"')).toBe(1)
  expect(html).toContain('Two gaps to close before 19 January.')
  expect(count(html, 'aria-live="polite"')).toBe(1)
  expect(html).toContain('url(#tc-gap-hatch)')
  expect(html).not.toMatch(/fill="#|stroke="#/)
})

test('bars, gaps and the flag of the release carry their words', () => {
  const html = show(<ContinuityMap {...props} />)
  for (const said of [
    'Release 19 Jan · expected',
    'Nobody, 9 nights',
    'Adult College · offered 13 Nov',
    'Counselling Centre',
    'Answer overdue 1 day',
    'Housing Office',
  ]) {
    expect(html).toContain(said)
  }
})

test('while a date is tried the map says what would be', () => {
  const tried = { on: '2026-12-30', continuity: specimenTried }
  const html = show(<ContinuityMap {...props} tried={tried} />)
  expect(html).toContain('If 30 Dec')
  expect(html).toContain('would be 29 nights')
  expect(html).toContain('9 nights uncovered')
})

test('arrow keys move between lanes and, in the direction of time, between their things', () => {
  const left = layout()
  const first = left.lanes[1]
  if (!first) throw new Error('no lane')
  expect(moveOn(left, null, 'ArrowDown')).toEqual({ lane: 0, item: -1 })
  expect(moveOn(left, { lane: 1, item: -1 }, 'ArrowRight')).toEqual({ lane: 1, item: 0 })
  expect(moveOn(layout(true), { lane: 1, item: -1 }, 'ArrowLeft')).toEqual({ lane: 1, item: 0 })
  expect(moveOn(left, { lane: 8, item: 0 }, 'ArrowDown')).toEqual({ lane: 8, item: -1 })
  expect(moveOn(left, null, 'x')).toBeNull()
  expect(itemsOf(first, false).map(({ type }) => type)).toEqual([
    'bar',
    'mark',
    'mark',
    'gap',
    'bar',
  ])
})

test('the table holds every bar and every gap of the map, with a button for each gap and offer', () => {
  const html = show(
    <ContinuityTable continuity={specimen} mayOffer onOffer={nothing} onLead={nothing} />,
  )
  const rows = specimen.lanes.flatMap(rowsOf)
  expect(rows).toHaveLength(20)
  expect(count(html, '<tr>')).toBe(rows.length + 1)
  expect(html).toContain('aria-label="Offer Accommodation from 19 Jan"')
  expect(html).toContain('aria-label="Education, Adult College: answer or change"')
  expect(count(html, 'scope="row"')).toBe(9)
})

test('who may not offer finds no button to offer', () => {
  const html = show(
    <ContinuityTable continuity={specimen} mayOffer={false} onOffer={nothing} onLead={nothing} />,
  )
  expect(html).not.toContain('Offer Accommodation')
})

test('a lane that a reader sees as a summary names nobody', () => {
  const lanes = specimen.lanes.map((lane) =>
    lane.domain === 'substance_use'
      ? {
          ...lane,
          view: 'summary' as const,
          leads: [],
          gaps: [],
          milestones: [],
          arrangedUntil: '2027-05-19',
        }
      : lane,
  )
  const html = show(<ContinuityMap {...props} continuity={{ ...specimen, lanes }} />)
  expect(html).toContain('Support arranged until 19 May')
  expect(html).not.toContain('Counselling')
})

test('on a phone each lane is a strip, a sentence and what can be done', () => {
  const html = show(<PhoneLanes {...props} />)
  expect(count(html, '<h2')).toBe(9)
  expect(html).toContain('Offer these 9 nights')
  expect(html).toContain('Show as table')
})

test('the legend names only kinds of agency that the map holds', () => {
  const html = show(<MapLegend continuity={specimen} />)
  expect(html).toContain('Associations')
  expect(html).not.toContain('Police')
})

test('from right to left the whole map is drawn as well', () => {
  expect(show(<ContinuityMap {...props} />, 'ar-XB')).toContain('role="img"')
})

const breaks = {
  domain: 'accommodation' as const,
  agency: agencies.housing,
  leadId: null,
  effect: 'breaks' as const,
  from: '2027-01-28',
  until: null,
  uncoveredBefore: 9,
  uncoveredAfter: 29,
}

test('moving the date says first what breaks, with the agency and the length of the gap', () => {
  expect(breakWords(speech, breaks)).toBe(
    'Accommodation stays from 28 Jan. The gap grows from 9 to 29 nights.',
  )
  expect(breakWords(speech, { ...breaks, domain: 'lead' })).toBe(
    'Lead stays from 28 Jan. Only the fallback would lead for 29 days.',
  )
  const html = show(
    <MoveConsequences
      preview={{
        from: specimen.release,
        to: { on: '2026-12-30', certainty: 'expected', earliestOn: null },
        days: -20,
        warnings: ['friday'],
        consequences: [{ ...breaks, effect: 'moves' }, breaks],
        milestones: { moved: 14, intoPast: 2, paused: 0, done: 3 },
        told: [agencies.housing, agencies.jobs],
        continuity: specimenTried,
      }}
    />,
  )
  expect(html).toContain('1 commitment breaks')
  expect(html.indexOf('Housing Office')).toBeLessThan(html.indexOf('1 holds'))
  expect(html).toContain('14 open milestones move, 2 of them into the past. Done ones stay.')
  expect(html).toContain('2 agencies are told once: Housing Office and Job Centre.')
})

test('a date that is not known is sent without a day, and an earliest date behind it is left out', () => {
  const draft = draftOf(specimen.release)
  expect(isUnchanged(draft, specimen.release)).toBe(true)
  expect(moveBody({ ...draft, certainty: 'unknown' })).toEqual({
    on: null,
    certainty: 'unknown',
    earliestOn: null,
  })
  expect(moveBody({ ...draft, on: '2026-12-30', source: ' Letter ' })).toEqual({
    on: '2026-12-30',
    certainty: 'expected',
    earliestOn: null,
    source: 'Letter',
  })
})

test('when somebody was faster the date that stands now is found in the answer', () => {
  const release = { on: '2027-01-05', certainty: 'fixed' }
  expect(newestOf({ yours: 8, current: 9, release })).toEqual({
    release: { on: '2027-01-05', certainty: 'fixed' },
    version: 9,
  })
  expect(newestOf({})).toEqual({ release: null, version: null })
})
