import { day } from '../world.ts'
import { type Asker, type CanaryCity, type Seeker, seekers } from './city.ts'
import { nameOf } from './words.ts'

export interface Filled {
  id: string
  ref: string
  person: string
  notice: string
  meeting: string
}

type Say = (what: string, finder?: Asker | null) => string

/**
 * Opens a case and writes into every place of it that takes words, by those who may, each time with a
 * canary of its own. Probation sits on it; whoever else does is for the caller to say.
 */
export async function fillCase(
  city: CanaryCity,
  label: string,
  from: readonly Seeker[] = seekers,
): Promise<Filled> {
  const say: Say = (what, finder = 'city') => city.lay(`${label}: ${what}`, from, finder)
  const opened = await open(city, label, say, from)
  const { ref } = opened
  await must(city, 'city', `/cases/${ref}/needs`, {
    ...{ domain: 'work', required: 'wish', days: 30 },
    reason: say('why work is needed', null),
  })
  await must(city, 'city', `/cases/${ref}/conferences`, {
    ...{ needed: true, reason: say('why a table is needed', null) },
  })
  await periods(city, ref, say)
  await leads(city, ref, say)
  await firstDay(city, ref, say)
  const meeting = await hold(city, ref, say)
  await after(city, ref, say)
  return { ...opened, meeting }
}

/** A write that must succeed, or the hidden text was never hidden anywhere. */
export async function must(city: CanaryCity, who: Asker, url: string, body: object, seen = 1) {
  const ref = /^\/cases\/([^/]+)/.exec(url)?.[1]
  const version = ref ? await versionOf(city, ref) : seen
  const answer = await city.send(who, 'POST', url, body, version)
  if (answer.status >= 300) throw new Error(`${who} ${url}: ${answer.status} ${answer.text}`)
  return answer.body
}

async function open(
  city: CanaryCity,
  label: string,
  say: Say,
  from: readonly Seeker[],
): Promise<Omit<Filled, 'meeting'>> {
  // Whoever announced a person knows the name.
  const unnamed = from.filter((who) => who !== 'prison')
  const name = (what: string) => nameOf(city.lay(`${label}: ${what}`, unnamed, 'city'))
  const names = { family: name('family name'), given: name('given name') }
  // Of another age each, or the desk would have to say first that they are not the same person.
  const birth = `${1920 + (city.hidden.length % 70)}-03-${10 + (city.hidden.length % 19)}`
  const notice = await city.world.notice({ ...names, release: day(12), birth })
  const { ref } = await must(city, 'city', `/notices/${notice.id}/case`, {
    clauseId: city.world.clause('lead'),
    reason: say('why the case was opened', null),
    informed: { state: 'informed', on: day(-1), how: 'talk', language: 'fr' },
  })
  const [row] = await city.world.sql<{ id: string; person_id: string }>(
    'select id, person_id from app.cases where ref = $1 and authority_id = 1',
    [ref],
  )
  await city.world.sql(`delete from app.seats where case_id = $1 and principal <> $2`, [
    row?.id,
    city.world.agency.city.desk,
  ])
  await seat(city, row?.id ?? '', 'probation')
  return { id: row?.id ?? '', ref, person: row?.person_id ?? '', notice: notice.id }
}

/** Gives a desk its seat, as an act would. */
export async function seat(city: CanaryCity, kase: string, who: Asker, relation = 'member') {
  await city.world.sql(
    `insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on)
     select 1, gen_random_uuid(), id, person_id, $2, $3, purpose, tstzrange(now(), null), coalesce(release_on, 'infinity')
       from app.cases where id = $1`,
    [kase, city.world.agency[who as 'city'].desk, relation],
  )
}

const versionOf = async (city: CanaryCity, ref: string): Promise<number> =>
  (await city.send('city', 'GET', `/cases/${ref}`)).body.version

async function periods(city: CanaryCity, ref: string, say: Say): Promise<void> {
  const dates = { on: day(11), certainty: 'expected', source: say('who said the date', null) }
  await must(city, 'city', `/cases/${ref}/release-dates`, dates)
  await must(city, 'city', `/cases/${ref}/periods`, {
    ...{ kind: 'leave', from: day(3), until: day(5), source: say('who said there is leave') },
  })
}

async function leads(city: CanaryCity, ref: string, say: Say): Promise<void> {
  const offer = (agency: 'probation' | 'papers', domain: string, more: object = {}) =>
    must(city, 'city', `/cases/${ref}/leads`, {
      ...{ domain, agencyId: city.world.agency[agency].id, tied: 'release' },
      ...{ note: say(`note to an offer of ${domain}`, agency), ...more },
    })
  const declined = await offer('probation', 'education')
  await must(city, 'city', `/leads/${declined.id}/answer`, {
    ...{ outcome: 'declined', channel: 'phone', saidOn: day(0) },
    ...{ saidBy: say('who declined on the phone'), reason: say('why it was declined') },
  })
  await offer('probation', 'work')
}

async function firstDay(city: CanaryCity, ref: string, say: Say): Promise<void> {
  await must(city, 'city', `/cases/${ref}/basics`, {
    ...{ basic: 'money', state: 'asked', source: 'phone' },
    ...{ agencyId: city.world.agency.papers.id },
    ...{ saidBy: say('who promised the bed'), words: say('what was said of the bed') },
  })
}

async function hold(city: CanaryCity, ref: string, say: Say): Promise<string> {
  const { agency } = city.world
  const { id } = await must(city, 'city', `/cases/${ref}/handover-meetings`, {
    ...{ on: day(0), at: '14:30', channel: 'elsewhere', place: say('place of the meeting') },
    ...{ invited: [agency.probation.id] },
  })
  await must(city, 'city', `/handover-meetings/${id}/held`, {
    on: day(0),
    present: [
      { agencyId: agency.city.id, names: say('who was present') },
      { agencyId: agency.probation.id },
    ],
    ...{ person: 'did_not_want', personReason: say('why the person stayed away') },
    ...{ said: say('own words of the person'), saidLanguage: 'en' },
    outcome: say('what the meeting agreed'),
  })
  return id
}

async function after(city: CanaryCity, ref: string, say: Say): Promise<void> {
  await must(city, 'city', `/cases/${ref}/measure-end`, { on: day(200) })
  await must(city, 'city', `/cases/${ref}/continuations`, {
    answers: [{ domain: 'work', goesOn: true }],
    ...{ way: 'witnessed', saidOn: day(0), language: 'en' },
    ...{ witness: say('witness of the wish'), words: say('own words about going on') },
  })
  await must(city, 'city', `/cases/${ref}/released-today`, {
    ...{ saidBy: say('who rang about the release'), place: say('place of the release') },
    ...{ nowAt: say('where the person is now'), reach: say('how to reach the person') },
  })
}
