import type { Pool, PoolClient } from 'pg'
import { queryTokens } from '../src/modules/persons/names/tokens.ts'
import type { Keyring } from '../src/platform/seal/keyring.ts'
import { coordinatorAt, tokenOf, workerAt } from './city.ts'

type Ask = (client: PoolClient) => Promise<unknown>

/** A question of the catalogue, and how many rows its answer delivers. */
export interface Question {
  ask: Ask
  /** Objects in the answer; for an act, the rows of the case on which it acts. */
  delivered(answer: unknown): number
}

/** One question or act of each kind, as the database is asked it, for looking at its plans. */
export async function questionsOf(owner: Pool, keys: Keyring): Promise<Record<string, Question>> {
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
  const rowsOfCase = await countRowsOf(owner, one.id)
  const read = (name: string, ...args: unknown[]): Question => {
    const values = [token, 'reintegration', '', ...args]
    const places = values.map((_, index) => `$${index + 1}`)
    const text = `select ${name}(${places.join(', ')})::json as answer`
    return { ask: async (client) => (await client.query(text, values)).rows, delivered: objectsIn }
  }
  const ask =
    (who: string, text: string, values: unknown[]): Ask =>
    async (client) => {
      await client.query(`select actor.assume($1, 'reintegration', '')`, [who])
      return (await client.query(text, values)).rows
    }
  const act = (who: string, text: string, values: unknown[]): Question => ({
    ask: ask(who, text, values),
    delivered: () => rowsOfCase,
  })
  const words = queryTokens(keys, 1, 'Abbas').map(({ any }) => ({
    exact: any.slice(0, 1).map(String),
    any: any.map(String),
  }))
  return {
    worklist: read('read.today', 15, 12),
    releases: read('read.releases', 12, 25, null, null),
    'releases counted': read('read.release_counts', 12, 100),
    'open case': read('read.case_detail', one.ref),
    continuity: read('read.continuity', one.ref),
    'list of cases': read('read.case_list', '{}', 'ref', 50, 50, null, null, null),
    search: {
      ask: ask(token, `select read.persons_found($1, $2, '{}', 50, 21) as answer`, [
        JSON.stringify(words),
        ['1'],
      ]),
      delivered: objectsIn,
    },
    answer: act(
      tokenOf(1, workerAt(one.desk)),
      `select act.answer_lead($1, $2, 'accepted', null, 'self', null, null)`,
      [one.lead, one.lead_version],
    ),
    'move a date': act(
      token,
      `select read.move_kept($1, $2, current_date + 100, 'expected', null, '\\x00')`,
      [one.id, one.version],
    ),
  }
}

/** Objects at any depth: the rows of an answer and what belongs to them. */
function objectsIn(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null) return 0
  const own = Array.isArray(answer) ? 0 : 1
  return Object.values(answer).reduce<number>((sum, one) => sum + objectsIn(one), own)
}

async function countRowsOf(owner: Pool, id: string): Promise<number> {
  const tables = ['leads', 'case_leads', 'seats', 'milestones', 'case_needs', 'release_dates']
  const { rows } = await owner.query<{ rows: number }>(
    `select (${tables.map((name) => `(select count(*) from app.${name} where authority_id = 1 and case_id = $1)`).join(' + ')})::int as rows`,
    [id],
  )
  return rows[0]?.rows ?? 0
}
