import { type Attack, inWords, said, step } from './attack.ts'
import type { Player, RedCity } from './city.ts'

const today = () => new Date().toISOString().slice(0, 10)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const watchers = ['prison', 'probation', 'police'] as const

/** The coerced consent: a yes that is no yes, and a no that is held against somebody. */
export const coerced: Attack[] = [
  {
    family: 'The coerced consent',
    who: 'a worker who wants a signature to cover a compulsory measure',
    wants: 'to write down consent where the law compels',
    rule: 'Consent exists for voluntary help only; for a compulsory measure it is refused with the reason.',
    sample: true,
    steps: async (city) => {
      const { ref } = await city.caseOfAll('coordinator', 'probation')
      const answers = await Promise.all(
        (['coordinator', 'probation'] as const).map(async (who) => ({
          who,
          answer: await say(city, who, ref, 'work', 4, 'given'),
        })),
      )
      return answers.map(({ who, answer }) =>
        step(
          `tried to record a consent to supervised help, as ${who}`,
          inWords(answer),
          answer.status >= 400,
        ),
      )
    },
  },
  {
    family: 'The coerced consent',
    who: 'prison, probation and police, after a person said no to voluntary help',
    wants: 'to see the refusal anywhere',
    rule: 'Refusing voluntary help is never visible to prison, probation or police.',
    sample: true,
    steps: async (city) => {
      const { ref, id } = await voluntary(city)
      const before = await seenBy(city, ref)
      const made = await say(city, 'coordinator', ref, 'relations', 14, 'refused')
      if (made.status >= 300) throw new Error(`The refusal could not be written: ${made.text}`)
      const after = await seenBy(city, ref)
      const kept = await city.sql<{ n: number }>(
        'select count(*)::int as n from app.consents where case_id = $1',
        [id],
      )
      return [
        ...[...before].map(([what, text]) =>
          step(
            `compared ${what} before and after`,
            after.get(what) === text ? 'not a letter has changed' : 'something has changed',
            after.get(what) === text,
          ),
        ),
        step(
          'checked that there was something to hide',
          `${kept[0]?.n} record`,
          (kept[0]?.n ?? 0) > 0,
        ),
      ]
    },
  },
  {
    family: 'The coerced consent',
    who: 'a provider whose client took the consent back an hour ago',
    wants: 'to go on as if nothing had been said',
    rule: 'A consent taken back ends that agency’s sharing in the same transaction, and nothing else.',
    steps: async (city) => {
      const { ref } = await voluntary(city)
      const made = await say(city, 'coordinator', ref, 'relations', 14, 'given')
      if (made.status >= 300) throw new Error(`The consent could not be written: ${made.text}`)
      const consent = made.body?.id ?? ''
      const back = await city.ask('coordinator', 'POST', `/consents/${consent}/withdrawals`, {
        ...{ agencyId: 14, on: today(), way: 'talk', language: 'en' },
      })
      const lane = await city.ask('exit', 'GET', `/cases/${ref}/consents`)
      const [row] = await city.sql<{ withdrawn: boolean }>(
        'select withdrawn_on is not null as withdrawn from app.consent_recipients where consent_id = $1 and agency_id = 14',
        [consent],
      )
      const probation = await city.ask('probation', 'GET', `/cases/${ref}/consents`)
      return [
        step('waited for the desk to write it down', inWords(back), back.status < 300),
        step(
          'asked for the consent again',
          row?.withdrawn ? `taken back (${lane.status})` : 'still in force',
          row?.withdrawn === true,
        ),
        step(
          'asked probation what the person had said',
          probation.text.includes(consent) ? 'told' : 'nothing',
          !probation.text.includes(consent),
        ),
      ]
    },
  },
]

const say = (
  city: RedCity,
  who: Player,
  ref: string,
  domain: string,
  agency: number,
  answer: string,
) =>
  city.ask(who, 'POST', `/cases/${ref}/consents`, {
    ...{ domain, agencies: [agency], answer, language: 'en', way: 'talk' },
    ...{ capacity: 'alone', on: today() },
  })

/** A case with voluntary help of Bridge in it, at which those who enforce sit too. */
async function voluntary(city: RedCity): Promise<{ ref: string; id: string }> {
  const { ref, id } = await city.caseOfAll('coordinator', 'probation')
  for (const desk of [20, 50])
    await city.sql(
      `insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on)
       select 1, gen_random_uuid(), id, person_id, $2, 'member', purpose, tstzrange(now(), null), coalesce(release_on, 'infinity')
         from app.cases c where id = $1 and not exists (select from app.seats s where s.case_id = c.id and s.principal = $2 and s.period @> now())`,
      [id, desk],
    )
  const offer = await city.ask('coordinator', 'POST', `/cases/${ref}/leads`, {
    ...{ domain: 'relations', agencyId: 14, tied: 'calendar', from: today(), until: inDays(90) },
    voluntary: true,
  })
  if (offer.status < 300)
    await city.ask('exit', 'POST', `/leads/${offer.body?.id}/answer`, { outcome: 'accepted' }, 1)
  return { ref, id }
}

/** Everything that those who enforce a measure read of a case, word for word. */
async function seenBy(city: RedCity, ref: string): Promise<Map<string, string>> {
  const pages = ['', '/continuity', '/consents', '/after-measure', '/who', '/sharing', '/basics']
  const seen = new Map<string, string>()
  for (const who of watchers)
    for (const page of pages) {
      const answer = await city.ask(who, 'GET', `/cases/${ref}${page}`)
      seen.set(`${page.slice(1) || 'the case'} as ${who}`, withoutClock(said(answer)))
    }
  return seen
}

const withoutClock = (text: string) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T')
