import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { ServicesToday } from '../contract.ts'

/** What waits for my agency: entries and cards to look at, questions about sessions, open issues. */
export async function countToday(tx: ActorTx): Promise<ServicesToday> {
  const { authority, agency, today } = tx.actor
  const coordinates = tx.actor.functions.includes('coordinator')
  const { rows } = await sql<ServicesToday>`
    select
      (select count(*)::int from app.services s where s.authority_id = ${authority} and s.owner_agency_id = ${agency}
          and s.retired_at is null and s.reviewed_on <= ${today}::date - interval '12 months') as "servicesOverdue",
      (select count(*)::int from app.prison_cards c where c.authority_id = ${authority}
          and (c.agency_id = ${agency} or ${coordinates}) and c.reviewed_on < ${today}::date - 180) as "cardsOverdue",
      (select count(*)::int from app.inreach_sessions s where s.authority_id = ${authority}
          and s.prison_agency_id = ${agency} and s.state = 'asked') as "inreachWaiting",
      (select count(*)::int from app.inreach_sessions s where s.authority_id = ${authority}
          and s.asking_agency_id = ${agency} and s.state = 'proposed') as "inreachProposed",
      (select count(*)::int from app.visit_issues i
         join app.prison_visits v on v.authority_id = i.authority_id and v.id = i.visit_id
        where i.authority_id = ${authority} and v.prison_agency_id = ${agency} and i.answer is null) as "issuesOpen"
  `.execute(tx)
  const [counts] = rows
  if (!counts) throw new Error('The database counted nothing')
  return counts
}
