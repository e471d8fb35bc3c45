import { createHash, randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { conflict } from '../../../platform/errors.ts'
import { seal } from '../../../platform/seal/envelope.ts'
import { record } from '../../audit/service.ts'
import { holdCaseFor } from '../../cases/service/hold-case.ts'
import { birthTokens } from '../../persons/names/birth.ts'
import { nameTokens } from '../../persons/names/tokens.ts'
import { briefPerson } from '../../persons/service/identity.ts'
import { moveRelease } from '../../timeline/service/move-release.ts'
import { birthOf } from '../../timeline/service/notice-identity.ts'
import { openCase } from '../../timeline/service/open-case.ts'
import type {
  Circumstances,
  NewReleased,
  ReleasedList,
  ReleasedMade,
  ReleasedNotice,
} from '../contract.ts'
import {
  listHandMade,
  listReleased,
  saveAcknowledged,
  saveArrived,
  saveHandMade,
  saveReading,
  saveUnplanned,
} from '../queries/first-day.ts'
import { seenCase } from './first-day.ts'
import { sealCircumstances } from './said.ts'

/**
 * Somebody with a case left prison today and nobody knew (TC3, N11): the date is today from now on,
 * with everything that hangs on it, and whoever is on duty is told in the same moment.
 */
export async function releaseToday(
  tx: ActorTx,
  ref: string,
  said: Circumstances,
): Promise<ReleasedMade> {
  const { today } = tx.actor
  const found = await seenCase(tx, ref)
  const { on, certainty } = found.release
  if (on !== today || certainty !== 'fixed') {
    const move = { on: today, certainty: 'fixed' as const, source: said.saidBy }
    await moveRelease(tx, () => holdCaseFor(tx, ref), found.version, move)
  }
  const id = randomUUID()
  const { knownAt = null, ...circumstances } = said
  const sealed = sealCircumstances(tx.actor, id, circumstances)
  await saveUnplanned(tx, { id, caseId: found.id, knownAt, ...sealed })
  await record(tx, 'released.today', { caseId: found.id, release: id })
  return { id, ref }
}

/** A notice whose person is out already: the decision to open the case, and the case is followed. */
export async function releaseNotice(
  tx: ActorTx,
  notice: string,
  version: number,
  { open, ...said }: ReleasedNotice,
): Promise<ReleasedMade> {
  const { ref } = await openCase(tx, notice, version, open)
  return releaseToday(tx, ref, said)
}

/**
 * Nothing was known: a notice is made by hand, of the least that is needed, and becomes a case in the
 * same step where somebody may decide so. Otherwise it waits for the desk, which is told.
 */
export async function releaseUnknown(tx: ActorTx, said: NewReleased): Promise<ReleasedMade> {
  const { prisonId, family, given, birth, number, language, open, ...circumstances } = said
  const { authority, keys } = tx.actor
  const id = randomUUID()
  const known = { family, given }
  const identity = {
    ...known,
    birth: birth ?? null,
    number: number ?? '?',
    language: language ?? null,
  }
  // Without a number the notice is known by its own mark, so that two of them are never one.
  const mark = number ?? `by hand ${id}`
  const { key, wrapped } = keys.newDataKey(authority)
  await saveHandMade(tx, {
    id,
    prison: prisonId,
    number: String(keys.blind(authority, 'persons.number', mark)),
    fingerprint: createHash('sha256').update(id).digest(),
    key: wrapped,
    identity: seal(key, JSON.stringify(identity), `release_notices.identity:${id}`),
    names: nameTokens(keys, authority, known).map(String),
    births: birthTokens(keys, authority, birthOf(birth)).map(String),
  })
  await record(tx, 'released.announced', { notice: id, prison: prisonId })
  if (!open) return { id, ref: null }
  return releaseNotice(tx, id, 1, { ...circumstances, open })
}

/** "I have it." */
export async function acknowledge(tx: ActorTx, id: string): Promise<void> {
  await saveAcknowledged(tx, id)
}

/** Who left unplanned in the last 72 hours; that it stands on my screen is written down. */
export async function readReleased(tx: ActorTx): Promise<ReleasedList> {
  const { keys, authority } = tx.actor
  await saveArrived(tx)
  const found = await listReleased(tx)
  if (found.length > 0)
    await saveReading(tx, 'released.list', null, { releases: found.map(({ id }) => id) })
  return {
    releases: found.map(({ person, knownAt, ...row }) => ({
      ...row,
      person: briefPerson(keys, authority, person),
      knownAt: new Date(knownAt).toISOString(),
    })),
    notices: await listHandMade(tx),
  }
}

/** The case that a repeated request made the first time. */
export async function madeBefore(tx: ActorTx, id: string): Promise<ReleasedMade> {
  const found = (await listReleased(tx)).find((one) => one.id === id)
  if (found) return { id, ref: found.ref }
  const notice = (await listHandMade(tx)).find((one) => one.id === id)
  if (!notice) throw conflict('released_already')
  return { id, ref: null }
}
