import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../tests/world-database.ts'
import { conflict, Problem } from '../errors.ts'
import { asActor, readOnce } from './as-actor.ts'

let databases: FreshDatabase
const ana = { token: 'ana-token', purpose: 'reintegration', requestId: 'req-1' }

beforeAll(async () => {
  databases = await freshDatabase()
  await databases.owner.query(`
    insert into app.authorities (id, name, country) values (1, 'Valmare', 'BE');
    insert into app.agencies (authority_id, id, name, code, kind) values (1, 10, 'City', 'CI', 'city');
    insert into app.members (authority_id, id, agency_id, name, email)
      values (1, 100, 10, 'Ana', 'ana@example.org');
    insert into app.member_functions values (1, 100, 'coordinator');
    insert into auth.sessions (token_hash, authority_id, member_id)
      values (sha256('ana-token'), 1, 100);
    create table app.notes (text text constraint notes_once unique deferrable initially deferred);
    create table app.stretches (during int4range,
      constraint stretches_apart exclude using gist (during with &&));
    grant select, insert on app.notes, app.stretches to throughcare_actor;
    create function read.refusing(p_token text, p_purpose text, p_request text, p_status text) returns jsonb
      language plpgsql as $$ begin
        perform actor.assume(p_token, p_purpose);
        if p_status = 'ok' then return to_jsonb(actor.member()); end if;
        raise exception 'case_closed' using errcode = p_status, detail = 'case';
      end $$;
    grant usage on schema read to throughcare_actor;
    grant execute on function read.refusing(text, text, text, text) to throughcare_actor;
    create function read.opening(p_status text) returns int language plpgsql as $$ begin
        if p_status <> 'ok' then raise exception 'case_closed' using errcode = p_status; end if;
        insert into app.notes values ('opened');
        return actor.member();
      end $$;
    grant execute on function read.opening(text) to throughcare_actor`)
})
afterAll(() => databases.drop())
beforeEach(() => databases.owner.query('truncate app.notes, app.stretches, audit.events'))

test('a member acts as who the session proves, and as nobody else', async () => {
  const actor = await asActor(databases, ana, async (tx) => tx.actor)
  expect(actor).toMatchObject({
    authority: 1,
    member: 100,
    agency: 10,
    principals: [],
    functions: ['coordinator'],
    purpose: 'reintegration',
    locale: 'en',
    requestId: 'req-1',
  })
})

test('what was done together is kept together', async () => {
  await asActor(databases, ana, async (tx) => {
    await sql`insert into app.notes values ('a')`.execute(tx)
    await sql`insert into app.notes values ('b')`.execute(tx)
  })
  expect(await notes()).toEqual(['a', 'b'])
})

test('an unknown session can do nothing', async () => {
  const act = asActor(databases, { ...ana, token: 'stolen' }, async () => 'done')
  await expect(act).rejects.toMatchObject({ status: 401, code: 'session_missing' })
})

test('a refusal undoes the act and is itself in the log', async () => {
  const act = asActor(databases, ana, async (tx) => {
    await sql`insert into app.notes values ('undone')`.execute(tx)
    throw conflict('handover_already_answered')
  })
  await expect(act).rejects.toMatchObject({ status: 409, code: 'handover_already_answered' })
  expect(await notes()).toEqual([])
  expect(await refusals()).toEqual([{ code: 'handover_already_answered', status: 409 }])
})

test('a refusal of the database is a Problem with the code and field that it named', async () => {
  const act = asActor(databases, ana, (tx) =>
    sql`do $$ begin raise exception 'period_backwards' using errcode = 'TC422', detail = 'until';
        end $$`.execute(tx),
  )
  await expect(act).rejects.toMatchObject({ status: 422, code: 'period_backwards', field: 'until' })
  expect(await refusals()).toEqual([{ code: 'period_backwards', status: 422 }])
})

const opening = (status: string) => sql<number>`read.opening(${status})`

test('what an act opens with is asked by who acts, and kept or undone with the act', async () => {
  expect(await asActor(databases, ana, async (_, opened) => opened(), opening('ok'))).toBe(100)
  expect(await notes()).toEqual(['opened'])
  await databases.owner.query('truncate app.notes')
  const refused = asActor(databases, ana, () => Promise.reject(conflict('too_late')), opening('ok'))
  await expect(refused).rejects.toMatchObject({ code: 'too_late' })
  expect(await notes()).toEqual([])
  expect(await refusals()).toEqual([{ code: 'too_late', status: 409 }])
})

test('an opening that is refused is taken by the act as that, after the faults that it finds itself', async () => {
  const take = (check: () => void) =>
    asActor(
      databases,
      ana,
      async (tx, opened) => {
        check()
        expect(tx.actor.member).toBe(100)
        return opened()
      },
      opening('TC404'),
    )
  await expect(take(() => {})).rejects.toMatchObject({ status: 404, code: 'case_closed' })
  const early = take(() => {
    throw conflict('too_late')
  })
  await expect(early).rejects.toMatchObject({ code: 'too_late' })
  expect(await refusals()).toEqual([
    { code: 'case_closed', status: 404 },
    { code: 'too_late', status: 409 },
  ])
  await expect(asActor(databases, ana, async () => 'not taken', opening('TC404'))).resolves.toBe(
    'not taken',
  )
})

test('an unknown session opens nothing, and a fault in an opening is a fault', async () => {
  let begun = 0
  const act = async () => {
    begun += 1
  }
  const stolen = { ...ana, token: 'stolen' }
  await expect(asActor(databases, stolen, act, opening('ok'))).rejects.toMatchObject({
    status: 401,
    code: 'session_missing',
  })
  await expect(asActor(databases, ana, act, opening('XX000'))).rejects.toMatchObject({
    code: 'XX000',
  })
  expect(begun).toBe(0)
  expect(await notes()).toEqual([])
  expect(await refusals()).toEqual([])
})

test('what the login may not do is forbidden', async () => {
  const act = asActor(databases, ana, (tx) => sql`delete from app.notes`.execute(tx))
  await expect(act).rejects.toMatchObject({ status: 403, code: 'forbidden' })
  expect(await refusals()).toEqual([{ code: 'forbidden', status: 403 }])
})

test('periods that overlap and things that exist are conflicts', async () => {
  const overlapping = asActor(databases, ana, (tx) =>
    sql`insert into app.stretches values ('[1,5)'), ('[4,6)')`.execute(tx),
  )
  await expect(overlapping).rejects.toMatchObject({ status: 409, code: 'lead_period_taken' })
  const twice = asActor(databases, ana, (tx) =>
    sql`insert into app.notes values ('same'), ('same')`.execute(tx),
  )
  await expect(twice).rejects.toMatchObject({
    status: 409,
    code: 'already_exists',
    extra: { constraint: 'notes_once' },
  })
  expect(await refusals()).toHaveLength(2)
})

test('a fault undoes everything and is no refusal', async () => {
  const act = asActor(databases, ana, async (tx) => {
    await sql`insert into app.notes values ('undone')`.execute(tx)
    throw new TypeError('a mistake of ours')
  })
  await expect(act).rejects.toThrow(TypeError)
  expect(await notes()).toEqual([])
  expect(await refusals()).toEqual([])
})

test('an act that hides an error of the database is not taken for done', async () => {
  const act = asActor(databases, ana, async (tx) => {
    await sql`insert into app.notes values ('lost')`.execute(tx)
    await sql`select 1/0`.execute(tx).catch(() => {})
  })
  await expect(act).rejects.toThrow('current transaction is aborted')
  expect(await notes()).toEqual([])
})

test('what another transaction disturbed is tried again, three times at most', async () => {
  let tried = 0
  const disturbed = (until: number) =>
    asActor(databases, ana, async (tx) => {
      tried += 1
      if (tried < until)
        await sql`do $$ begin raise exception 'x' using errcode = '40001'; end $$`.execute(tx)
      return tried
    })
  expect(await disturbed(3)).toBe(3)
  tried = 0
  await expect(disturbed(9)).rejects.toMatchObject({ code: '40001' })
  expect(tried).toBe(3)
})

test('an act whose connection the database ended while nothing was asked is done by another one, once', async () => {
  let tried = 0
  await asActor(databases, ana, async (tx) => {
    tried += 1
    await sql`insert into app.notes values (${`try ${tried}`})`.execute(tx)
    if (tried > 1) return
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`set local idle_in_transaction_session_timeout = '20ms'`.execute(tx)
    const there = () =>
      databases.owner.query('select from pg_stat_activity where pid = $1', [rows[0]?.pid])
    await expect.poll(async () => (await there()).rowCount).toBe(0)
  })
  expect(tried).toBe(2)
  expect(await notes()).toEqual(['try 2'])
})

test('an act inside an act is refused, and so is a hot read inside an act', async () => {
  const inner = () => asActor(databases, ana, async () => 'inner')
  await expect(asActor(databases, ana, inner)).rejects.toThrow('inside one another')
  const read = () => readOnce(databases, ana, { name: 'read.refusing', args: ['ok'] })
  await expect(asActor(databases, ana, read)).rejects.toThrow('inside one another')
  await expect(Promise.all([inner(), inner()])).resolves.toEqual(['inner', 'inner'])
})

test('a hot read answers in one statement', async () => {
  const call = { name: 'read.refusing', args: ['ok'] }
  expect(await readOnce(databases, ana, call)).toBe(100)
  expect(await readOnce(databases, ana, call)).toBe(100)
})

test('a hot read that is refused is in the log', async () => {
  const read = readOnce(databases, ana, { name: 'read.refusing', args: ['TC404'] })
  await expect(read).rejects.toEqual(new Problem(404, 'case_closed', 'case'))
  expect(await refusals()).toEqual([{ code: 'case_closed', status: 404 }])
})

test('only functions for reading can be asked', async () => {
  for (const name of ['app.leak', 'read.a; drop', 'read.', 'actor.assume'])
    await expect(readOnce(databases, ana, { name, args: [] })).rejects.toThrow('read function')
})

test('nothing of the actor is left on the connection', async () => {
  await asActor(databases, ana, async () => {})
  const { rows } = await databases.actorPool.query(
    `select nullif(current_setting('throughcare.context', true), '') as context`,
  )
  expect(rows).toEqual([{ context: null }])
})

async function notes(): Promise<string[]> {
  const { rows } = await databases.owner.query('select text from app.notes order by text')
  return rows.map((row) => row.text)
}

async function refusals(): Promise<unknown[]> {
  const { rows } = await databases.owner.query(
    `select detail from audit.events where action = 'refused' order by id`,
  )
  return rows.map((row) => row.detail)
}
