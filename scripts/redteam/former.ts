import { type Attack, expects, inWords, step } from './attack.ts'
import type { Player, RedCity } from './city.ts'

/** The angry ex-partner: had every right yesterday, and kept everything that opened a door. */
export const former: Attack[] = [
  {
    family: 'The angry ex-partner',
    who: 'a worker of an association that left the agreement a second ago',
    wants:
      'to go on reading with an open session, an old bookmark, a saved page of a list and a calendar',
    rule: 'Who has signed no version in force gets nothing, from the same second; nothing is rewritten for it.',
    sample: true,
    steps: async (city) => {
      const kept = await keep(city, 'association')
      await city.sql(
        'update app.arrangement_parties set left_on = current_date - 1 where authority_id = 1 and agency_id = 8',
      )
      return tryEverything(city, 'association', kept)
    },
  },
  {
    family: 'The angry ex-partner',
    who: 'a member whose account was ended while the browser was open',
    wants:
      'to use the session, the passphrase and the calendar address that still lie on the desk at home',
    rule: 'Ending a membership denies the very next request.',
    steps: async (city) => {
      const kept = await keep(city, 'policeColleague')
      const [row] = await city.sql<{ version: number; email: string }>(
        'select version, email from app.members where authority_id = 1 and id = $1',
        [city.member.policeColleague],
      )
      const url = `/members/${city.member.policeColleague}/end`
      const ended = await city.ask('administrator', 'POST', url, {}, row?.version)
      if (ended.status >= 300) throw new Error(`The account could not be ended: ${ended.text}`)
      const again = await city.ask(null, 'POST', '/session', {
        email: row?.email,
        passphrase: city.passphrase,
      })
      const list = await city.ask('policeColleague', 'GET', '/cases')
      const page = await city.ask('policeColleague', 'GET', `/cases/${kept.ref}`)
      const feed = await city.ask(null, 'GET', kept.calendar)
      return [
        expects('asked for the list with the old session', list, 401),
        expects('opened the bookmark', page, 401),
        step('signed in again', inWords(again), again.status >= 400),
        step('fetched the calendar', inWords(feed), feed.status === 404),
      ]
    },
  },
  {
    family: 'The angry ex-partner',
    who: 'a housing worker who was taken off the desk and kept a saved filter and a page of a list',
    wants: 'to see the desk’s cases through what was saved earlier',
    rule: 'A saved filter and a mark of a list are questions, not rights: they are asked anew each time.',
    steps: async (city) => {
      const kept = await keep(city, 'housing')
      await city.sql(
        'update app.desk_members set until = now() where authority_id = 1 and member_id = $1',
        [city.member.housing],
      )
      const steps = await tryEverything(city, 'housing', kept)
      await city.sql(
        'update app.desk_members set until = null where authority_id = 1 and member_id = $1',
        [city.member.housing],
      )
      return steps
    },
  },
]

interface Kept {
  ref: string
  cursor: string
  calendar: string
  before: number
}

/** What somebody can carry home while everything is still in order. */
async function keep(city: RedCity, who: Player): Promise<Kept> {
  const list = await city.ask(who, 'GET', '/cases?limit=1')
  const ref = list.body?.cases?.[0]?.ref ?? ''
  const made = await city.ask(who, 'POST', '/calendar-feed')
  const calendar = /\/calendar\/.*/.exec(made.body?.address ?? '')?.[0] ?? '/calendar/none'
  const name = 'Mine'
  await city.ask(who, 'POST', '/filters', { id: crypto.randomUUID(), name, search: { ref } })
  const page = await city.ask(who, 'GET', `/cases/${ref}`)
  if (page.status !== 200) throw new Error(`${who} had no right that could have been lost`)
  const cursor = list.body?.nextCursor ?? ''
  return { ref, cursor, calendar, before: (await city.refsOf(who)).length }
}

async function tryEverything(city: RedCity, who: Player, kept: Kept) {
  const ask = (url: string) => city.ask(who, 'GET', url)
  const list = await city.refsOf(who)
  const [page, mark, csv, today, feed, search] = [
    await ask(`/cases/${kept.ref}`),
    await ask(`/cases?limit=50&cursor=${encodeURIComponent(kept.cursor)}`),
    await ask('/exports/cases'),
    await ask('/today'),
    await city.ask(null, 'GET', kept.calendar),
    await ask(`/persons/search?q=${encodeURIComponent('Novak')}`),
  ]
  const shows = (answer: { text: string }) => /V-\d{4}/.exec(answer.text)?.[0]
  const none = (did: string, answer: { text: string; status: number }) =>
    step(did, shows(answer) ? `it shows ${shows(answer)}` : 'nothing of any case', !shows(answer))
  return [
    step(
      'opened the list of cases',
      `${list.length} cases; yesterday ${kept.before}`,
      list.length === 0 && kept.before > 0,
    ),
    expects('opened the bookmark of a case', page, 404),
    none('asked for the next page with the mark of yesterday', mark),
    none('exported the list', csv),
    none('opened the page of today', today),
    none('fetched the calendar by its secret address', feed),
    none('searched for a common name', search),
  ]
}
