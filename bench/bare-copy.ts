import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { agencies } from '../demo/cast.ts'
import { projectRoot } from '../src/platform/config.ts'
import { copyPopulation, type Place, takeRightsAway, withoutRights } from './place.ts'
import { allTokens } from './tasks.ts'

/** A copy of the population in which rights and log are switched off: what the bare handler is asked. */
export async function copyWithoutRights(place: Place, authorities: number): Promise<void> {
  await copyPopulation(place, withoutRights)
  const law = readFileSync(join(projectRoot, 'bench', 'without-rights.sql'), 'utf8')
  const ids = agencies.map(({ id }) => id)
  await takeRightsAway(place, law, allTokens(authorities, ids))
}
