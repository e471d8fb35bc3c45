import { randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { record } from '../../audit/service.ts'
import { answerLead } from '../../handovers/service/answer-lead.ts'
import { identifyPerson } from '../../persons/service/identity.ts'
import { addDays } from '../../timeline/service/days.ts'
import { holdLead } from '../../timeline/service/find-lead.ts'
import { offerLead } from '../../timeline/service/offer-lead.ts'
import { type Basic, type BasicLine, basics, type FirstDay, type SayBasic } from '../contract.ts'
import { listContacts } from '../queries/duty.ts'
import {
  type CaseRead,
  findCase,
  findOffer,
  findUnplanned,
  listAccepted,
  listArranged,
  listSaid,
  listTold,
  mayBeAsked,
  saveReading,
  saveSaid,
  type ToldRead,
} from '../queries/first-day.ts'
import { categoryOf, domainOf, openCircumstances, openSaid, sealSaid } from './said.ts'

/** A case that I may see; unseen is missing. */
export async function seenCase(tx: ActorTx, ref: string): Promise<CaseRead> {
  const found = await findCase(tx, ref)
  if (!found) throw notFound('case')
  return found
}

/** The five basics of somebody, bed first, and who was told of an unplanned release. */
export async function readFirstDay(tx: ActorTx, ref: string): Promise<FirstDay> {
  const { keys, authority, agency, today } = tx.actor
  const found = await seenCase(tx, ref)
  const unplanned = await findUnplanned(tx, found.id)
  await saveReading(tx, 'basics.read', found.id, { version: found.version })
  return {
    ref,
    person: identifyPerson(keys, authority, found.person),
    release: found.release,
    today,
    basics: await linesOf(tx, found, unplanned?.knownAt),
    unplanned: unplanned
      ? {
          id: unplanned.id,
          knownAt: iso(unplanned.knownAt),
          until: iso(unplanned.until),
          recordedBy: unplanned.recordedBy,
          circumstances: openCircumstances(tx.actor, unplanned),
          told: (await listTold(tx, unplanned.id)).map(toldOf),
        }
      : null,
    mayRecord:
      found.relations.some((one) => ['coordination', 'lead', 'cover'].includes(one)) ||
      found.prison === agency,
  }
}

const iso = (at: Date) => new Date(at).toISOString()

const toldOf = (told: ToldRead) => ({
  ...told,
  at: iso(told.at),
  deliveredAt: told.deliveredAt && iso(told.deliveredAt),
  acknowledgedAt: told.acknowledgedAt && iso(told.acknowledgedAt),
})

async function linesOf(
  tx: ActorTx,
  found: CaseRead,
  releasedAt: Date | undefined,
): Promise<BasicLine[]> {
  const said = await listSaid(tx, found.id)
  const arranged = await listArranged(tx, found.id)
  const accepted = await listAccepted(tx, found.id)
  const contacts = await listContacts(tx)
  return basics.map((basic): BasicLine => {
    const category = categoryOf[basic]
    const full = found.categories.includes(category)
    const contact = contacts.find((one) => one.basic === basic)
    const taken = accepted.find(({ domain }) => domain === domainOf[basic])
    return {
      basic,
      view: full ? 'full' : found.summaries.includes(category) ? 'summary' : 'none',
      arranged: !full && arranged.includes(basic),
      accepted: full && taken ? { agency: taken.agency, until: taken.until } : null,
      said: said
        .filter((one) => one.basic === basic)
        .map((one) => openSaid(tx.actor, one, releasedAt)),
      contact: full && contact ? { agency: contact.agency, phone: contact.phone } : null,
    }
  })
}

/**
 * Says something of a basic: asked, confirmed by a name, open, not needed, not wanted.
 *
 * A bed and medication are a whole part of life: asking is an offer, and what an agency confirms by
 * phone or on paper is its answer, to be confirmed within five working days (HA7).
 */
export async function sayBasic(tx: ActorTx, ref: string, said: SayBasic): Promise<FirstDay> {
  const { basic, state, source, agencyId, saidBy } = said
  if (state === 'confirmed' && source === 'screen')
    throw invalid('source', 'basic_confirmed_elsewhere')
  if (source !== 'screen' && (state === 'confirmed' || state === 'open') && !saidBy)
    throw invalid('saidBy', 'basic_said_by_missing')
  const found = await seenCase(tx, ref)
  const lead = await moveOffer(tx, found, said)
  const id = randomUUID()
  await saveSaid(tx, {
    id,
    caseId: found.id,
    basic,
    state,
    source,
    agencyId,
    saidAt: said.saidAt ?? new Date().toISOString(),
    lead,
    ...sealSaid(tx.actor, id, said),
  })
  // Which basic, and that something was said: what was said is health data for some of them.
  await record(tx, 'basics.said', { caseId: found.id, said: id, basic, agency: agencyId, source })
  return readFirstDay(tx, ref)
}

async function moveOffer(tx: ActorTx, found: CaseRead, said: SayBasic): Promise<string | null> {
  const domain = domainOf[said.basic]
  if (!domain || !['asked', 'confirmed'].includes(said.state)) return null
  const known = await findOffer(tx, found.id, domain, said.agencyId)
  const lead = known ?? (await offerFor(tx, found, domain, said))
  if (!lead) return null
  if (said.state === 'confirmed' && lead.state === 'offered') await confirmOffer(tx, lead, said)
  return lead.id
}

/** An agency that has not signed, or brings something else, is asked without an offer. */
async function offerFor(
  tx: ActorTx,
  found: CaseRead,
  domain: 'accommodation' | 'health',
  { agencyId, nights }: SayBasic,
) {
  const { today } = tx.actor
  if (!(await mayBeAsked(tx, found.id, domain, agencyId))) return null
  const made = await offerLead(tx, found.ref, {
    domain,
    agencyId,
    from: today,
    until: addDays(today, nights),
    tied: 'calendar',
    voluntary: false,
    answerBy: today,
  })
  return { id: made.id, version: made.version, state: 'offered' }
}

async function confirmOffer(
  tx: ActorTx,
  lead: { id: string; version: number },
  { saidBy, source }: Pick<SayBasic, 'saidBy' | 'source'>,
): Promise<void> {
  await answerLead(tx, () => holdLead(tx, lead.id), lead.version, {
    outcome: 'accepted',
    channel: source === 'paper' ? 'paper' : 'phone',
    saidBy: saidBy ?? tx.actor.name,
    saidOn: tx.actor.today,
  })
}

/** An offer that waits for this agency is answered with what it wrote on paper. */
export async function confirmOnPaper(
  tx: ActorTx,
  found: Pick<CaseRead, 'id' | 'relations'>,
  basic: Basic,
  agencyId: number,
  saidBy: string,
): Promise<void> {
  const domain = domainOf[basic]
  if (!domain || !found.relations.includes('coordination')) return
  const lead = await findOffer(tx, found.id, domain, agencyId)
  if (lead?.state === 'offered') await confirmOffer(tx, lead, { saidBy, source: 'paper' })
}
