import { afterAll, beforeAll } from 'vitest'
import { addTwin } from '../../../tests/law.ts'
import { proveSeated } from '../../../tests/seated.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  // Every case of these proofs has one role that was handed on.
  await world.sql(`
    create function app.hand_on_for_proof() returns trigger language plpgsql as $$
    begin
      insert into app.reassignments (authority_id, bulk_id, case_id, clause_id, from_principal, to_principal, kinds, moved, decided_by)
      values (new.authority_id, gen_random_uuid(), new.id, new.clause_id, 10, 20, '{lead}', '{}', 1);
      return null;
    end $$`)
  await world.sql(
    `create trigger hand_on_for_proof after insert on app.cases for each row
      when (new.authority_id = 1) execute function app.hand_on_for_proof()`,
  )
  await addTwin(world)
})
afterAll(() => world.drop())

proveSeated(() => world, { table: 'app.reassignments', category: 'lead' })
