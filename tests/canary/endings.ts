import { setTimeout as pause } from 'node:timers/promises'
import { day } from '../world.ts'
import { layItem } from '../world-items.ts'
import type { Asker, CanaryCity } from './city.ts'
import { type Filled, fillCase, must, seat } from './fill.ts'

/** What somebody may see for now, and what must be gone when it ends. */
export interface Begun {
  kase: Filled
  /** The one item that ends, where the case itself stays; else the whole case goes. */
  item?: string
  /** By what it is ended later: the id of the share. */
  id?: string
}

/** One of the ways in which what somebody may see comes to its end. */
export interface Ending {
  name: string
  who: Asker
  /** Nobody does anything: the hour comes. Then no row may be touched by it. */
  byClock: boolean
  /** Tables in which the act that ends it writes; of those that say who sees what, only these. */
  writes: readonly string[]
  begin(city: CanaryCity): Promise<Begun>
  /** Sets the hour a moment ahead, where it comes by the clock. */
  near?(city: CanaryCity, begun: Begun): Promise<void>
  end(city: CanaryCity, begun: Begun): Promise<void>
}

/** How long a seat still holds when its hour is set, in milliseconds. */
const moment = 1500
const told = ['app.mail_news', 'app.mail_waiting'].concat(
  ...['audit.events', 'audit.row_changes', 'audit.row_versions', 'audit.waiting'],
)

/** The last hours of the day in one zone are the first of the next in another: so midnight passes. */
const [west, east] = ['Etc/GMT+12', 'Pacific/Kiritimati']

export const endings: readonly Ending[] = [
  {
    name: 'a share is withdrawn',
    who: 'police',
    byClock: false,
    writes: ['app.shares', ...told],
    begin: async (city) => {
      const kase = await seated(city, 'case of a share', 'police')
      const text = city.lay('item that is shared for a while', [], 'city')
      const item = await layItem(city.world, kase.id, {
        ...{ text, mode: 'named', audience: [city.world.agency.city.desk] },
      })
      const made = await must(city, 'city', `/cases/${kase.ref}/shares`, {
        ...{ items: [item], recipients: [city.world.agency.police.desk], expiresOn: day(20) },
        informed: { on: day(0), how: 'talk' },
      })
      return { kase, item, id: made.ids?.[0] ?? made.id }
    },
    end: async (city, { id }) => {
      await must(city, 'city', `/shares/${id}/withdraw`, {})
    },
  },
  {
    name: 'a seat comes to its end',
    who: 'housing',
    byClock: true,
    writes: [],
    begin: async (city) => ({ kase: await seated(city, 'case of a seat', 'housing') }),
    near: (city, { kase }) => until(city, kase.id, city.world.agency.housing.desk),
    end: () => pause(moment + 100),
  },
  {
    name: 'a look in an emergency is over',
    who: 'papers',
    byClock: true,
    writes: [],
    begin: async (city) => {
      const kase = await fillCase(city, 'case of an emergency', [])
      await unseat(city, kase.id, city.world.agency.papers.desk)
      const reason = 'He must be warned tonight.'
      await must(city, 'papers', '/overrides', { ref: kase.ref, reason })
      return { kase }
    },
    near: async (city, { kase }) => {
      await until(city, kase.id, 10_000 + city.world.agency.papers.member)
      await city.world.sql(
        `update app.overrides set ends_at = now() + make_interval(secs => $2) where case_id = $1`,
        [kase.id, moment / 1000],
      )
    },
    end: () => pause(moment + 100),
  },
  {
    name: 'closeness is declared',
    who: 'prison',
    byClock: false,
    // Seats of the member in person pass to the desk; those of the desk stay as they are.
    writes: ['app.closeness', 'app.seats', ...told],
    begin: async (city) => ({ kase: await seated(city, 'case of a cousin', 'prison') }),
    end: async (city, { kase }) => {
      await must(city, 'prison', `/cases/${kase.ref}/closeness`, { reason: 'A cousin.' })
    },
  },
  {
    name: 'an agency leaves the agreement',
    who: 'exit',
    byClock: false,
    writes: ['app.arrangement_parties', 'actor.law_stamps', 'app.expiry_warnings', ...told],
    begin: async (city) => ({ kase: await seated(city, 'case of one who leaves', 'exit') }),
    end: async (city) => {
      const wish = { agencyId: city.world.agency.exit.id, leftOn: day(0), whole: true }
      await must(city, 'city', '/agreements/1/departures', wish)
    },
  },
  {
    name: 'the agreement runs out at midnight',
    who: 'probation',
    byClock: true,
    writes: ['app.authorities'],
    begin: async (city) => ({ kase: await fillCase(city, 'case of the last day', []) }),
    near: async (city) => {
      await city.world.sql('update app.authorities set time_zone = $1 where id = 1', [west])
      await city.world.sql(
        `update app.arrangements set valid_until = (now() at time zone $1)::date where authority_id = 1 and id = 1`,
        [west],
      )
    },
    // The clock of the database cannot be moved; the zone of the city can.
    end: async (city) => {
      await city.world.sql('update app.authorities set time_zone = $1 where id = 1', [east])
    },
  },
]

async function seated(city: CanaryCity, label: string, who: Asker): Promise<Filled> {
  const kase = await fillCase(city, label, [])
  await seat(city, kase.id, who)
  return kase
}

const until = async (city: CanaryCity, kase: string, principal: number): Promise<void> => {
  await city.world.sql(
    `update app.seats set period = tstzrange(lower(period), now() + make_interval(secs => $3))
      where case_id = $1 and principal = $2`,
    [kase, principal, moment / 1000],
  )
}

const unseat = (city: CanaryCity, kase: string, principal: number) =>
  city.world.sql('delete from app.seats where case_id = $1 and principal = $2', [kase, principal])
