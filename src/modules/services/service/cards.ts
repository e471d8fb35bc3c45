import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { versionOutdated } from '../../../platform/http/versions.ts'
import type { NewVisit, PrisonCard, PrisonCardEntry, PrisonList } from '../card-contract.ts'
import {
  findCard,
  listPrisonRows,
  listVisitRows,
  saveCard,
  saveCardReview,
  saveIssueAnswer,
  saveVisit,
} from '../queries/cards.ts'
import { listChanges } from '../queries/services.ts'
import { mayLookAfter } from './directory.ts'

/** The prisons with their first contact; a telephone number finds the prison that rang. */
export async function listPrisons(tx: ActorTx, q = ''): Promise<PrisonList> {
  return { prisons: await listPrisonRows(tx, q) }
}

/** The card of a prison, its visits with what they left open, and who changed the card. */
export async function readCard(tx: ActorTx, prison: number): Promise<PrisonCard> {
  const row = await findCard(tx, prison)
  if (!row) throw notFound('prison')
  const visits = await listVisitRows(tx, prison)
  const own = mayLookAfter(tx, prison)
  return {
    ...row,
    visits: visits.map(({ prison: _, ...visit }) => ({
      ...visit,
      mayAnswer: own || mayLookAfter(tx, visit.by.id),
    })),
    changes: await listChanges(tx, { card: prison }),
    may: [
      ...(own ? (['change'] as const) : []),
      ...(own && row.version > 0 ? (['review'] as const) : []),
      ...(mayLookAfter(tx, tx.actor.agency) ? (['visit'] as const) : []),
    ],
  }
}

/** Writes the card; who writes it has read it, so it counts as reviewed. */
export async function changeCard(
  tx: ActorTx,
  prison: number,
  version: number,
  card: PrisonCardEntry,
): Promise<PrisonCard> {
  await refuseOutdated(tx, prison, version, card)
  await saveCard(tx, prison, version, card)
  return readCard(tx, prison)
}

/** "Still right, reviewed today." */
export async function reviewCard(
  tx: ActorTx,
  prison: number,
  version: number,
): Promise<PrisonCard> {
  await refuseOutdated(tx, prison, version, { reviewed: true })
  await saveCardReview(tx, prison, version)
  return readCard(tx, prison)
}

/** Writes down a visit of the liaison, with what it left open. */
export async function recordVisit(
  tx: ActorTx,
  prison: number,
  visit: NewVisit,
): Promise<PrisonCard & { id: string }> {
  const id = await saveVisit(tx, prison, visit)
  return { ...(await readCard(tx, prison)), id }
}

/** Answers what a visit left open; an empty answer opens it again. */
export async function answerIssue(
  tx: ActorTx,
  issue: string,
  version: number,
  answer: string,
): Promise<PrisonCard> {
  return readCard(tx, await saveIssueAnswer(tx, issue, version, answer))
}

async function refuseOutdated(
  tx: ActorTx,
  prison: number,
  version: number,
  yours: unknown,
): Promise<void> {
  const current = await readCard(tx, prison)
  if (current.version !== version && current.may.includes('change'))
    throw versionOutdated(yours, current)
}
