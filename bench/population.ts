import type { Pool } from 'pg'
import { type Chance, longChance } from '../demo/chance.ts'
import { townOf } from '../demo/load.ts'
import { insertRows, type Rows } from '../demo/population/insert.ts'
import { inventId } from '../demo/population/person-rows.ts'
import { populate } from '../demo/population/populate.ts'
import { type Databases, openPool } from '../src/platform/db/connections.ts'
import { learnKeys } from '../src/platform/db/open-databases.ts'
import { addAuthority } from './city.ts'
import { cloneAuthorities } from './clone.ts'
import { type Place, population } from './place.ts'
import { divide, sharesOf } from './shares.ts'

const batch = 1000
/** Notices that wait for a decision, beside the persons who have a case. */
const noticesPerCase = 0.08
const longList = 40
/** Above so many persons only the first authority is invented; the others are copies of its first cases. */
const mostInvented = 50_000

export interface Country {
  persons: number
  authorities: number
  say(text: string): void
}

/**
 * A country of invented persons, laid down by the owner as if it had been lived through.
 *
 * One batch is written while the next is invented; the log begins empty.
 */
async function layDownCountry(
  databases: Databases & { owner: Pool },
  superuser: Pool,
  master: Buffer,
  wish: Country,
): Promise<number[]> {
  const { owner } = databases
  const cases = divide(wish.persons, sharesOf(wish.authorities))
  for (const [place, count] of cases.entries()) await addAuthority(owner, master, place + 1, count)
  await learnKeys(databases.worker, databases.keys)
  let written: Promise<void> = Promise.resolve()
  let done = 0
  const copied = wish.persons > mostInvented
  for (const [place, count] of cases.entries()) {
    if (copied && place > 0) break
    for (let from = 0; from < count; from += batch) {
      const size = Math.min(batch, count - from)
      const rows = await invent(databases, place + 1, from, size)
      await written
      written = insertRows(owner, rows)
      done += size
      wish.say(`${done} of ${wish.persons} persons`)
    }
  }
  await written
  if (copied) await cloneAuthorities(superuser, { master, keys: databases.keys }, cases, wish.say)
  await owner.query('vacuum (analyze)')
  return cases
}

async function invent(
  databases: Databases & { owner: Pool },
  authority: number,
  from: number,
  size: number,
): Promise<Rows> {
  const luck = withCommonNames(longChance(authority * 100_003 + from))
  const town = await townOf(databases.owner, databases, authority, inventId(luck))
  const notices = Math.round(size * noticesPerCase)
  return populate(town, luck, { cases: size, notices, first: from + 1 })
}

/**
 * Some names are borne by many and most by few: from a long list, which only names are, the first
 * are picked far more often than the last.
 */
function withCommonNames(luck: Chance): Chance {
  return {
    ...luck,
    pick: (list) => {
      if (list.length < longList) return luck.pick(list)
      return list[Math.floor(list.length * luck.next() ** 1.8)] as (typeof list)[number]
    },
  }
}

/** Lays the population down unless it was kept; the seconds that it took. */
export async function populateOnce(place: Place, wish: Country): Promise<number | null> {
  if (place.found) return null
  const databases = await place.open(population)
  const superuser = openPool({ ...place.cluster.superuser, database: population }, 1)
  const begun = performance.now()
  await layDownCountry(databases, superuser, place.master, wish)
  await superuser.end()
  await databases.close()
  return (performance.now() - begun) / 1000
}
