import { z } from 'zod'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursors.ts'
import { record } from '../../audit/service.ts'
import { likelySame } from '../../persons/names/likely-same.ts'
import { nameBriefly, openIdentity } from '../../persons/service/identity.ts'
import type { DecideHeld, NoticeFile, NoticeList, NoticeRow } from '../import-contract.ts'
import type { LikelyPerson, Notice, NoticesQuery } from '../notice-contract.ts'
import {
  type Candidate,
  findNewer,
  findNotice,
  listCandidates,
  listNotices,
  type SealedNotice,
  saveHeld,
  saveReading,
  saveResidence,
} from '../queries/notices.ts'
import {
  type AnnouncedIdentity,
  birthOf,
  describePerson,
  openAnnounced,
} from './notice-identity.ts'

const Place = z.strictObject({ on: z.iso.date().nullable(), id: z.uuid() })

/** Who was announced to my desks and has no case yet, the next release first. */
export async function readNotices(tx: ActorTx, wish: NoticesQuery): Promise<NoticeList> {
  const after = wish.cursor ? decodeCursor(Place, wish.cursor) : undefined
  const found = await listNotices(tx, wish, after)
  const shown = found.slice(0, wish.limit)
  const last = shown.at(-1)
  await saveReading(tx, 'notices.list', { notices: shown.map(({ id, version }) => [id, version]) })
  return {
    notices: shown.map((notice) => toRow(notice, openNotice(tx, notice))),
    nextCursor:
      last && found.length > shown.length
        ? encodeCursor({ on: last.release.on, id: last.id })
        : null,
  }
}

/**
 * One notice, with the persons whom it may mean and why.
 *
 * Nothing is joined by itself: reasons are told in words, and a human decides.
 */
export async function readNotice(tx: ActorTx, id: string): Promise<NoticeFile> {
  const notice = await findOpenNotice(tx, id)
  const identity = openNotice(tx, notice)
  const likely = await listLikely(tx, notice, identity)
  const newer = await findNewer(tx, id)
  await saveReading(tx, 'notice.read', {
    notice: id,
    version: notice.version,
    likely: likely.map(({ personId }) => personId),
  })
  return {
    ...toRow(notice, identity),
    likely: likely.map(({ personId, ref, person, birth, reasons }) => ({
      personId,
      ref,
      person,
      birth,
      reasons,
    })),
    newer: newer
      ? {
          person: describePerson(
            openAnnounced(tx.actor, id, newer.key_wrapped, newer.identity_sealed),
          ),
          release: newer.release,
          residence: newer.residence,
          receivedOn: newer.receivedOn,
        }
      : null,
  }
}

/** Says where somebody without a fixed address belongs; of somebody else's nothing stays here. */
export async function decideResidence(
  tx: ActorTx,
  id: string,
  version: number,
  residence: 'city' | 'elsewhere',
): Promise<void> {
  await saveResidence(tx, id, version, residence === 'city')
  await record(tx, 'notice.residence_decided', { notice: id, residence })
}

/** Under one number two announcements: says whether both mean one person. The newer one stands. */
export async function decideHeld(
  tx: ActorTx,
  id: string,
  version: number,
  { person }: DecideHeld,
): Promise<void> {
  await saveHeld(tx, id, version, person === 'same')
  await record(tx, 'notice.held_decided', { notice: id, person })
}

/** A notice that waits for my desks; one that became a case is gone for this purpose. */
export async function findOpenNotice(tx: ActorTx, id: string): Promise<SealedNotice> {
  const notice = await findNotice(tx, id)
  if (!notice || notice.status === 'case') throw notFound('notice')
  return notice
}

/** What the prison announced, opened for one answer and kept nowhere. */
export function openNotice(tx: ActorTx, notice: SealedNotice): AnnouncedIdentity {
  const { id, key_wrapped, identity_sealed } = notice
  if (!key_wrapped || !identity_sealed) throw notFound('notice')
  return openAnnounced(tx.actor, id, key_wrapped, identity_sealed)
}

export type Likely = LikelyPerson & { caseId: string | null; candidate: Candidate }

/** Persons whom a notice may mean, each with the reasons for asking. */
export async function listLikely(
  tx: ActorTx,
  notice: SealedNotice,
  identity: AnnouncedIdentity,
): Promise<Likely[]> {
  const { keys, authority } = tx.actor
  const announced = { ...identity, birth: birthOf(identity.birth) }
  const candidates = await listCandidates(tx, notice)
  return candidates.flatMap((candidate): Likely[] => {
    const known = openIdentity(keys, authority, candidate)
    if (!known) return []
    const { likely, reasons } = likelySame(announced, { ...known, birth: birthOf(known.birth) })
    if (!likely && !candidate.byNumber) return []
    return [
      {
        personId: candidate.id,
        ref: candidate.ref,
        person: nameBriefly(known),
        birth: known.birth,
        reasons: candidate.byNumber ? ['same_number', ...reasons] : reasons,
        caseId: candidate.caseId,
        candidate,
      },
    ]
  })
}

function toRow(notice: SealedNotice, identity: AnnouncedIdentity): NoticeRow {
  const { id, prison, release, residence, remand, receivedOn, vanishedOn } = notice
  return {
    id,
    prison,
    establishment: identity.establishment ?? null,
    person: describePerson(identity) satisfies Notice['person'],
    release,
    residence,
    remand,
    receivedOn,
    vanishedOn,
    status: notice.status,
    eraseOn: notice.eraseOn,
    version: notice.version,
  }
}
