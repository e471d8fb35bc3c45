import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { versionOutdated } from '../../../platform/http/versions.ts'
import type { Lead } from '../../timeline/contract.ts'
import { leadOf } from '../../timeline/service/find-lead.ts'
import type { HeldLeadRead } from '../../timeline/service/lead-read.ts'
import { sealLeadWords } from '../../timeline/service/lead-words.ts'
import type { LeadAnswer } from '../contract.ts'
import { type SealedAnswer, saveAnswer } from '../queries.ts'

/**
 * The agency that was asked answers, once; or the asker records what it said by phone or on paper.
 * Until it accepts, the asking agency stays responsible.
 *
 * An offer that the actor may not see is answered as missing: to say "forbidden" would tell an
 * outsider that this person is known to the partnership.
 */
export async function answerLead(
  tx: ActorTx,
  hold: () => HeldLeadRead | null | Promise<HeldLeadRead | null>,
  version: number,
  answer: LeadAnswer,
): Promise<Lead> {
  checkAnswer(answer, tx.actor.today)
  const lead = await hold()
  if (!lead) throw notFound('lead')
  if (lead.version !== version) throw versionOutdated(version, lead.version)
  const sealed = sealAnswer(tx, lead, answer)
  const { version: saved, lead: after } = await saveAnswer(tx, lead, answer, sealed)
  return leadOf(tx.actor.keys, after ? { ...lead, ...after } : lastSight(lead, saved, sealed))
}

function checkAnswer(answer: LeadAnswer, today: string): void {
  const { outcome, reason, channel, saidBy, saidOn, endsOn } = answer
  if (outcome === 'declined' && !reason) throw invalid('reason', 'lead_decline_needs_reason')
  if (channel && outcome !== 'accepted' && outcome !== 'declined')
    throw invalid('channel', 'lead_channel_not_here')
  if (channel && !saidBy) throw invalid('saidBy', 'lead_said_by_missing')
  if (!channel && saidBy) throw invalid('channel', 'lead_channel_missing')
  if (saidOn && saidOn > today) throw invalid('saidOn', 'lead_said_on_future')
  if (outcome === 'ended' && !endsOn) throw invalid('endsOn', 'lead_end_missing')
  if (outcome !== 'ended' && endsOn) throw invalid('endsOn', 'lead_end_not_here')
}

function sealAnswer(tx: ActorTx, lead: HeldLeadRead, answer: LeadAnswer): SealedAnswer {
  const { authority, keys, today } = tx.actor
  const { reason, saidBy, saidOn = today } = answer
  if (!reason && !saidBy) return { reason: null, saidBy: null, key: null }
  const given = lead.key ? Buffer.from(lead.key, 'hex') : null
  const made = given ? null : keys.newDataKey(authority)
  const key = made ? made.key : keys.dataKey(authority, given ?? Buffer.alloc(0))
  const said = saidBy && JSON.stringify({ name: saidBy, on: saidOn })
  return {
    reason: reason ? sealLeadWords(key, lead.id, 'reason', reason) : null,
    saidBy: said ? sealLeadWords(key, lead.id, 'said_by', said) : null,
    key: made && reason ? made.wrapped : null,
  }
}

/** Who declines without sitting on the case has seen the offer for the last time. */
function lastSight(lead: HeldLeadRead, version: number, sealed: SealedAnswer): HeldLeadRead {
  const reason = sealed.reason?.toString('hex') ?? null
  return { ...lead, state: 'declined', version, reason }
}
