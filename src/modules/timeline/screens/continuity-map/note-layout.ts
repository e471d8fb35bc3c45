import type { LaneLead } from '../../contract.ts'
import type { Milestone } from '../../milestone-contract.ts'
import { dayNumber } from './days.ts'
import type { Frame, LaneState } from './lane-layout.ts'
import { type LaneLayout, type MapGap, type MapMark, size } from './map-types.ts'
import { isLate, isRed } from './periods.ts'
import { around, type LabelChoice, placeLabel, type Stretch } from './room.ts'

/** What rests since a recall, or no longer stands, has no day on the picture. */
const drawn: readonly Milestone['status'][] = ['open', 'done']

/** The row below the bars: words of the hatches first, then the milestones, the overdue before the open. */
export function layNotes(
  frame: Frame,
  { lane, now }: LaneState,
  gaps: MapGap[],
): Pick<LaneLayout, 'gaps' | 'marks'> {
  const bare = layMarks(frame, lane)
  const taken: Stretch[] = [...bare.map((mark) => around(mark.x, size.mark + 2)), ...frame.lines]
  const edges = { from: 2, until: frame.options.width - 2 }
  const place = (choices: LabelChoice[]) => {
    const label = placeLabel(choices, taken, edges)
    if (label) taken.push(label)
    return label
  }
  const named = gaps.map((gap, index) => {
    const words = now
      ? firstOf(gaps, index) && changed({ lane, now })
        ? frame.options.words.triedGap(lane.domain, lane.gaps.filter(isRed))
        : []
      : frame.options.words.gap(lane.domain, gap.gap)
    return { ...gap, label: place(gapChoices(frame, gap, words)) }
  })
  const labelled = new Map<string, MapMark>()
  for (const mark of [...bare].sort(byUrgency)) {
    labelled.set(mark.key, { ...mark, label: place(markChoices(frame, mark)) })
  }
  return { gaps: named, marks: bare.map((mark) => labelled.get(mark.key) ?? mark) }
}

const firstOf = (gaps: MapGap[], index: number) =>
  index === gaps.findIndex((gap) => gap.tried) || (!gaps.some((gap) => gap.tried) && index === 0)

/** Nothing is said below a hatch that the move leaves as it is. */
function changed({ lane, now }: LaneState): boolean {
  return JSON.stringify(lane.gaps.filter(isRed)) !== JSON.stringify(now?.gaps.filter(isRed))
}

function gapChoices(frame: Frame, gap: MapGap, words: string[]): LabelChoice[] {
  return words.flatMap((text): LabelChoice[] => {
    const width = frame.options.measure(text, true)
    const end = gap.x + gap.width
    return [
      { text, width, at: gap.x + 4, align: 'start' },
      { text, width, at: end, align: 'end' },
      { text, width, at: end + 6, align: 'start' },
      { text, width, at: gap.x - 6, align: 'end' },
    ]
  })
}

function layMarks(frame: Frame, lane: LaneState['lane']): MapMark[] {
  if (lane.view === 'summary') return []
  const milestones = lane.milestones.flatMap((milestone) => markOf(frame, milestone))
  const late = lane.leads.flatMap((lead) => lateMark(frame, lead))
  return [...late, ...milestones]
}

/** The release itself has its line; a mark on top of it would say it twice. */
function markOf(frame: Frame, milestone: Milestone): MapMark[] {
  const x = inside(frame, milestone.on)
  if (x === null || !drawn.includes(milestone.status) || milestone.code === 'release') return []
  const form = milestone.status === 'done' ? 'done' : milestone.overdue ? 'overdue' : 'open'
  return [{ key: milestone.id, milestone, lead: null, x, form, label: null }]
}

function lateMark(frame: Frame, lead: LaneLead): MapMark[] {
  const x = isLate(lead, frame.today) ? inside(frame, lead.answerBy) : null
  if (x === null) return []
  const key = `late-${lead.id}`
  return [{ key, milestone: null, lead, x, form: 'overdue', label: null }]
}

/** The middle of a mark: on its day, but never cut by the edge of the map. */
function inside(frame: Frame, on: string | null): number | null {
  if (on === null) return null
  const day = dayNumber(on)
  if (day < frame.days.from || day >= frame.days.until) return null
  return Math.min(Math.max(frame.x(day), size.mark + 2), frame.options.width - size.mark - 2)
}

const rank = { overdue: 0, open: 1, done: 2 }

function byUrgency(one: MapMark, other: MapMark): number {
  return rank[one.form] - rank[other.form] || one.x - other.x
}

function markChoices(frame: Frame, mark: MapMark): LabelChoice[] {
  const { words, measure } = frame.options
  const texts = mark.milestone
    ? words.milestone(mark.milestone)
    : mark.lead
      ? words.lateAnswer(mark.lead)
      : []
  return texts.flatMap((text): LabelChoice[] => {
    const width = measure(text, mark.form === 'overdue')
    return [
      { text, width, at: mark.x + size.mark + 7, align: 'start' },
      { text, width, at: mark.x - size.mark - 7, align: 'end' },
    ]
  })
}
