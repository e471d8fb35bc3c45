import type { Chance } from '../chance.ts'
import { addCase } from './case-rows.ts'
import { put, type Rows } from './insert.ts'
import { inventPerson, respell } from './names.ts'
import { addNotice, addPerson, inventNumber, type Town } from './person-rows.ts'
import { tell } from './story.ts'

export interface Wish {
  /** Persons with a case, and notices that wait for a decision. */
  cases: number
  notices: number
  /** Number of the first reference: several batches make one town. */
  first?: number
}

/** Days to the release: dense in the weeks around today, thin towards the ends of eighteen months. */
function releaseOf(chance: Chance): number | null {
  if (chance.likely(0.03)) return null
  const luck = chance.next()
  if (luck < 0.3) return -chance.int(1, 180)
  if (luck < 0.42) return chance.int(0, 42)
  if (luck < 0.6) return chance.int(43, 120)
  return chance.int(121, 365)
}

/** The rows of a whole town, ready to be written. */
export function populate(town: Town, chance: Chance, wish: Wish): Rows {
  const rows: Rows = new Map()
  const first = wish.first ?? 1
  put(rows, 'imports', importRow(town))
  const known = Array.from({ length: wish.cases }, (_, i) => {
    const identity = inventPerson(chance)
    const story = tell(chance, weekday(town.today, releaseOf(chance)))
    const number = inventNumber(story.prison, first + i)
    const person = addPerson(rows, town, chance, identity, story.prison, number)
    addCase(
      rows,
      town,
      chance,
      { person, identity },
      `V-${String(first + i).padStart(4, '0')}`,
      story,
    )
    return { identity, prison: story.prison }
  })
  for (let i = 0; i < wish.notices; i += 1) {
    // A few announce somebody whom the city may already know from the other prison.
    const double = i < 6 ? known[i * 7] : undefined
    const identity = double ? respell(double.identity) : inventPerson(chance)
    const prison = double ? (double.prison === 2 ? 3 : 2) : chance.likely(0.7) ? 2 : 3
    const release = i % 17 === 3 ? null : weekday(town.today, chance.int(10, 380))
    addNotice(rows, town, chance, identity, {
      prison,
      number: inventNumber(prison, 500_000 + first + i),
      release,
      residence: i % 20 === 5 ? 'unknown' : 'city',
    })
  }
  return rows
}

/** Most prisons release on weekdays; one in eight dates still falls on a Friday or a weekend. */
function weekday(today: string, offset: number | null): number | null {
  if (offset === null) return null
  const at = new Date(`${today}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + offset)
  const shift = [1, 0, 0, 0, 0, offset % 4 === 0 ? 0 : -1, -2][at.getUTCDay()] ?? 0
  return offset + shift
}

function importRow(town: Town) {
  return {
    authority_id: town.authority,
    id: town.importId,
    agency_id: 2,
    clause_id: 2,
    status: 'applied',
    file_hash: Buffer.alloc(32),
    counts: { rows: 140, new: 140, changed: 0 },
    created_by: town.coordinator,
    created_at: `${town.today}T06:00:00Z`,
    applied_by: town.coordinator,
    applied_at: `${town.today}T06:01:00Z`,
    version: 2,
  }
}
