import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day, makeWorld, type World } from './world.ts'

// Somebody has found a way to run any SQL as the login that serves members. What can they do?

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.openCase({ release: day(60) })
})
afterAll(() => world.drop())

/** A connection of the actor login, in a transaction that is never kept. */
async function attack<T>(act: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await world.db.actorPool.connect()
  try {
    await client.query('begin')
    return await act(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const assume = (
  client: PoolClient,
  who: 'city' | 'stranger' | 'police',
  purpose = 'reintegration',
) =>
  client.query('select actor.assume($1, $2, $3)', [world.agency[who].token, purpose, randomUUID()])

/** Who the transaction says it speaks for, and the proof of it. */
const context = async (client: PoolClient): Promise<[body: string, proof: string]> => {
  const { rows } = await client.query(
    `select current_setting('throughcare.context', true) as body, current_setting('throughcare.proof', true) as proof`,
  )
  return [rows[0].body, rows[0].proof]
}

const pretend = (client: PoolClient, body: string, proof: string, local = true) =>
  client.query(
    `select set_config('throughcare.context', $1, $3), set_config('throughcare.proof', $2, $3)`,
    [body, proof, local],
  )

const member = async (client: PoolClient): Promise<number | null> =>
  (await client.query('select actor.member() as member')).rows[0].member

const cases = async (client: PoolClient): Promise<number> =>
  (await client.query('select count(*)::int as found from app.cases')).rows[0].found

describe('becoming somebody else', () => {
  test('without a session nothing is seen and nobody is anybody', async () => {
    await attack(async (client) => {
      expect(await member(client)).toBeNull()
      expect(await cases(client)).toBe(0)
    })
  })
  test('a context that was made up is worth nothing', async () => {
    await attack(async (client) => {
      for (const [body, proof] of [
        ['1|1|1|{1}|{1}', ''],
        ['x', 'x'],
        ['|', '|'],
        ['', '0'.repeat(64)],
        ['1|2|3', 'a'.repeat(64)],
        [`1|2|3|{1}|{1}|{}|{}|{}|x|2026-01-01||f|${Date.now()}`, 'a'.repeat(64)],
      ] as const) {
        await pretend(client, body, proof)
        expect(await member(client)).toBeNull()
        expect(await cases(client)).toBe(0)
      }
    })
  })
  test('no field of a true context can be changed', async () => {
    await attack(async (client) => {
      await assume(client, 'stranger')
      const [body, proof] = await context(client)
      const fields = body.split('|')
      const city = String(world.agency.city.member)
      for (let at = 0; at < fields.length; at += 1) {
        const forged = fields.with(at, at === 1 ? city : `${fields[at]}1`)
        await pretend(client, forged.join('|'), proof)
        expect(await member(client)).toBeNull()
        expect(await cases(client)).toBe(0)
      }
    })
  })
  test('a proof that is cut short, emptied or turned to capitals proves nothing', async () => {
    await attack(async (client) => {
      await assume(client, 'city')
      const [body, proof] = await context(client)
      const upper = proof.toUpperCase()
      for (const other of [proof.slice(1), proof.slice(0, -1), '', upper, '0'.repeat(64)]) {
        await pretend(client, body, other)
        expect(await member(client)).toBeNull()
      }
      await client.query('reset throughcare.proof')
      expect(await member(client)).toBeNull()
      await pretend(client, body, proof)
      expect(await member(client)).toBe(world.agency.city.member)
    })
  })
  test('what is appended to a true context is not proven with it', async () => {
    await attack(async (client) => {
      await assume(client, 'city')
      const [body, proof] = await context(client)
      for (const forged of [`${body}|`, `${body}9`, ` ${body}`, `9${body}`, body.slice(0, -1)]) {
        await pretend(client, forged, proof)
        expect(await member(client)).toBeNull()
        expect(await cases(client)).toBe(0)
      }
    })
  })
  test('a context that is exchanged in the midst of a question opens nothing', async () => {
    await attack(async (client) => {
      await assume(client, 'stranger')
      const [body] = await context(client)
      const forged = body.replace(/^1\|\d+\|\d+\|{[^}]*}/, () => {
        const { member: number, id, desk } = world.agency.city
        return `1|${number}|${id}|{${desk}}`
      })
      expect(forged).not.toBe(body)
      const { rows } = await client.query(
        `select c.id from app.agencies g
           cross join lateral (select set_config('throughcare.context', $1, true) || g.id as said offset 0) s
           cross join lateral (select x.id from app.cases x where s.said is not null offset 0) c`,
        [forged],
      )
      expect(rows).toEqual([])
      expect(await member(client)).toBeNull()
    })
  })
  test('who is asking is told what the connection has said itself, once it is proven, and nothing else', async () => {
    await attack(async (client) => {
      const proven = async () => (await client.query('select actor.proven() as it')).rows[0].it
      expect(await proven()).toBeNull()
      await assume(client, 'stranger')
      const [body, proof] = await context(client)
      expect(await proven()).toBe(body)
      await pretend(client, body.replace(/^1/, '2'), proof)
      expect(await proven()).toBeNull()
    })
  })
  test('a search path leads no field of the proof astray', async () => {
    await attack(async (client) => {
      await client.query('set local search_path = pg_temp, app, read')
      await assume(client, 'stranger')
      expect(await member(client)).toBe(world.agency.stranger.member)
      expect(await cases(client)).toBe(0)
    })
  })
  test('a true context of another is of no use in a later transaction', async () => {
    const client = await world.db.actorPool.connect()
    try {
      await client.query('begin')
      await assume(client, 'city')
      const stolen = await context(client)
      expect(await cases(client)).toBe(1)
      await client.query('commit')
      await client.query('begin')
      expect(await context(client)).toEqual(['', ''])
      await pretend(client, ...stolen)
      expect(await member(client)).toBeNull()
      expect(await cases(client)).toBe(0)
      await client.query('rollback')
      await pretend(client, ...stolen, false)
      expect(await member(client)).toBeNull()
    } finally {
      client.release(true)
    }
  })
  test('nor on another connection, even at the same moment', async () => {
    await attack(async (one) => {
      await assume(one, 'city')
      const stolen = await context(one)
      await attack(async (other) => {
        await pretend(other, ...stolen)
        expect(await member(other)).toBeNull()
        expect(await cases(other)).toBe(0)
      })
    })
  })
  test('after one has assumed, nobody else is assumed in the same transaction', async () => {
    await attack(async (client) => {
      await assume(client, 'stranger')
      await expect(assume(client, 'city')).rejects.toMatchObject({ code: 'TC409' })
    })
  })
  test('a session that has ended, is idle or too old proves nothing; neither does its hash', async () => {
    const live = await world.session(world.agency.city.id, ['coordinator'], world.agency.city.desk)
    const ask = (token = live.token) =>
      attack((client) => client.query('select actor.assume($1, $2)', [token, 'reintegration']))
    await expect(ask()).resolves.toBeDefined()
    const hash = `encode(sha256(convert_to('${live.token}', 'UTF8'))`
    const [row] = await world.sql<{ text: string }>(`select ${hash}, 'base64') as text`)
    await expect(ask(row?.text)).rejects.toMatchObject({ code: 'TC401' })
    for (const [change, undo] of [
      ['ended_at = now()', 'ended_at = null'],
      [
        `absolute_expires_at = now() - interval '1 second'`,
        `absolute_expires_at = now() + interval '1 hour'`,
      ],
      [`last_seen_at = now() - interval '16 minutes'`, 'last_seen_at = now()'],
    ]) {
      const its = `where token_hash = decode('${row?.text}', 'base64')`
      await world.sql(`update auth.sessions set ${change} ${its}`)
      await expect(ask()).rejects.toMatchObject({ code: 'TC401' })
      await world.sql(`update auth.sessions set ${undo} ${its}`)
    }
    await expect(ask()).resolves.toBeDefined()
  })
  test('a purpose that is not known is no purpose', async () => {
    await attack(async (client) => {
      await expect(assume(client, 'city', 'curiosity')).rejects.toMatchObject({ code: 'TC422' })
    })
  })
  test('a context that outlives its ten minutes proves nothing any more', async () => {
    // The session ends while the transaction runs: the proof ends with it. On a busy machine a moment is longer.
    const short = await world.session(world.agency.city.id, [])
    const endsIn = async (milliseconds: number) => {
      await world.sql(
        `update auth.sessions set absolute_expires_at = clock_timestamp() + $2 * interval '1 millisecond'
          where member_id = $1`,
        [short.member, milliseconds],
      )
      return attack(async (client) => {
        const assumed = client.query('select actor.assume($1, $2)', [short.token, 'reintegration'])
        const before = await assumed.then(
          () => member(client),
          () => null,
        )
        if (before === null) return false
        await client.query('select pg_sleep($1)', [milliseconds / 1000])
        expect([before, await member(client)]).toEqual([short.member, null])
        return true
      })
    }
    expect((await endsIn(300)) || (await endsIn(3000)) || (await endsIn(60_000))).toBe(true)
  })
  test('a prepared statement asks anew who is asking', async () => {
    const client = await world.db.actorPool.connect()
    try {
      await client.query('prepare spy as select count(*)::int as found from app.cases')
      for (const [who, found] of [
        ['city', 1],
        ['stranger', 0],
      ] as const) {
        for (let again = 0; again < 8; again += 1) {
          await client.query('begin')
          await assume(client, who)
          expect((await client.query('execute spy')).rows).toEqual([{ found }])
          await client.query('commit')
        }
      }
      expect((await client.query('execute spy')).rows).toEqual([{ found: 0 }])
    } finally {
      client.release(true)
    }
  })
  test('a cursor that is held beyond the transaction holds what its maker saw, and no more is read', async () => {
    await attack(async (client) => {
      await assume(client, 'stranger')
      await client.query('declare spy cursor with hold for select id from app.cases')
      expect((await client.query('fetch all from spy')).rows).toEqual([])
    })
  })
})

describe('asking for what is nobody’s to ask', () => {
  const refused = [
    ['the secret of the proof', 'select * from actor.secret'],
    ['the proof of any text', `select actor.mac('x')`],
    ['the context function', 'select actor.context()'],
    ['sessions', 'select * from auth.sessions'],
    ['passphrases', 'select * from auth.credentials'],
    ['invitations', 'select * from auth.invitations'],
    ['wrapped keys', 'select * from app.authority_keys'],
    ['wrapped keys, as the worker reads them', 'select * from app.list_wrapped_keys()'],
    ['a new session', `select auth.start_session(1, 1, sha256('x'), 'other', 'passphrase')`],
    ['somebody’s passphrase', `select auth.save_passphrase(1, 1, 'x')`],
    ['an event in another’s name', `select audit.write(1, 1, 1, 'x', 'x.y', null, '{}', null)`],
    ['an event of the gate', `select audit.record_for(1, 1, 'session.started', '{}')`],
    ['a recalculation', 'select act.recalculate(1, gen_random_uuid())'],
    ['the lock on a case', 'select act.seated_case(gen_random_uuid())'],
    ['a job', `select app.enqueue('x')`],
    ['erasing notices', 'select act.erase_notices(current_date)'],
    ['another role', 'set role throughcare_owner'],
    ['the worker’s role', 'set role throughcare_worker'],
    ['another session user', 'set session authorization throughcare_owner'],
    ['a table of one’s own', 'create temp table loot (x int)'],
    ['a table in a schema', 'create table app.loot (x int)'],
    ['a function', `create function act.loot() returns int language sql as 'select 1'`],
    ['a schema', 'create schema loot'],
    ['row security off', 'alter table app.cases disable row level security'],
    ['a policy', 'create policy mine on app.cases using (true)'],
    ['files of the server', `select pg_read_file('/etc/hostname')`],
    ['a program on the server', `copy app.purposes to program 'cat'`],
    ['the passwords of logins', 'select rolpassword from pg_authid'],
  ] as const
  for (const [what, statement] of refused) {
    test(`refused: ${what}`, async () => {
      await attack(async (client) => {
        await assume(client, 'city')
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
      })
    })
  }
  test('a seat for oneself', async () => {
    await attack(async (client) => {
      await assume(client, 'stranger')
      await expect(
        client.query(`select act.seat(c, 1, 'member', false) from app.cases c`),
      ).rejects.toMatchObject({ code: '42501' })
    })
  })
  test('a right for others: PostgreSQL grants none of what one may not pass on', async () => {
    await attack(async (client) => {
      await assume(client, 'city')
      await client.query('grant all on app.cases, app.persons to public').catch(() => {})
    })
    const client = await world.db.actorPool.connect()
    await client.query('grant select on app.cases to public')
    client.release()
    const [row] = await world.sql(
      `select has_table_privilege('throughcare_gate', 'app.cases', 'select') as gained`,
    )
    expect(row).toEqual({ gained: false })
  })
  test('row security cannot be switched off by a setting: what would be hidden is refused', async () => {
    await attack(async (client) => {
      await assume(client, 'stranger')
      await client.query('set local row_security = off')
      await expect(client.query('select * from app.cases')).rejects.toMatchObject({ code: '42501' })
    })
  })
  test('a helpful operator or function in the path of search is not found', async () => {
    await attack(async (client) => {
      await assume(client, 'stranger')
      await client.query('set local search_path = pg_temp, app, public')
      expect(await cases(client)).toBe(0)
      await expect(
        client.query('create function pg_temp.now() returns int language sql as $$select 1$$'),
      ).rejects.toMatchObject({
        code: '42501',
      })
    })
  })
})

describe('changing what only acts change', () => {
  test('no table takes an insert, update, delete or truncate, but the two that say so', async () => {
    const tables = await world.sql<{ name: string; second: string }>(
      `select c.oid::regclass::text as name, (select quote_ident(attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 1 and a.attidentity = '' and not a.attisdropped order by a.attnum limit 1) as second
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('app', 'auth', 'audit', 'actor') and c.relkind = 'r' order by 1`,
    )
    expect(tables.length).toBeGreaterThan(25)
    for (const { name, second } of tables) {
      const open = ['app.idempotency', 'app.import_mappings'].includes(name)
      const statements = [
        `delete from ${name}`,
        `truncate ${name}`,
        ...(open
          ? []
          : [`insert into ${name} default values`, `update ${name} set ${second} = ${second}`]),
      ]
      for (const statement of statements)
        await attack(async (client) => {
          await assume(client, 'city')
          await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' })
        })
    }
  })
})
