// An invented case for the proofs of the map: two gaps, offers in time and late, rings of both kinds.
import type { AgencyBrief, AgencyKind } from '../../../admin/contract.ts'
import type { Continuity, ContinuityLane, Lane, LaneLead } from '../../contract.ts'
import type { Milestone } from '../../milestone-contract.ts'

let serial = 0
const uuid = () => {
  serial += 1
  return `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`
}

const agency = (id: number, code: string, name: string, kind: AgencyKind): AgencyBrief => ({
  id,
  code,
  name,
  kind,
})

export const agencies = {
  prison: agency(1, 'Pr', 'Valmare Prison', 'custody'),
  prisonHealth: agency(2, 'Ph', 'Prison health', 'custody'),
  city: agency(3, 'Ci', 'City coordination', 'city'),
  probation: agency(4, 'Pb', 'Probation Service', 'probation'),
  housing: agency(5, 'Ho', 'Housing Office', 'city'),
  jobs: agency(6, 'Jo', 'Job Centre', 'work'),
  college: agency(7, 'Ed', 'Adult College', 'work'),
  health: agency(8, 'He', 'North Health Centre', 'health'),
  counselling: agency(9, 'Co', 'Counselling Centre', 'health'),
  citizens: agency(10, 'Cz', 'Citizen Services', 'city'),
  family: agency(11, 'Fa', 'Family Service', 'city'),
  bridge: agency(12, 'Br', 'Bridge', 'association'),
}

/** One responsibility or offer of the specimen. */
export function leadOf(
  who: AgencyBrief,
  from: string | null,
  until: string | null,
  more: Partial<LaneLead> = {},
): LaneLead {
  return {
    id: uuid(),
    agency: who,
    from,
    until,
    state: 'accepted',
    tied: 'calendar',
    offeredOn: null,
    answerBy: null,
    confirmBy: null,
    voluntary: false,
    standing: null,
    standingRefusal: null,
    instead: null,
    endsWithMeasure: false,
    note: null,
    reason: null,
    may: [],
    version: 1,
    ...more,
  }
}

/** One milestone of the specimen. */
export function milestoneOf(code: string, on: string, more: Partial<Milestone> = {}): Milestone {
  return {
    id: uuid(),
    code,
    on,
    anchor: 'release',
    offsetDays: 0,
    status: 'open',
    cycle: 1,
    overdue: false,
    doneOn: null,
    owner: null,
    version: 1,
    ...more,
  }
}

const laneOf = (
  domain: Lane,
  leads: LaneLead[],
  more: Partial<ContinuityLane> = {},
): ContinuityLane => ({
  domain,
  view: 'full',
  required: 'default',
  arrangedUntil: null,
  leads,
  gaps: [],
  milestones: [],
  ...more,
})

const { prison, prisonHealth, city, probation, housing, jobs, college, health } = agencies
const offered = { state: 'offered', may: ['answer', 'record_answer', 'withdraw'] } as const

/** The case V-0412 on 17 November 2026, nine weeks before the release. */
export const specimen: Continuity = {
  ref: 'V-0412',
  version: 7,
  today: '2026-11-17',
  openedOn: '2026-11-03',
  release: { on: '2027-01-19', certainty: 'expected', earliestOn: '2027-01-05' },
  releaseDay: null,
  usualAnswerBy: '2026-11-24',
  unseenBy: [],
  measureEndsOn: '2027-05-19',
  lanes: [
    laneOf(
      'lead',
      [
        leadOf(prison, null, '2026-11-03'),
        leadOf(city, '2026-11-03', '2027-01-19'),
        leadOf(probation, '2027-01-19', '2027-05-19', { tied: 'release' }),
        leadOf(city, '2027-05-19', null, {
          ...offered,
          may: [...offered.may],
          offeredOn: '2026-11-16',
          answerBy: '2026-11-24',
        }),
      ],
      {
        milestones: [
          milestoneOf('first_conference', '2026-11-10', { status: 'done', doneOn: '2026-11-10' }),
          milestoneOf('second_conference', '2026-11-20'),
          milestoneOf('plan_signed', '2027-01-05'),
          milestoneOf('go_no_go', '2027-01-12'),
          milestoneOf('release_day_sheet', '2027-01-16'),
          milestoneOf('release', '2027-01-19'),
          milestoneOf('contact_day_1', '2027-01-20'),
          milestoneOf('contact_day_3', '2027-01-22'),
          milestoneOf('first_week_review', '2027-01-26'),
          milestoneOf('first_community_conference', '2027-02-16'),
          milestoneOf('quarter_review', '2027-04-19'),
          milestoneOf('half_year_review', '2027-07-18'),
        ],
      },
    ),
    laneOf(
      'accommodation',
      [
        leadOf(prison, null, '2027-01-19', { tied: 'release' }),
        leadOf(housing, '2027-01-28', null, { note: 'supported flat' }),
      ],
      {
        gaps: [{ from: '2027-01-19', until: '2027-01-28', kind: 'unasked' }],
        milestones: [
          milestoneOf('housing_income_route', '2026-09-21', { status: 'done' }),
          milestoneOf('essentials_check', '2026-12-20'),
        ],
      },
    ),
    laneOf('work', [
      leadOf(prison, null, '2027-01-19', { tied: 'release' }),
      leadOf(jobs, '2027-01-19', '2027-05-19', { tied: 'release' }),
    ]),
    laneOf('education', [
      leadOf(prison, null, '2026-12-18'),
      leadOf(college, '2026-12-18', '2027-05-19', {
        ...offered,
        may: [...offered.may],
        offeredOn: '2026-11-13',
        answerBy: '2026-11-27',
      }),
    ]),
    laneOf('health', [
      leadOf(prisonHealth, null, '2027-01-19', { tied: 'release' }),
      leadOf(health, '2027-01-19', null, { tied: 'release' }),
    ]),
    laneOf(
      'substance_use',
      [
        leadOf(prisonHealth, null, '2027-01-19', { tied: 'release' }),
        leadOf(agencies.counselling, '2027-02-02', '2027-05-19', {
          ...offered,
          may: [...offered.may],
          offeredOn: '2026-11-12',
          answerBy: '2026-11-16',
        }),
      ],
      {
        required: 'imposed',
        gaps: [{ from: '2027-01-19', until: '2027-02-02', kind: 'unasked' }],
      },
    ),
    laneOf(
      'finance_papers',
      [leadOf(prison, null, '2026-11-24'), leadOf(agencies.citizens, '2026-11-24', '2027-05-19')],
      { milestones: [milestoneOf('reintegration_plan', '2026-10-20', { status: 'done' })] },
    ),
    laneOf('family_community', [leadOf(agencies.family, null, '2027-08-31')], { required: 'wish' }),
    laneOf(
      'relations',
      [leadOf(agencies.bridge, '2026-10-10', '2027-08-31', { voluntary: true })],
      { required: null },
    ),
  ],
}

/** What the server says when the release of the specimen is tried three weeks earlier. */
export const specimenTried: Continuity = {
  ...specimen,
  release: { on: '2026-12-30', certainty: 'expected', earliestOn: null },
  lanes: specimen.lanes.map((lane) => {
    const leads = lane.leads.map((lead) => ({
      ...lead,
      from: lead.from === '2027-01-19' && lead.tied === 'release' ? '2026-12-30' : lead.from,
      until: lead.until === '2027-01-19' ? '2026-12-30' : lead.until,
    }))
    const from = '2026-12-30'
    if (lane.domain === 'accommodation') {
      return { ...lane, leads, gaps: [{ from, until: '2027-01-28', kind: 'unasked' as const }] }
    }
    if (lane.domain === 'substance_use') {
      return { ...lane, leads, gaps: [{ from, until: '2027-02-02', kind: 'unasked' as const }] }
    }
    if (lane.domain === 'health') {
      const late = leads.map((lead) =>
        lead.agency.id === health.id ? { ...lead, from: '2027-01-20' } : lead,
      )
      return {
        ...lane,
        leads: late,
        gaps: [{ from, until: '2027-01-20', kind: 'unasked' as const }],
      }
    }
    return { ...lane, leads }
  }),
}
