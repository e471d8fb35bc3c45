import { seal } from '../../src/platform/seal/envelope.ts'
import { chance } from '../chance.ts'
import { clauseOf } from '../partnership.ts'
import { dayFrom, period } from './days.ts'
import { put, type Rows } from './insert.ts'
import { inventId, type Town } from './person-rows.ts'
import type { Story } from './story.ts'

type About = { authority_id: number; case_id: string }

/**
 * Custody, leave and supervision of some persons, and whether the first appointment is made. It has
 * luck of its own, so that the rest of the city stays as it is.
 */
export function addPeriods(
  rows: Rows,
  town: Town,
  about: About,
  key: Buffer,
  ref: string,
  story: Story,
): void {
  const luck = chance(Number(ref.replace(/\D/g, '')) + 77)
  const add = (kind: string, from: number, until: number | null, source: string) =>
    put(rows, 'periods', {
      ...about,
      id: inventId(luck),
      clause_id: clauseOf('supervision'),
      kind,
      prison_agency_id: ['custody', 'leave', 'day_release'].includes(kind) ? story.prison : null,
      cycle: 1,
      during: period(town.today, from, until),
      source_sealed: seal(key, source, `release_dates.source:${about.case_id}`),
      recorded_by: town.coordinator,
    })
  const { release } = story
  add(
    'custody',
    story.opened - luck.int(60, 500),
    release !== null && release < 0 ? release : null,
    'List of the prison',
  )
  if (release === null) return
  if (luck.likely(0.25)) add('leave', release - 30, release - 28, 'Letter of the prison registry')
  if (luck.likely(0.15)) add('day_release', release - 60, release, 'Decision of the prison')
  if (luck.likely(0.6)) add('supervision', release, release + luck.int(180, 400), 'Judgment')
  if (luck.likely(0.1)) add('electronic_monitoring', release, release + 60, 'Decision of the court')
  addAppointment(rows, town, about, release, luck.likely(0.6), inventId(luck))
}

/** A week before the release the first appointment is made, or it is missing (PR-05). */
function addAppointment(
  rows: Rows,
  town: Town,
  about: About,
  release: number,
  made: boolean,
  id: string,
): void {
  const due = release - 7
  const done = due < 0 && (release < 0 || made)
  put(rows, 'milestones', {
    ...about,
    id,
    clause_id: clauseOf('timeline'),
    code: 'appointment_made',
    anchor: 'release',
    offset_days: -7,
    due_on: dayFrom(town.today, due),
    status: done ? 'done' : 'open',
    owner_principal: town.desk(1),
    done_on: done ? dayFrom(town.today, due) : null,
    done_by: done ? town.coordinator : null,
    version: 1,
  })
}
