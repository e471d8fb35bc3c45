import type { FreshDatabase } from '../world-database.ts'
import type { Tally } from './compare.ts'
import { idOf } from './ids.ts'
import { isHeld } from './model-naming.ts'
import type { State } from './state.ts'

interface Answer {
  authority: number
  case: string
  principal: number
  held: boolean
}

const question = `select p.authority_id as authority, c.id as "case", p.id as principal, act.seen_at(p.authority_id, c.id, p.id) as held
  from app.principals p join app.cases c on c.authority_id = p.authority_id where p.authority_id >= $1 and p.authority_id < $2`

/** Of worlds that are laid down: for which desks and members somebody holds each case (R9), said by both. */
export async function askHeld(
  db: FreshDatabase,
  states: readonly State[],
  first: number,
  tally: Tally,
): Promise<void> {
  const { rows } = await db.owner.query<Answer>(question, [first, first + states.length])
  const found = new Map(
    rows.map((one) => [`${one.authority} ${one.case} ${one.principal}`, one.held]),
  )
  for (const [at, state] of states.entries())
    for (const of of state.cases)
      for (const { principal } of [...state.desks, ...state.members]) {
        const authority = first + at
        const held = found.get(`${authority} ${idOf(authority, of.id)} ${principal}`)
        const model = isHeld(state, of, principal)
        tally.asked += 1
        if (held) tally.allowed += 1
        if (model === held) continue
        const what = `somebody holds ${of.id} for ${principal}`
        const said = { model: [String(model)], database: [String(held)] }
        tally.differences.push({ authority, member: 0, purpose: of.purpose, what, ...said })
      }
}
