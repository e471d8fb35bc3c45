import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type {
  Absence,
  Absences,
  Colleague,
  Cover,
  NewAbsence,
  Unattended,
} from '../absence-contract.ts'
import {
  listAbsenceRows,
  listColleagueRows,
  listUnattended,
  readCover,
  saveAbsence,
  saveAbsenceEnd,
} from '../absence-queries.ts'

/** Who may cover or receive: desks and colleagues of an agency, by default the own. */
export async function listColleagues(
  tx: ActorTx,
  agency = tx.actor.agency,
): Promise<{ colleagues: Colleague[] }> {
  return { colleagues: await listColleagueRows(tx, agency) }
}

/** Who is away now or soon. No reason is kept. */
export async function listAbsences(tx: ActorTx): Promise<Absences> {
  return { absences: await listAbsenceRows(tx) }
}

async function readAbsence(tx: ActorTx, id: string): Promise<Absence> {
  const [absence] = await listAbsenceRows(tx, id)
  if (!absence) throw notFound('absence')
  return absence
}

/**
 * From the stated day on, the cover acts with the seats of whoever is away; by the clock, so that
 * nothing has to be moved and nothing to be moved back.
 */
export async function enterAbsence(tx: ActorTx, absence: NewAbsence): Promise<Absence> {
  const id = randomUUID()
  await saveAbsence(tx, id, absence)
  return readAbsence(tx, id)
}

/** Back earlier, or the plan has changed; what was done meanwhile stays done. */
export async function endAbsence(tx: ActorTx, id: string, version: number): Promise<Absence> {
  await saveAbsenceEnd(tx, id, version)
  return readAbsence(tx, id)
}

/** Whom I cover now and what waits there, leavers first. */
export async function listCover(reader: Reader): Promise<Cover> {
  const { rows } = await readCover(reader)
  return {
    covered: rows.map(({ member, name, ...row }) => ({ ...row, member: { id: member, name } })),
  }
}

/** Where nobody is present for cases, offers or milestones. */
export async function readUnattended(tx: ActorTx): Promise<Unattended> {
  const rows = await listUnattended(tx)
  return {
    agencies: rows.map(({ agency, name, code, kind, ...counts }) => ({
      agency: { id: agency, name, code, kind },
      ...counts,
    })),
  }
}
