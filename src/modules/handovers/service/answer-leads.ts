import { invalid, Problem } from '../../../platform/errors.ts'
import type { Acting } from '../../../platform/http/actor-requests.ts'
import { findLeadAgain, holdingLead } from '../../timeline/service/find-lead.ts'
import type { LeadAnswered, LeadAnswers, LeadsAnswered } from '../contract.ts'
import { answerLead } from './answer-lead.ts'

type Offer = LeadAnswers['offers'][number]

/**
 * Several offers with one answer. Each is an act of its own: one that changed meanwhile holds up no
 * other, and the same list sent again does nothing twice.
 */
export async function answerLeads(asking: Acting, answers: LeadAnswers): Promise<LeadsAnswered> {
  if (answers.outcome === 'declined' && !answers.reason)
    throw invalid('reason', 'lead_decline_needs_reason')
  const results: LeadAnswered[] = []
  for (const offer of answers.offers) results.push(await answerOne(asking, answers, offer))
  return { results }
}

async function answerOne(
  asking: Acting,
  { outcome, reason }: LeadAnswers,
  { id, version }: Offer,
): Promise<LeadAnswered> {
  try {
    const answer = { outcome, ...(outcome === 'declined' && { reason }) }
    await asking.asActor((tx, held) => answerLead(tx, held, version, answer), holdingLead(id))
    return { id, result: 'done', code: null }
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 401) throw error
    if (error.status === 404) return { id, result: 'gone', code: null }
    if (error.status !== 412 && error.code !== 'lead_already_answered')
      return { id, result: 'refused', code: error.code }
    const now = await asking.asActor((tx) => findLeadAgain(tx, id))
    return { id, result: now?.state === outcome ? 'already' : 'changed', code: null }
  }
}
