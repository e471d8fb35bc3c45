import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, giveSeat, outcome, sees } from '../../../tests/law.ts'
import { declareCloseness } from '../../../tests/seated.ts'
import { day, makeWorld, type World } from '../../../tests/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.drop())

const act = (who: Parameters<typeof ask>[1], call: string, values: unknown[] = []) =>
  outcome(ask(world, who, `select act.${call}`, values))
const declare = (who: Parameters<typeof ask>[1], ref: string) =>
  act(who, `declare_closeness($1, $2, $3, '\\x02')`, [
    randomUUID(),
    ref,
    world.db.keys.newDataKey(1).wrapped,
  ])

async function tables(): Promise<{ name: string; shut: string | null }[]> {
  return world.sql(
    `select c.oid::regclass::text as name, p.qual as shut
       from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('app', 'audit')
       left join pg_policies p on p.schemaname = n.nspname and p.tablename = c.relname
        and p.policyname = 'shut' and p.permissive = 'RESTRICTIVE' and p.cmd = 'SELECT'
      where c.relkind in ('r', 'p') and has_any_column_privilege('throughcare_actor', c.oid, 'select')
        and (c.relname in ('cases', 'persons') or exists (select from pg_attribute a
          where a.attrelid = c.oid and not a.attisdropped and a.attname in ('case_id', 'person_id')))
      order by 1`,
  )
}

describe('a case that somebody closed to themselves is on no table (PI5)', () => {
  test('each table with a case that members may read has the rule that takes it away', async () => {
    const found = await tables()
    expect(found.length).toBeGreaterThan(25)
    const expected = (name: string) => {
      if (name === 'app.persons')
        return '(id <> ALL (( SELECT actor.shut_persons() AS shut_persons)))'
      if (name === 'app.person_identifiers')
        return '(person_id <> ALL (( SELECT actor.shut_persons() AS shut_persons)))'
      const column = name === 'app.cases' ? 'id' : 'case_id'
      // Looks and the log watch over specially protected cases; no mark keeps the officer from them.
      if (['app.overrides', 'audit.events'].includes(name))
        return `((${column} = ANY (( SELECT actor.shut_by_me() AS shut_by_me))) IS NOT TRUE)`
      return `((${column} = ANY (( SELECT actor.shut() AS shut))) IS NOT TRUE)`
    }
    for (const { name, shut } of found)
      expect(`${name}: ${shut?.replace(/\)::uuid\[\]/g, ')')}`).toBe(`${name}: ${expected(name)}`)
  })

  test('every row of the case is gone with the next request, and nobody else loses one', async () => {
    const opened = await world.openCase({ release: day(30) })
    const colleague = await world.session(
      world.agency.city.id,
      ['coordinator'],
      world.agency.city.desk,
    )
    const keyed = (await tables()).filter(({ name }) => !name.startsWith('audit.'))
    const seen = async (who: Parameters<typeof ask>[1]) => {
      const found: string[] = []
      for (const { name } of keyed) {
        const key = name === 'app.cases' ? 'id' : name === 'app.persons' ? 'id' : undefined
        const column = key ?? (name === 'app.person_identifiers' ? 'person_id' : 'case_id')
        const value = name.startsWith('app.person') ? opened.person : opened.id
        if (await sees(world, who, `${name} where ${column} = $1`, [value])) found.push(name)
      }
      return found
    }
    const before = await seen('city')
    expect(before).toEqual(expect.arrayContaining(['app.cases', 'app.persons', 'app.seats']))
    expect(before.length).toBeGreaterThan(8)
    expect(await declare('city', opened.ref)).toBe('done')
    expect(await seen('city')).toEqual([])
    expect(await seen(colleague)).toEqual(before)
  })

  test('other cases of the same person are closed too, cases of others are not', async () => {
    const [one, other] = [await world.openCase(), await world.openCase()]
    const second = await world.openCase()
    await world.sql('update app.cases set person_id = $1 where id = $2', [one.person, second.id])
    await declareCloseness(world, one, world.agency.city.member)
    expect(await sees(world, 'city', 'app.cases where id = $1', [second.id])).toBe(false)
    expect(await sees(world, 'city', 'app.cases where id = $1', [other.id])).toBe(true)
  })
})

describe('declaring it', () => {
  test('a case that the member may not see is answered as unknown', async () => {
    const { ref } = await world.openCase()
    expect(await declare('probation', ref)).toBe('case_not_found')
    expect(await declare('probation', 'V-9999')).toBe('case_not_found')
  })

  test('who is asked to help and sits nowhere yet may say it too', async () => {
    const { id, ref } = await world.openCase()
    await world.sql(
      `insert into app.leads (authority_id, id, case_id, domain, clause_id, agency_id, to_principal, from_agency_id, from_principal,
         answer_by, agreed, period) values (1, gen_random_uuid(), $1, 'accommodation', $2, 5, 50, 1, 10, current_date + 5,
         daterange(current_date, null), daterange(current_date, null))`,
      [id, world.clause('accommodation')],
    )
    expect(await sees(world, 'housing', 'app.leads where case_id = $1', [id])).toBe(true)
    expect(await declare('housing', ref)).toBe('done')
    expect(await sees(world, 'housing', 'app.leads where case_id = $1', [id])).toBe(false)
    const waiting = await ask<{ w: string }>(world, 'housing', 'select read.waiting(50)::text as w')
    expect(waiting[0]?.w).not.toContain(ref)
  })

  test('what the member led in their own name, the desk of their agency leads from then on, and is told', async () => {
    const { id, ref } = await world.openCase()
    const { member, desk } = world.agency.probation
    const own = 10_000 + member
    await giveSeat(world, id, own, { relation: 'lead' })
    await world.sql(
      `update app.milestones set owner_principal = $2 where case_id = $1 and status = 'open'`,
      [id, own],
    )
    expect(await declare('probation', ref)).toBe('done')
    const seats = await world.sql<{ principal: number; relation: string }>(
      `select principal, relation from app.seats where case_id = $1 and period @> now() and principal in ($2, $3)`,
      [id, own, desk],
    )
    expect(seats).toEqual([{ principal: desk, relation: 'lead' }])
    const told = await world.sql<{ principal: number }>(
      `select principal from app.told where case_id = $1 and kind = 'taken_over'`,
      [id],
    )
    expect(told).toEqual([{ principal: desk }])
    const left = await world.sql(
      `select from app.milestones where case_id = $1 and owner_principal = $2 and status = 'open'`,
      [id, own],
    )
    expect(left).toEqual([])
  })

  test('the log says that it was declared, and not why; nobody reads the reason', async () => {
    const { ref, id } = await world.openCase()
    expect(await declare('city', ref)).toBe('done')
    const [event] = await world.sql<{ detail: object }>(
      `select detail from audit.events where action = 'closeness.declared' and case_id = $1`,
      [id],
    )
    expect(Object.keys(event?.detail ?? {})).toEqual(['closeness'])
    for (const who of ['city', 'privacy'] as const)
      await expect(ask(world, who, 'select * from app.closeness')).rejects.toThrow(/forbidden/)
  })

  test('only the data protection officer lifts it, and never their own', async () => {
    const { ref, id } = await world.openCase()
    expect(await declare('city', ref)).toBe('done')
    const [row] = await world.sql<{ id: string }>(
      'select id from app.closeness where case_id = $1',
      [id],
    )
    expect(await act('city', 'lift_closeness($1)', [row?.id])).toBe('privacy_only')
    expect(await act('privacy', 'lift_closeness($1)', [randomUUID()])).toBe('closeness_not_found')
    const officer = await world.session(world.agency.city.id, ['data_protection_officer'], 10)
    await declareCloseness(world, { id }, officer.member)
    const [own] = await world.sql<{ id: string }>(
      'select id from app.closeness where case_id = $1 and member_id = $2',
      [id, officer.member],
    )
    expect(await act(officer, 'lift_closeness($1)', [own?.id])).toBe('closeness_not_yours_to_lift')
    expect(await act('privacy', 'lift_closeness($1)', [row?.id])).toBe('done')
    expect(await sees(world, 'city', 'app.cases where id = $1', [id])).toBe(true)
    expect(await act('privacy', 'lift_closeness($1)', [row?.id])).toBe('closeness_already_lifted')
  })
})

describe('acts refuse as for a case that does not exist', () => {
  test('seated acts, the table of the case, and handing roles on', async () => {
    const opened = await world.openCase()
    expect(await declare('city', opened.ref)).toBe('done')
    expect(await act('city', 'hold_case($1)', [opened.ref])).toBe('case_not_found')
    expect(await act('city', 'hold_case($1)', ['V-9999'])).toBe('case_not_found')
    expect(await ask(world, 'city', 'select * from read.table_of($1)', [opened.id])).toEqual([])
    const [moved] = await ask<{ r: { ref: string; refused: string }[] }>(
      world,
      'city',
      `select act.reassign($1, 10, $2, '{coordination}', null, true) as r`,
      [randomUUID(), 10_000 + world.agency.city.member],
    )
    expect(JSON.stringify(moved?.r)).not.toContain(opened.ref)
  })

  test('mail and live messages about the case do not reach the member at the told desk', async () => {
    const opened = await world.openCase()
    const { member } = world.agency.city
    await declareCloseness(world, opened, member)
    const [close] = await world.sql<{ who: number[] }>('select act.close_to(1, $1) as who', [
      [opened.ref],
    ])
    expect(close?.who).toEqual([member])
    await world.sql('delete from app.mail_news')
    await world.sql('delete from app.mail_waiting')
    await world.sql(`select act.tell_case(1, $1, 'case')`, [opened.id])
    await world.sql('select act.spread_news()')
    const told = await world.sql<{ member_id: number }>('select member_id from app.mail_waiting')
    expect(told.map((row) => row.member_id)).not.toContain(member)
    expect(told.length).toBeGreaterThan(0)
  })
})
