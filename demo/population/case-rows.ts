import { seal } from '../../src/platform/seal/envelope.ts'
import type { Chance } from '../chance.ts'
import { clauseOf } from '../partnership.ts'
import { dayFrom } from './days.ts'
import { put, type Rows } from './insert.ts'
import { addLanes } from './lead-rows.ts'
import type { Identity } from './names.ts'
import { addPeriods } from './period-rows.ts'
import { inventId, type Town } from './person-rows.ts'
import type { Story } from './story.ts'

/** A case as a story tells it, with every row that living through the story would have written. */
export function addCase(
  rows: Rows,
  town: Town,
  chance: Chance,
  who: { person: string; identity: Identity },
  ref: string,
  story: Story,
): void {
  const id = inventId(chance)
  const key = town.keys.newDataKey(town.authority)
  const about = { authority_id: town.authority, case_id: id }
  const release = story.release === null ? null : dayFrom(town.today, story.release)
  put(rows, 'cases', {
    authority_id: town.authority,
    id,
    ref,
    person_id: who.person,
    purpose: 'reintegration',
    arrangement_id: 1,
    clause_id: clauseOf('lead'),
    stage: stageOf(story.release),
    pathway_id: 1,
    prison_agency_id: story.prison,
    opened_on: dayFrom(town.today, story.opened),
    opened_by: town.coordinator,
    closed_on: null,
    reception_on: null,
    release_on: release,
    release_certainty: story.certainty,
    earliest_on:
      story.certainty === 'expected' && story.release !== null
        ? dayFrom(town.today, story.release - 14)
        : null,
    measure_ends_on:
      story.release !== null && chance.likely(0.6)
        ? dayFrom(town.today, story.release + chance.int(150, 400))
        : null,
    conferences_needed: story.conferences,
    ...informed(town, chance, story),
    key_wrapped: key.wrapped,
    version: 1,
  })
  put(rows, 'decisions', {
    ...about,
    id: inventId(chance),
    clause_id: clauseOf('lead'),
    kind: 'case_opened',
    decided_by: town.coordinator,
    decided_at: `${dayFrom(town.today, story.opened)}T10:00:00Z`,
    reason_sealed: seal(
      key.key,
      'Several agencies are needed and no single one can do it alone.',
      `decisions.reason:${id}`,
    ),
    detail: {},
    review_on: null,
  })
  addDates(rows, town, chance, about, key.key, story)
  addMilestones(rows, town, chance, about, story)
  addPeriods(rows, town, about, key.key, ref, story)
  addLanes(rows, town, chance, { ...about, ...who }, story)
}

function stageOf(release: number | null): string {
  if (release === null || release > 14) return 'preparation'
  if (release >= -14) return 'release'
  return release > -170 ? 'community' : 'closing'
}

function informed(town: Town, chance: Chance, story: Story) {
  const none = {
    informed_on: null,
    informed_how: null,
    informed_language: null,
    informed_ground: null,
    informed_review_on: null,
  }
  if (!story.informed)
    return {
      ...none,
      informed_state: 'not_yet',
      informed_ground: chance.pick(['not_reached', 'in_transfer']),
      informed_review_on: dayFrom(town.today, chance.int(3, 40)),
    }
  return {
    ...none,
    informed_state: 'informed',
    informed_on: dayFrom(town.today, story.opened - 1),
    informed_how: chance.pick(['talk', 'letter', 'talk_and_letter', 'video']),
    informed_language: chance.pick(['fr', 'nl', 'de', 'es', 'ar']),
  }
}

type About = { authority_id: number; case_id: string }

function addDates(
  rows: Rows,
  town: Town,
  chance: Chance,
  about: About,
  key: Buffer,
  story: Story,
): void {
  const history =
    story.release !== null && chance.likely(0.3)
      ? [story.release + chance.int(-40, 60), story.release]
      : [story.release]
  history.forEach((release, place) => {
    put(rows, 'release_dates', {
      ...about,
      seq: place + 1,
      clause_id: clauseOf('timeline'),
      release_on: release === null ? null : dayFrom(town.today, release),
      certainty: release === null ? 'unknown' : story.certainty,
      earliest_on: null,
      source_sealed: seal(
        key,
        place === 0 ? 'List of the prison' : 'Letter of the prison registry',
        `release_dates.source:${about.case_id}`,
      ),
      recorded_by: town.coordinator,
      recorded_at: `${dayFrom(town.today, story.opened + place)}T10:00:00Z`,
    })
  })
}

function addMilestones(rows: Rows, town: Town, chance: Chance, about: About, story: Story): void {
  for (const step of town.steps) {
    if (step.anchor !== 'release' || (step.conference && !story.conferences)) continue
    const due = story.release === null ? null : story.release + step.offset_days
    const before = due !== null && due < story.opened
    const done = !before && due !== null && due < 0 && (due < -3 || chance.likely(0.7))
    put(rows, 'milestones', {
      ...about,
      id: inventId(chance),
      clause_id: clauseOf('timeline'),
      code: step.code,
      anchor: step.anchor,
      offset_days: step.offset_days,
      due_on: due === null ? null : dayFrom(town.today, due),
      status: before ? 'before_start' : done ? 'done' : 'open',
      owner_principal: town.desk(step.owner === 'prison' ? story.prison : 1),
      done_on: done && due !== null ? dayFrom(town.today, due) : null,
      done_by: done ? town.coordinator : null,
      version: 1,
    })
  }
}

/** Seats with the period that the acts would have given: from the opening, until the task ends. */
export function addSeat(
  rows: Rows,
  town: Town,
  chance: Chance,
  on: { case_id: string; person: string; release: number | null; opened: number },
  seat: { agency: number; relation: string; byLead: boolean; until: number | null },
): void {
  const from = `${dayFrom(town.today, on.opened)}T08:00:00Z`
  const until =
    seat.until === null ? '' : `${dayFrom(town.today, seat.until + 1)}T00:00:00 Europe/Brussels`
  put(rows, 'seats', {
    authority_id: town.authority,
    id: inventId(chance),
    case_id: on.case_id,
    person_id: on.person,
    principal: town.desk(seat.agency),
    relation: seat.relation,
    purpose: 'reintegration',
    period: `["${from}",${until && `"${until}"`})`,
    by_lead: seat.byLead,
    release_on: on.release === null ? 'infinity' : dayFrom(town.today, on.release),
    given_by: town.coordinator,
  })
}
