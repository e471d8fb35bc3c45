import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { addTwin, sees } from '../../../tests/law.ts'
import { proveSeatedAct } from '../../../tests/seated.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await addTwin(world)
})
afterAll(() => world.drop())

// That a record serves another purpose from now on is seen from a seat on its case (LED-01, LED-03).
proveSeatedAct(() => world, {
  table: 'app.regime_changes',
  category: 'accommodation',
  asks: async ({ id: kase }) => {
    const change = randomUUID()
    await world.sql(
      `insert into app.regime_changes (authority_id, id, case_id, clause_id, owner_agency_id, from_purpose, to_purpose, records, law,
         key_wrapped, necessity_sealed, proportionality_sealed, decided_by)
       values (1, $1, $2, $3, $4, 'reintegration', 'supervision', $5, 'Code of measures, article 4', $6, '\\x00', '\\x00', $7)`,
      [
        ...[change, kase, world.clause('accommodation'), world.agency.housing.id, [randomUUID()]],
        ...[world.db.keys.newDataKey(1).wrapped, world.agency.housing.member],
      ],
    )
    return sees(world, 'probation', 'app.regime_changes where id = $1', [change])
  },
})
