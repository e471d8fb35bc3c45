import fc from 'fast-check'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushBack } from '../../../tests/earlier.ts'
import { type AgencyName, day } from '../../../tests/world.ts'
import { type HttpWorld, makeHttpWorld } from '../../../tests/world-http.ts'
import type { Item } from '../items/contract.ts'
import type { Period } from '../periods/period-contract.ts'
import type { Continuity } from '../timeline/contract.ts'
import type { AsKnown, CaseMoments } from './contract.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await makeHttpWorld()
})
afterAll(() => world.close())

/** More than 1 for the long proof. */
const thoroughness = Number(process.env.THROUGHCARE_THOROUGHNESS ?? 1)

const readers = ['city', 'housing', 'probation', 'prison'] as const

interface Played {
  ref: string
  offers: { id: string; agency: AgencyName }[]
  items: { id: string; owner: AgencyName }[]
}

interface Step {
  kind: keyof typeof acts
  /** Which one, or on which day. */
  n: number
  flag: boolean
}

const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)]
const versionOf = async (ref: string) =>
  (await world.get('city', `/cases/${ref}/continuity`)).body.version as number

/** What members do with a case; what is refused changes nothing and is as good as nothing. */
const acts = {
  async offer({ ref, offers }: Played, n: number, voluntary: boolean) {
    const asked = ['probation', 'housing', 'housing', 'probation', 'health'] as const
    const agency = pick(asked, n) ?? 'housing'
    const domain = pick(['lead', 'lead', 'accommodation', 'education', 'health'], n)
    const made = await world.post('city', `/cases/${ref}/leads`, {
      ...{ domain, agencyId: world.agency[agency].id, from: day(n), note: 'A note' },
      voluntary: voluntary && domain !== 'lead',
    })
    if (made.status === 201) offers.push({ id: made.body.id, agency })
  },
  async answer({ offers }: Played, n: number, accept: boolean) {
    const offer = pick(offers, n)
    if (!offer) return
    const { version } = (await world.get('city', `/leads/${offer.id}`)).body
    const body = accept ? { outcome: 'accepted' } : { outcome: 'declined', reason: 'Full' }
    await world.post(offer.agency, `/leads/${offer.id}/answer`, body, { version })
  },
  async withdraw({ offers }: Played, n: number) {
    const offer = pick(offers, n)
    if (!offer) return
    const { version } = (await world.get('city', `/leads/${offer.id}`)).body
    await world.post('city', `/leads/${offer.id}/answer`, { outcome: 'withdrawn' }, { version })
  },
  async move({ ref }: Played, n: number, known: boolean) {
    const on = known || n % 2 === 0 ? day(n) : null
    const body = { on, source: 'Call', certainty: on === null ? 'unknown' : 'expected' }
    await world.post('city', `/cases/${ref}/release-dates`, body, { version: await versionOf(ref) })
  },
  async recall({ ref }: Played, n: number, back: boolean) {
    const prisonId = world.agency.prison.id
    const out = { on: day(-8), source: 'Call', certainty: 'fixed' }
    await world.post('city', `/cases/${ref}/release-dates`, out, { version: await versionOf(ref) })
    const body = { kind: 'recall', from: day(-(n % 7)), prisonId, source: 'Call' }
    const version = await versionOf(ref)
    const made = await world.post('city', `/cases/${ref}/periods`, body, { version })
    if (made.status > 201 || !back) return
    const { periods } = (await world.get('city', `/cases/${ref}/periods`)).body
    const last = periods.at(-1)
    const cookie = `__Host-throughcare=${world.agency.city.token}`
    await world.app.inject({
      ...{ method: 'DELETE', url: `/api/v1/cases/${ref}/periods/${last.id}` },
      headers: { cookie, 'if-match': `"${last.version}"` },
    })
  },
  async need({ ref }: Played, n: number, imposed: boolean) {
    const domain = pick(['work', 'education', 'accommodation'], n)
    const required = imposed ? 'imposed' : 'wish'
    await world.post('city', `/cases/${ref}/needs`, { domain, required, reason: 'They want it' })
  },
  async write({ ref, items }: Played, n: number, own: boolean) {
    const owner = pick(['city', 'housing'] as const, n) ?? 'city'
    const made = await world.post(owner, `/cases/${ref}/items`, {
      ...{ category: 'accommodation', text: `Said ${items.length}` },
      ...(own && { mode: 'agency' }),
    })
    if (made.status === 201) items.push({ id: made.body.id, owner })
  },
  async change({ items }: Played, n: number, wrong: boolean) {
    const one = pick(items, n)
    if (!one) return
    const { version } = (await world.get(one.owner, `/items/${one.id}`)).body
    const body = { text: `Anew ${version}`, reason: 'It changed', wrong }
    await world.post(one.owner, `/items/${one.id}/versions`, body, { version })
  },
  async rest({ items }: Played, n: number, withdrawn: boolean) {
    const one = pick(items, n)
    if (!one) return
    const { version } = (await world.get(one.owner, `/items/${one.id}`)).body
    const body = { state: withdrawn ? 'withdrawn' : 'restricted', reason: 'It must rest' }
    await world.post(one.owner, `/items/${one.id}/state`, body, { version })
  },
  async milestone({ ref }: Played, n: number) {
    const seen: Continuity = (await world.get('city', `/cases/${ref}/continuity`)).body
    const all = seen.lanes.flatMap(({ milestones }) => milestones)
    const one = pick(
      all.filter(({ status }) => status === 'open'),
      n,
    )
    if (!one) return
    const url = `/cases/${ref}/milestones/${one.id}`
    await world.post('city', url, { status: 'done' }, { version: one.version })
  },
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...(Object.keys(acts) as Step['kind'][])),
  n: fc.nat(160),
  flag: fc.boolean(),
})
/** Each act once, so that none is ever left out. */
const everything: Step[] = (
  [
    ...(['write 0', 'write 1 own', 'offer 2', 'answer 0 yes', 'change 0', 'need 0'] as const),
    ...([
      'offer 5',
      'answer 1',
      'offer 3 yes',
      'answer 2 yes',
      'milestone 3',
      'move 40 yes',
    ] as const),
    ...(['offer 4', 'withdraw 3', 'rest 0', 'change 1 wrong', 'rest 1 yes'] as const),
    ...(['recall 3 back', 'recall 4', 'move 90 yes'] as const),
  ] as const
).map((words) => {
  const [kind = '', n, flag] = words.split(' ')
  return { kind: kind as Step['kind'], n: Number(n), flag: flag !== undefined }
})
const play = (played: Played, { kind, n, flag }: Step) => acts[kind](played, n, flag)

/** What a reader was told at a moment, by the routes that tell of the present. */
interface Snapshot {
  at: string
  continuity: Continuity
  seats: string[]
  periods: unknown[]
  items: Item[]
}

async function snapshot(who: AgencyName, ref: string): Promise<Snapshot | null> {
  const get = (path: string) => world.get(who, `/cases/${ref}${path}`)
  const { status, body: kase } = await get('')
  if (status === 404) return null
  const continuity: Continuity = (await get('/continuity')).body
  const { items } = (await get('/items')).body
  const { periods } = (await get('/periods')).body
  const [now] = await world.sql<{ at: string }>('select to_jsonb(clock_timestamp()) as at')
  // A seat that ended with an act lasts a second longer: one that ended while this was read is no picture of one moment.
  const { body: still } = await get('')
  if (JSON.stringify(still.seats) !== JSON.stringify(kase.seats)) return snapshot(who, ref)
  return {
    ...{ at: now?.at ?? '', continuity: looked(continuity), items },
    seats: kase.seats.map(seatWords).sort(),
    periods: periods.map(periodWords),
  }
}

const looked = (continuity: Continuity): Continuity => ({
  ...continuity,
  lanes: continuity.lanes.map((lane) => ({
    ...lane,
    leads: lane.leads.map((lead) => ({ ...lead, may: [] })),
  })),
})
const seatWords = (seat: { name: string; relation: string; agency: { code: string } }) =>
  `${seat.agency.code} ${seat.name} ${seat.relation}`
const periodWords = ({ id, kind, from, until, source }: Period) => [id, kind, from, until, source]
const itemWords = (all: AsKnown['items']) =>
  all.map(({ id, stateThen, words }) => [id, stateThen, words?.text ?? null]).sort()

/**
 * What somebody may be told of then: what they were told, less what they may not read today. Of their
 * own items everything; of another's the wording that is the present one still.
 */
async function expectedItems(then: Snapshot, now: Snapshot): Promise<unknown[]> {
  const before = new Map(then.items.map((item) => [item.id, item]))
  const there = await world.sql<{ id: string }>(
    'select id from app.items where written_at <= $1::timestamptz',
    [then.at],
  )
  return now.items
    .filter(({ id }) => there.some((one) => one.id === id))
    .map(({ id, own, words }) => {
      const was = before.get(id)
      const readable = own || was?.words?.version === words?.version
      return [id, own ? was?.state : null, readable ? (was?.words?.text ?? null) : null]
    })
    .sort()
}

test(
  'whatever is done with a case, each moment of it is rebuilt as it was told then, for every reader (AU4)',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
        const { id, ref } = await world.openCase({ release: day(60) })
        await pushBack(world, id, 40)
        await world.seat(id, 'housing')
        const played: Played = { ref, offers: [], items: [] }
        const taken: [AgencyName, Snapshot | null][] = []
        const take = async () => {
          for (const who of readers) taken.push([who, await snapshot(who, ref)])
        }
        await take()
        for (const [index, one] of steps.entries()) {
          await play(played, one)
          if (index % 2 === 1) await take()
        }
        const today = new Map<AgencyName, Snapshot | null>()
        for (const who of readers) today.set(who, await snapshot(who, ref))
        for (const [who, then] of taken) {
          if (!then) continue
          const now = today.get(who)
          const { status, body } = await asKnown(who, ref, then.at)
          if (!now || status === 404) {
            // A seat that ended with an act lasts a second longer.
            expect(await snapshot(who, ref)).toBeNull()
            expect((await asKnown(who, ref, then.at)).status).toBe(404)
            continue
          }
          expect(status, JSON.stringify(body)).toBe(200)
          const past: AsKnown = body
          expect(past.continuity, `${who} at ${then.at}`).toEqual(then.continuity)
          expect(past.seats.map(seatWords).sort()).toEqual(then.seats)
          expect(past.periods.map(periodWords)).toEqual(then.periods)
          expect(itemWords(past.items)).toEqual(await expectedItems(then, now))
        }
      }),
      { numRuns: 3 * thoroughness, examples: [[everything]] },
    )
  },
  600_000 * thoroughness,
)

const asKnown = (who: AgencyName, ref: string, at: string) =>
  world.get(who, `/cases/${ref}/as-known?at=${encodeURIComponent(at)}`)
const moment = async () =>
  (await world.sql<{ at: string }>('select to_jsonb(clock_timestamp()) as at'))[0]?.at ?? ''

test('rows that are rebuilt have the hash that the log noted then (LED-39)', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  const at = await moment()
  await acts.move({ ref, offers: [], items: [] }, 90, true)
  // Hashes are made of moments as they are written in UTC; the owner of a test database lives in the zone of its city.
  const client = await world.db.owner.connect()
  await client.query(`set timezone = 'UTC'`)
  const { rows } = await client.query<{ rows: number; same: number }>(
    `select x.tab, count(*)::int as rows, count(*) filter (where audit.row_digest(r) = n.digest)::int as same
       from unnest(array['cases', 'milestones', 'case_leads', 'seats']) x(tab) join audit.row_watches w on w.table_name = x.tab
      cross join lateral audit.rows_at(1, $1, x.tab, $2) r
       left join lateral (select c.key, c.value as digest from audit.row_changes e cross join lateral jsonb_each_text(audit.rows_of(e.canonical)) c
             where e.case_id = $1 and e.table_name = x.tab and c.key = audit.row_key(r, w.keys)
               and (regexp_match(e.canonical, 'at=([^\n]*)'))[1]::timestamptz <= $2::timestamptz order by e.id desc limit 1) n on true
      group by x.tab`,
    [id, at],
  )
  client.release(true)
  expect(rows.length).toBe(4)
  for (const row of rows) expect(row.same).toBe(row.rows)
})

test('before the case, before anything was kept, still to come, no moment at all: said beside the field', async () => {
  const { id, ref } = await world.openCase()
  const wrong = async (at: string, code: string) => {
    const { status, body } = await asKnown('city', ref, at)
    expect({ status, code: body.code, field: body.field }).toEqual({
      ...{ status: 422, code, field: 'at' },
    })
  }
  await wrong('2020-03-01T14:00:00Z', 'case_not_yet_known')
  await wrong('2999-03-01T14:00:00+01:00', 'past_not_yet')
  const bad = await asKnown('city', ref, 'yesterday')
  expect(bad.status).toBe(422)
  const { body: moments }: { body: CaseMoments } = await world.get('city', `/cases/${ref}/moments`)
  expect((await asKnown('city', ref, moments.since)).status).toBe(200)
  // As a case that was there before the upgrade.
  await world.sql('delete from audit.row_versions where case_id = $1', [id])
  await wrong('2020-03-01T14:00:00Z', 'past_not_kept')
})

test('each look is one entry of the log, with its purpose and its moment; a decision is a moment to choose', async () => {
  const { id, ref } = await world.openCase({ release: day(60) })
  const at = await moment()
  await acts.move({ ref, offers: [], items: [] }, 90, true)
  const { body: moments }: { body: CaseMoments } = await world.get('city', `/cases/${ref}/moments`)
  expect(moments.moments).toMatchObject([{ kind: 'release', on: day(90) }])
  const before = moments.moments[0]?.before ?? ''
  expect((await asKnown('city', ref, before)).body.continuity.release.on).toBe(day(60))
  expect((await asKnown('city', ref, await moment())).body.continuity.release.on).toBe(day(90))
  await asKnown('city', ref, at)
  await asKnown('city', ref, at)
  const events = await world.sql<{ purpose: string; detail: { at: string; version: number } }>(
    `select purpose, detail from audit.events where case_id = $1 and action = 'past.read' order by id`,
    [id],
  )
  expect(events).toHaveLength(3)
  expect(events.map(({ purpose }) => purpose)).toEqual(Array(3).fill('reintegration'))
  expect(Date.parse(events[2]?.detail.at ?? '')).toBe(Date.parse(at))
  expect(events[0]?.detail).toMatchObject({ version: 1, today: 2 })
})

test('of a past day nobody is told who left after it; of today also what is announced (R11)', async () => {
  const { health, housing } = world.agency
  const leave = (agency: number, on: string | null) =>
    world.sql('update app.arrangement_parties set left_on = $2 where agency_id = $1', [agency, on])
  await leave(health.id, day(0))
  await leave(housing.id, day(9))
  const told = (of: string) =>
    world.as('city', async (tx) => {
      const ask = CompiledQuery.raw(`select read.gone_by($1) -> '1' as gone`, [of])
      return (await tx.executeQuery<{ gone: object | null }>(ask)).rows[0]?.gone
    })
  expect(await told(day(0))).toEqual({ [health.id]: day(0), [housing.id]: day(9) })
  expect(await told(day(-1))).toEqual({})
  await leave(health.id, day(-3))
  expect(await told(day(-2))).toEqual({ [health.id]: day(-3) })
  await leave(health.id, null)
  await leave(housing.id, null)
})
