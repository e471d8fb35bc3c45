import { type Attack, inWords, step } from './attack.ts'
import type { Heard, RedCity } from './city.ts'

const labels = /offence|conviction|diagnos|religio|ethnic|radical|extremis/i

/** The leaking export: what leaves as a file is out of every rule’s reach, so little may leave. */
export const leaking: Attack[] = [
  {
    family: 'The leaking export',
    who: 'a housing worker before the last day of work',
    wants: 'to take along more than their own list in a file',
    rule: 'A file holds the rows that its reader may list, names nobody, and is an entry in the log.',
    sample: true,
    steps: async (city) => {
      // Who is asked to take something over sees the offer before sitting on the case.
      const offered = await city.sql<{ ref: string }>(
        `select c.ref from app.leads l join app.cases c on c.id = l.case_id where l.agency_id = 7`,
      )
      const mine = new Set([...(await city.refsOf('housing')), ...offered.map(({ ref }) => ref)])
      const files = await Promise.all(
        ['cases', 'releases', 'handovers'].map(async (what) => ({
          what,
          file: await city.ask('housing', 'GET', `/exports/${what}`),
        })),
      )
      const names = await namesOf(city, [...mine].slice(0, 3))
      const logged = await city.sql<{ n: number }>(
        `select count(*)::int as n from audit.events where action = 'list.exported' and member_id = $1`,
        [city.member.housing],
      )
      const steps = files.flatMap(({ what, file }) => {
        const strangers = refsIn(file).filter((ref) => !mine.has(ref))
        const header = file.text.split('\n', 1)[0] ?? ''
        const named = names.filter((name) => file.text.includes(name))
        const fileName = String(file.headers['content-disposition'] ?? '')
        return [
          step(
            `exported ${what}`,
            strangers.length > 0
              ? `${strangers.length} rows of others`
              : `${refsIn(file).length} references, all their own`,
            strangers.length === 0,
          ),
          step(
            `read the columns of ${what}`,
            labels.test(header) ? header : 'no column of offences, diagnoses or labels',
            !labels.test(header),
          ),
          step(
            `looked for names in ${what} and in the name of the file`,
            named.length > 0 ? named.join(', ') : 'references only',
            named.length === 0 && names.every((name) => !fileName.includes(name)),
          ),
        ]
      })
      return [
        ...steps,
        step(
          'hoped that nobody would know',
          `${logged[0]?.n} entries in the log`,
          (logged[0]?.n ?? 0) >= files.length,
        ),
      ]
    },
  },
  {
    family: 'The leaking export',
    who: 'an association that opens each file and each page that it can',
    wants: 'a field on offences or health in any of them',
    rule: 'Private and voluntary partners get no field of offences, and health at most as a function.',
    steps: async (city) => {
      const [ref] = await city.refsOf('association')
      const urls = [
        ...[
          `/cases/${ref}`,
          `/cases/${ref}/continuity`,
          `/cases/${ref}/basics`,
          `/cases/${ref}/who`,
        ],
        ...['/cases', '/releases', '/today', '/exports/cases', '/exports/releases', '/handovers'],
      ]
      return Promise.all(
        urls.map(async (url) => {
          const answer = await city.ask('association', 'GET', url)
          const found = [...answer.text.matchAll(/"(\w+)":/g)].map(([, key]) => key ?? '')
          const bad = found.filter((key) => labels.test(key))
          return step(
            `opened ${url.replace(ref ?? '', 'the case')}`,
            bad.length > 0 ? `keys ${bad.join(', ')}` : `no such key (${inWords(answer)})`,
            bad.length === 0,
          )
        }),
      )
    },
  },
  {
    family: 'The leaking export',
    who: 'somebody who stole a copy of the database',
    wants: 'names, birth dates and notes',
    rule: 'Identity and free text are sealed; the key is not in the database.',
    steps: async (city) => {
      const names = await namesOf(city, (await city.refsOf('coordinator')).slice(0, 5))
      const tables = [
        'persons',
        'release_notices',
        'cases',
        'leads',
        'item_versions',
        'handover_meetings',
      ]
      return Promise.all(
        tables.map(async (table) => {
          const rows = await city.sql<{ row: string }>(`select x::text as row from app.${table} x`)
          const text = rows.map(({ row }) => row).join('\n')
          const shown = names.filter(
            (name) => text.includes(name) || text.includes(Buffer.from(name).toString('hex')),
          )
          return step(
            `read the ${rows.length} rows of ${table}`,
            shown.length > 0 ? `found ${shown.length} names` : 'sealed',
            shown.length === 0,
          )
        }),
      )
    },
  },
  {
    family: 'The leaking export',
    who: 'somebody who reads the technical log of the server',
    wants: 'who was asked about, from the addresses and errors in it',
    rule: 'The technical log keeps patterns of addresses, numbers and codes, never who it was about.',
    steps: async (city) => {
      const log = city.lines.join('')
      const ref = /V-\d{4}/.exec(log)?.[0]
      return [
        step(
          `read ${city.lines.length} lines`,
          ref ? `the reference ${ref}` : 'no reference and no name',
          !ref && city.lines.length > 0,
        ),
      ]
    },
  },
]

const refsIn = (file: Heard): string[] => [...new Set(file.text.match(/\bV-\d{4,}\b/g) ?? [])]

async function namesOf(city: RedCity, refs: string[]): Promise<string[]> {
  const answers = await Promise.all(
    refs.map((ref) => city.ask('coordinator', 'GET', `/cases/${ref}`)),
  )
  return answers.map(({ body }) => body?.person?.family ?? '').filter((name) => name.length > 4)
}
