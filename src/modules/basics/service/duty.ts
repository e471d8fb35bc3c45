import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Duty, NewShift, SetContact } from '../duty-contract.ts'
import {
  listContacts,
  listDutyDesks,
  listShifts,
  removeShift,
  saveContact,
  saveDutyDesk,
  saveShift,
} from '../queries/duty.ts'

const editors = ['coordinator', 'administrator']

/** Who is on duty now, the rosters behind it, and whom we ask first for each of the five basics. */
export async function readDuty(tx: ActorTx): Promise<Duty> {
  const { agency, functions, principals, today } = tx.actor
  const edits = functions.some((one) => editors.includes(one))
  const found = await listDutyDesks(tx)
  const shifts = await listShifts(tx)
  const desks = found.map((desk) => ({
    ...desk,
    shifts: shifts.filter((shift) => shift.desk === desk.id),
    mayEdit: principals.includes(desk.id) || (edits && desk.agency.id === agency),
  }))
  return {
    today,
    desks,
    contacts: await listContacts(tx),
    mayEditContacts: edits,
    mayOpenDesk: edits && !desks.some((desk) => desk.agency.id === agency),
  }
}

/** Begins the roster of my agency. */
export async function openDutyDesk(tx: ActorTx, name: string): Promise<Duty> {
  await saveDutyDesk(tx, name)
  return readDuty(tx)
}

/** Writes a shift: of every week, or of a single day, which then goes before the week (a swap). */
export async function addShift(tx: ActorTx, desk: number, shift: NewShift): Promise<Duty> {
  const { weekday, on } = shift
  if ((weekday === undefined) === (on === undefined)) throw invalid('weekday', 'duty_day_missing')
  if (on !== undefined && on < tx.actor.today) throw invalid('on', 'duty_day_past')
  await saveShift(tx, randomUUID(), desk, shift)
  return readDuty(tx)
}

/** Takes a shift out of the roster. */
export async function dropShift(tx: ActorTx, id: string): Promise<Duty> {
  await removeShift(tx, id)
  return readDuty(tx)
}

/** Says whom we ask first for one of the five basics. */
export async function setContact(tx: ActorTx, contact: SetContact): Promise<Duty> {
  await saveContact(tx, contact)
  return readDuty(tx)
}
