import type { Chance } from '../chance.ts'
import type { Category } from '../partnership.ts'

/** How an agency answered, or did not. */
export type Answer =
  | 'accepted'
  | 'accepted_later'
  | 'awaiting'
  | 'overdue'
  | 'declined'
  | 'to_confirm'
  | 'unconfirmed'
  | 'unasked'

export interface LaneStory {
  domain: Category
  agency: number
  answer: Answer
  required: 'default' | 'wish' | 'imposed' | null
  voluntary: boolean
  /** Days after the release on which an acceptance of `accepted_later` begins. */
  later: number
  /** Days after the release on which the acceptance ends; null: open. */
  ends: number | null
}

export interface Story {
  prison: 2 | 3
  /** Days from today to the release; null: unknown. */
  release: number | null
  certainty: 'earliest' | 'expected' | 'fixed' | 'unknown'
  /** Days from today to the opening of the case, always past. */
  opened: number
  /** The city led the preparation from this day on. */
  preparation: number | null
  lead: { agency: number; answer: 'accepted' | 'awaiting' | 'overdue' | 'unasked' }
  lanes: LaneStory[]
  informed: boolean
  police: boolean
  conferences: boolean
}

/** One believable story. The nearer the release, the more is settled; never all of it everywhere. */
export function tell(chance: Chance, release: number | null): Story {
  const near = release === null ? 999 : release
  const opened =
    release === null
      ? -chance.int(5, 120)
      : Math.min(-chance.int(1, 40), release - chance.int(60, 300))
  return {
    prison: chance.likely(0.72) ? 2 : 3,
    release,
    certainty:
      release === null
        ? 'unknown'
        : near < 21
          ? chance.likely(0.8)
            ? 'fixed'
            : 'expected'
          : chance.pick(['expected', 'expected', 'earliest', 'fixed']),
    opened,
    preparation: near - opened > 60 && chance.likely(0.35) ? opened + chance.int(10, 40) : null,
    lead: { agency: chance.likely(0.75) ? 4 : 1, answer: leadAnswer(chance, near) },
    lanes: lanes(chance, near),
    informed: chance.likely(0.93),
    police: chance.likely(0.08),
    conferences: chance.likely(0.2),
  }
}

function leadAnswer(chance: Chance, near: number): Story['lead']['answer'] {
  const luck = chance.next()
  if (near < 0) return luck < 0.9 ? 'accepted' : 'unasked'
  if (near <= 21)
    return luck < 0.86 ? 'accepted' : luck < 0.93 ? 'awaiting' : luck < 0.97 ? 'overdue' : 'unasked'
  if (near <= 90) return luck < 0.72 ? 'accepted' : luck < 0.86 ? 'awaiting' : 'unasked'
  return luck < 0.25 ? 'accepted' : luck < 0.35 ? 'awaiting' : 'unasked'
}

function lanes(chance: Chance, near: number): LaneStory[] {
  const basic = (domain: Category, agencies: number[]): LaneStory => ({
    domain,
    agency: chance.pick(agencies),
    answer: laneAnswer(chance, near),
    required: 'default',
    voluntary: false,
    later: chance.int(3, 12),
    ends: chance.likely(0.5) ? chance.int(100, 240) : null,
  })
  const told = [
    basic('accommodation', [7, 7, 8]),
    basic('finance_papers', [11]),
    basic('health', [9, 9, 10]),
  ]
  const more = (
    share: number,
    lane: Partial<LaneStory> & Pick<LaneStory, 'domain' | 'agency' | 'required'>,
  ) => {
    if (chance.likely(share)) told.push({ ...basic(lane.domain, [lane.agency]), ...lane })
  }
  more(0.3, { domain: 'work', agency: 12, required: 'wish' })
  more(0.12, { domain: 'substance_use', agency: 10, required: 'imposed' })
  more(0.18, { domain: 'family_community', agency: 6, required: 'wish' })
  more(0.08, {
    domain: 'relations',
    agency: 14,
    required: 'wish',
    voluntary: true,
    answer: 'accepted',
  })
  return told
}

function laneAnswer(chance: Chance, near: number): Answer {
  const luck = chance.next()
  if (near < 0) return luck < 0.97 ? 'accepted' : luck < 0.98 ? 'to_confirm' : 'unasked'
  if (near <= 21) {
    if (luck < 0.9) return 'accepted'
    return chance.pick([
      'accepted_later',
      'overdue',
      'declined',
      'to_confirm',
      'awaiting',
      'unasked',
    ])
  }
  if (near <= 90) {
    if (luck < 0.76) return 'accepted'
    return chance.pick([
      'awaiting',
      'awaiting',
      'overdue',
      'accepted_later',
      'declined',
      'unconfirmed',
      'unasked',
    ])
  }
  return luck < 0.2 ? 'accepted' : luck < 0.3 ? 'awaiting' : 'unasked'
}
