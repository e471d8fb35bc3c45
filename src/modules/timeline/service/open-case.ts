import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { seal } from '../../../platform/seal/envelope.ts'
import { record } from '../../audit/service.ts'
import type { CaseOpened, LinkNotice } from '../import-contract.ts'
import type { Informed, OpenCase } from '../notice-contract.ts'
import { findCaseRef, type SealedNotice, saveCase, saveLink } from '../queries/notices.ts'
import type { AnnouncedIdentity } from './notice-identity.ts'
import { findOpenNotice, type Likely, listLikely, openNotice } from './notices.ts'

/** At most so long may somebody stay uninformed before it is looked at again. */
const longestDelayMonths = 6

/**
 * The named decision that turns a notice into a case (TC10, MA-17, PR-08): on which clause, why, and
 * how the person was told or why not yet (LED-21).
 *
 * Whoever may be the same person must have been looked at: chosen, or found to be somebody else.
 */
export async function openCase(
  tx: ActorTx,
  noticeId: string,
  version: number,
  decision: OpenCase,
): Promise<CaseOpened> {
  checkInformed(decision.informed, tx.actor.today)
  const notice = await findOpenNotice(tx, noticeId)
  if (notice.status === 'held') throw conflict('notice_held')
  if (notice.residence !== 'city') throw conflict('notice_residence_undecided')
  const identity = openNotice(tx, notice)
  const likely = await listLikely(tx, notice, identity)
  refuseUndecided(likely, decision)
  const same = likely.find(({ personId }) => personId === decision.samePersonAs)
  if (decision.samePersonAs && !same) throw notFound('person')
  if (same?.ref) throw conflict('case_already_open', { ref: same.ref })

  const id = randomUUID()
  const ref = await saveCase(tx, {
    notice: noticeId,
    version,
    id,
    clause: decision.clauseId,
    informed: decision.informed,
    notSameAs: decision.notSameAs,
    ...(same ? knownPerson(tx, same, identity) : newPerson(tx, identity)),
    ...sealCase(tx, id, notice, decision),
  })
  const detail = { caseId: id, notice: noticeId, clause: decision.clauseId }
  // Who was looked at and found to be somebody else was compared all the same.
  const others = decision.notSameAs.length > 0 && { notSameAs: decision.notSameAs }
  await record(tx, 'case.opened', { ...detail, informed: decision.informed.state, ...others })
  if (same) await record(tx, 'person.linked', { ...detail, person: same.personId })
  return { id, ref }
}

/**
 * The announced person is the one of an open case: the case gets this prison's number too (PI1).
 *
 * The release date of the case stays: moving it is a decision of its own.
 */
export async function linkNotice(
  tx: ActorTx,
  noticeId: string,
  version: number,
  { samePersonAs }: LinkNotice,
): Promise<CaseOpened> {
  const notice = await findOpenNotice(tx, noticeId)
  const identity = openNotice(tx, notice)
  const likely = await listLikely(tx, notice, identity)
  const same = likely.find(({ personId }) => personId === samePersonAs)
  if (!same) throw notFound('person')
  if (!same.caseId) throw conflict('person_without_open_case')
  const { person, number } = knownPerson(tx, same, identity)
  const ref = await saveLink(tx, { notice: noticeId, version, person, number, case: same.caseId })
  await record(tx, 'person.linked', { caseId: same.caseId, notice: noticeId, person })
  return { id: same.caseId, ref }
}

/** The case that a repeated request made the first time. */
export async function openedBefore(tx: ActorTx, id: string): Promise<CaseOpened> {
  const ref = await findCaseRef(tx, id)
  if (!ref) throw notFound('case')
  return { id, ref }
}

function checkInformed(informed: Informed, today: string): void {
  if (informed.state === 'informed') {
    if (informed.on > today) throw invalid('informed.on', 'informed_in_future')
    return
  }
  if (informed.reviewOn <= today) throw invalid('informed.reviewOn', 'informed_review_past')
  const latest = monthsAfter(today, longestDelayMonths)
  if (informed.reviewOn > latest)
    throw invalid('informed.reviewOn', 'informed_review_too_late', { months: longestDelayMonths })
}

function monthsAfter(day: string, months: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  const wanted = at.getUTCMonth() + months
  at.setUTCMonth(wanted)
  // 31 August plus six months is the last of February, not the third of March.
  if (at.getUTCMonth() !== wanted % 12) at.setUTCDate(0)
  return at.toISOString().slice(0, 10)
}

function refuseUndecided(likely: readonly Likely[], { samePersonAs, notSameAs }: OpenCase): void {
  const open = likely.filter(
    ({ personId }) => personId !== samePersonAs && !notSameAs.includes(personId),
  )
  if (open.length > 0)
    throw invalid('notSameAs', 'case_likely_persons_undecided', { count: open.length })
}

function newPerson(tx: ActorTx, { family, given, birth, language, number }: AnnouncedIdentity) {
  const person = randomUUID()
  const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
  const identity = JSON.stringify({
    family,
    given,
    birth: birth ?? null,
    language: language ?? null,
  })
  return {
    person,
    isNewPerson: true,
    personKey: wrapped,
    identity: seal(key, identity, `persons.identity:${person}`),
    number: seal(key, number, `person_identifiers.number:${person}`),
  }
}

function knownPerson(tx: ActorTx, { candidate }: Likely, { number }: AnnouncedIdentity) {
  const wrapped = Buffer.from(candidate.key, 'hex')
  const key = tx.actor.keys.dataKey(tx.actor.authority, wrapped)
  return {
    person: candidate.id,
    isNewPerson: false,
    personKey: null,
    identity: null,
    number: seal(key, number, `person_identifiers.number:${candidate.id}`),
  }
}

function sealCase(tx: ActorTx, id: string, notice: SealedNotice, decision: OpenCase) {
  const { key, wrapped } = tx.actor.keys.newDataKey(tx.actor.authority)
  const { reason, informed } = decision
  const words = informed.state === 'not_yet' ? `${reason}\n\n${informed.reason}` : reason
  const source = `${notice.prison.name}, ${notice.receivedOn}`
  return {
    caseKey: wrapped,
    reason: seal(key, words, `decisions.reason:${id}`),
    source: seal(key, source, `release_dates.source:${id}`),
  }
}
