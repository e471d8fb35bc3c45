import { type Attack, expects, inWords, sameAsUnknown, step } from './attack.ts'
import type { RedCity } from './city.ts'

const nobody = 'V-9999'
const pages = ['', '/continuity', '/basics', '/periods', '/who', '/sharing', '/consents']

/** The curious colleague: signed in, in good standing, and interested in what is none of their work. */
export const curious: Attack[] = [
  {
    family: 'The curious colleague',
    who: 'a police member who does not sit on a case',
    wants: 'to know whether a neighbour is known to the partnership',
    rule: 'No seat, no case: what is not yours is answered as if it did not exist.',
    sample: true,
    steps: async (city) => {
      const { ref, name } = await city.caseOf('coordinator', 'police')
      const found = await city.ask('police', 'GET', `/persons/search?q=${encodeURIComponent(name)}`)
      const list = await city.ask('police', 'GET', `/cases?ref=${ref}`)
      const opened = await Promise.all(
        pages.map(async (page) =>
          sameAsUnknown(
            `opened the page "${page || 'case'}" by its reference`,
            await city.ask('police', 'GET', `/cases/${ref}${page}`),
            await city.ask('police', 'GET', `/cases/${nobody}${page}`),
          ),
        ),
      )
      return [
        step('searched the full name', said0(found, ref), !found.text.includes(ref)),
        step('put the reference into the filter of the list', said0(list, ref), !inRows(list, ref)),
        ...opened,
      ]
    },
  },
  {
    family: 'The curious colleague',
    who: 'a police member with a list of invented references',
    wants: 'to find out which of fifty numbers exist',
    rule: 'An unknown case and one that is not yours get the same answer.',
    steps: async (city) => {
      const mine = new Set(await city.refsOf('police'))
      const refs = Array.from({ length: 50 }, (_, i) => `V-${String(i + 1).padStart(4, '0')}`)
      const others = refs.filter((ref) => !mine.has(ref))
      const answers = await Promise.all(
        others.map(async (ref) => {
          const { body, status } = await city.ask('police', 'GET', `/cases/${ref}`)
          return `${status} ${body?.code} ${body?.detail}`
        }),
      )
      const kinds = new Set(answers)
      const refusals = await city.sql<{ n: number }>(
        `select count(*)::int as n from audit.events where member_id = $1`,
        [city.member.police],
      )
      return [
        step(
          `asked for ${others.length} numbers in a row`,
          `${kinds.size} kind of answer`,
          kinds.size === 1,
        ),
        step(
          'looked away from the log',
          `${refusals[0]?.n} entries bear their name`,
          (refusals[0]?.n ?? 0) > 0,
        ),
      ]
    },
  },
  {
    family: 'The curious colleague',
    who: 'a police member who declared closeness to a person',
    wants: 'to get back into the case without the data protection officer',
    rule: 'Who closed a case to themselves gets the answer for an unknown one, also in an emergency.',
    sample: true,
    steps: async (city) => {
      const { ref } = await city.caseOfAll('coordinator', 'police')
      await city.ask('police', 'POST', `/cases/${ref}/closeness`, { reason: 'My cousin.' })
      const [mine] = await city.sql<{ id: string }>(
        'select id from app.closeness where member_id = $1 limit 1',
        [city.member.police],
      )
      const look = (one: string) => ({ ref: one, reason: 'He is in danger tonight.' })
      const lift = await city.ask('police', 'POST', `/closeness/${mine?.id}/lift`, {})
      return [
        sameAsUnknown(
          'opened the case again',
          await city.ask('police', 'GET', `/cases/${ref}`),
          await city.ask('police', 'GET', `/cases/${nobody}`),
        ),
        sameAsUnknown(
          'claimed an emergency',
          await city.ask('police', 'POST', '/overrides', look(ref)),
          await city.ask('police', 'POST', '/overrides', look(nobody)),
        ),
        step('tried to lift the declaration alone', inWords(lift), lift.status >= 400),
      ]
    },
  },
  {
    family: 'The curious colleague',
    who: 'a housing worker who claims an emergency',
    wants: 'to look quietly, and to change something while the door is open',
    rule: 'A look in an emergency lasts four hours, only reads, and the data protection officer is told.',
    steps: async (city) => emergency(city),
  },
  {
    family: 'The curious colleague',
    who: 'the administrator of the accounts',
    wants: 'to read cases by way of the power over accounts',
    rule: 'Administrators hold accounts and settings, never what stands in a case.',
    steps: async (city) => {
      const [ref] = await city.refsOf('coordinator')
      const list = await city.ask('administrator', 'GET', '/cases')
      return [
        sameAsUnknown(
          'opened a case by its reference',
          await city.ask('administrator', 'GET', `/cases/${ref}`),
          await city.ask('administrator', 'GET', `/cases/${nobody}`),
        ),
        step(
          'opened the list of cases',
          `${list.body?.cases?.length ?? 0} cases`,
          (list.body?.cases ?? []).length === 0,
        ),
      ]
    },
  },
]

async function emergency(city: RedCity) {
  const { ref } = await city.caseOf('coordinator', 'housing')
  const begun = await city.ask('housing', 'POST', '/overrides', {
    ref,
    reason: 'There is a fire in the house and he must be warned at once.',
  })
  const read = await city.ask('housing', 'GET', `/cases/${ref}`)
  const need = { domain: 'work', required: 'wish', reason: 'While I am here.' }
  const wrote = await city.ask(
    'housing',
    'POST',
    `/cases/${ref}/needs`,
    need,
    read.body?.version ?? 1,
  )
  const told = await city.ask('privacy', 'GET', '/privacy')
  const [own] = await city.sql<{ id: string; hours: number }>(
    `select id, extract(epoch from ends_at - begun_at) / 3600 as hours from app.overrides where member_id = $1`,
    [city.member.housing],
  )
  await city.sql(
    `update app.seats set period = tstzrange(lower(period), clock_timestamp()) where relation = 'override'`,
  )
  const after = await city.ask('housing', 'GET', `/cases/${ref}`)
  return [
    step(
      'gave a reason and looked',
      `${inWords(read)}, for ${own?.hours} hours`,
      begun.status < 300 && Number(own?.hours) === 4,
    ),
    expects('tried to write while looking', wrote, 403),
    step(
      'hoped that nobody would notice',
      'the data protection officer has it on the list to judge',
      told.text.includes(own?.id ?? '-'),
    ),
    expects('looked again after the four hours', after, 404),
  ]
}

const inRows = (answer: { body: { cases?: { ref: string }[] } | null }, ref: string) =>
  answer.body?.cases?.some((row) => row.ref === ref) ?? false

const said0 = (answer: { status: number; text: string }, ref: string) =>
  answer.text.includes(`"${ref}"`)
    ? 'the case was shown'
    : `no trace of the case (${answer.status})`
