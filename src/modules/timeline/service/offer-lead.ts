import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import { record } from '../../audit/service.ts'
import { holdCaseFor } from '../../cases/service/hold-case.ts'
import { insistOnReasons } from '../../items/wording/insist.ts'
import { identifyPerson } from '../../persons/service/identity.ts'
import type { Lead, NewLead } from '../contract.ts'
import { findPersonOfCase, findWorkingDay, type OfferedPeriod, saveOffer } from '../queries.ts'
import { addDays, daysBetween, earlierOf, laterOf } from './days.ts'
import { findLeadFor } from './find-lead.ts'
import { sealLeadWords } from './lead-words.ts'

/**
 * Asks an agency to be accountable for one lane from a day on. Until it accepts, nothing changes:
 * whoever is accountable stays accountable.
 */
export async function offerLead(tx: ActorTx, ref: string, offer: NewLead): Promise<Lead> {
  const held = await holdCaseFor(tx, ref)
  const { authority, keys, today, locale = 'en' } = tx.actor
  const note = { field: 'note', text: offer.note, context: { category: offer.domain } }
  const kept = insistOnReasons(note, locale, offer.kept)
  const period = readPeriod(offer, held.release.on)
  const begins = period.from ?? addDays(held.release.on ?? today, period.fromOffset ?? 0)
  const id = randomUUID()
  const dataKey = keys.newDataKey(authority)
  const person = identifyPerson(keys, authority, await findPersonOfCase(tx, held.person))
  const words = JSON.stringify({ note: offer.note ?? null, person: person.name ? person : null })
  await saveOffer(
    tx,
    {
      id,
      caseId: held.id,
      domain: offer.domain,
      agencyId: offer.agencyId,
      voluntary: offer.voluntary,
      answerBy: await readAnswerBy(tx, offer.answerBy, begins),
      key: dataKey.wrapped,
      words: sealLeadWords(dataKey.key, id, 'words', words),
    },
    period,
  )
  await record(tx, 'lead.offered', { caseId: held.id, lead: id, agency: offer.agencyId })
  if (kept) await record(tx, 'wording.kept', { caseId: held.id, lead: id, ...kept })
  return findLeadFor(tx, id)
}

/**
 * Days of the calendar stay where they are; days tied to the release are kept as distances from it.
 * An offer of the case lead has no end: it lasts until the next one.
 */
function readPeriod(offer: NewLead, releaseOn: string | null): OfferedPeriod {
  const { domain, tied, from = null, until = null } = offer
  if (domain === 'lead' && until !== null) throw invalid('until', 'lead_until_not_here')
  if (from !== null && until !== null && until <= from)
    throw invalid('until', 'lead_ends_before_it_begins')
  if (tied === 'calendar') {
    if (from === null) throw invalid('from', 'lead_from_missing')
    return { from, until, fromOffset: null, untilOffset: null }
  }
  if (releaseOn === null) throw invalid('tied', 'lead_release_unknown')
  const distance = (on: string | null) => (on === null ? null : daysBetween(releaseOn, on))
  const untilOffset = distance(until)
  const fromOffset = distance(from) ?? 0
  if (untilOffset !== null && untilOffset <= fromOffset)
    throw invalid('until', 'lead_ends_before_it_begins')
  return { from: null, until: null, fromOffset, untilOffset }
}

/** Five working days, but two days before it begins, and never before tomorrow. */
async function readAnswerBy(
  tx: ActorTx,
  wished: string | undefined,
  begins: string,
): Promise<string> {
  const { today } = tx.actor
  if (wished === undefined) {
    const usual = await findWorkingDay(tx, today, 5)
    return laterOf(addDays(today, 1), earlierOf(usual, addDays(begins, -2)))
  }
  if (wished < today) throw invalid('answerBy', 'lead_answer_by_past')
  return wished
}
