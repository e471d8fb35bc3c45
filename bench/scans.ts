import { learnKeys } from '../src/platform/db/open-databases.ts'
import { silentLog } from '../src/platform/log.ts'
import { asProduct, copyPopulation, openPlace, type Place } from './place.ts'
import { type Heavy, watch } from './plans.ts'
import { type Country, populateOnce } from './population.ts'
import { questionsOf } from './questions.ts'

/** Rows that a question touched in tables and indexes, all its statements together, and rows it delivered. */
export interface Scan {
  scanned: number
  delivered: number
}

/** What the database does for each question: its heaviest statements, and how many rows it touches. */
export interface Watched {
  heavy: Record<string, Heavy[]>
  scans: Record<string, Scan>
}

/** Only how many rows each question of the catalogue touches; the population is laid down, nothing is timed. */
export async function checkScans(
  wish: Country & { cache: string; keep?: string },
): Promise<Record<string, Scan>> {
  const place = await openPlace(wish.keep, wish.cache, silentLog)
  try {
    await populateOnce(place, wish)
    await copyPopulation(place, asProduct)
    return (await watchAll(place, wish)).scans
  } finally {
    await place.close()
  }
}

/** Looks at one question or act of each kind, for the largest authority. */
export async function watchAll(place: Place, wish: Pick<Country, 'say'>): Promise<Watched> {
  const databases = await place.open(asProduct)
  await learnKeys(databases.worker, databases.keys)
  const questions = await questionsOf(databases.owner, databases.keys)
  // What an agency may is worked out for the first who comes on a day; what is watched is undone each time.
  await databases.owner.query(
    `select actor.rights_known(g.authority_id, g.id, 'reintegration', actor.day_in(g.authority_id))
       from app.agencies g where g.authority_id = 1`,
  )
  await databases.close()
  const address = { ...place.cluster.superuser, database: asProduct }
  const heavy: Record<string, Heavy[]> = {}
  const scans: Record<string, Scan> = {}
  for (const [name, question] of Object.entries(questions)) {
    wish.say(`plans: ${name}`)
    const { answer, statements } = await watch(address, question.ask)
    heavy[name] = statements.slice(0, 12)
    const scanned = statements.reduce((sum, one) => sum + one.scanned, 0)
    scans[name] = { scanned, delivered: question.delivered(answer) }
  }
  return { heavy, scans }
}
