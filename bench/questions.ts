import type { Pool, PoolClient } from 'pg'
import { queryTokens } from '../src/modules/persons/names/tokens.ts'
import type { Keyring } from '../src/platform/seal/keyring.ts'
import { coordinatorAt, tokenOf, workerAt } from './city.ts'

type Ask = (client: PoolClient) => Promise<unknown>

/** One question or act of each kind, as the database is asked it, for looking at its plans. */
export async function questionsOf(owner: Pool, keys: Keyring): Promise<Record<string, Ask>> {
  const { rows } = await owner.query<{
    id: string
    ref: string
    version: number
    lead: string
    lead_version: number
    desk: number
  }>(
    `select c.id, c.ref, c.version, l.id as lead, l.version as lead_version, l.agency_id as desk
       from app.cases c join app.leads l on l.authority_id = c.authority_id and l.case_id = c.id
      where c.authority_id = 1 and l.state = 'offered' and l.domain = 'finance_papers' limit 1`,
  )
  const one = rows[0]
  if (!one) return {}
  const token = tokenOf(1, coordinatorAt(0))
  const read = (name: string, ...args: unknown[]): Ask => {
    const values = [token, 'reintegration', '', ...args]
    const places = values.map((_, index) => `$${index + 1}`)
    return (client) => client.query(`select ${name}(${places.join(', ')})`, values)
  }
  const act =
    (who: string, text: string, values: unknown[]): Ask =>
    async (client) => {
      await client.query(`select actor.assume($1, 'reintegration', '')`, [who])
      await client.query(text, values)
    }
  const words = queryTokens(keys, 1, 'Abbas').map(({ any }) => ({
    exact: any.slice(0, 1).map(String),
    any: any.map(String),
  }))
  return {
    worklist: read('read.today'),
    releases: read('read.releases', 12, 50, null, null, 51),
    'open case': read('read.case_detail', one.ref),
    continuity: read('read.continuity', one.ref),
    search: act(token, 'select read.persons_found($1, $2)', [JSON.stringify(words), ['1']]),
    answer: act(
      tokenOf(1, workerAt(one.desk)),
      `select act.answer_lead($1, $2, 'accepted', null, 'self', null, null)`,
      [one.lead, one.lead_version],
    ),
    'move a date': act(
      token,
      `select act.move_release($1, $2, current_date + 100, 'expected', null, '\\x00')`,
      [one.id, one.version],
    ),
  }
}
