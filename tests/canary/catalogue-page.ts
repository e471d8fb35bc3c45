import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/platform/config.ts'
import { agencies } from '../world-partnership.ts'
import type { CanaryCity } from './city.ts'
import { classOf } from './field-classes.ts'
import type { Filled } from './fill.ts'

/** `road key` with everybody who got it, as `who` or `who, stage` on a road of one case. */
export type Told = Map<string, Set<string>>

const page = join(projectRoot, 'docs/reference/field-catalogue.md')
const everybody = 'everybody'
const anyStage = 'any stage'
/** How a purpose follows a name; the usual one is not said. */
const purposes = ['', ' for supervision']
const stages = ['preparation', 'release', 'community', 'closing', 'closed']

/** Notes which keys of which roads somebody got. */
export function noteKeys(told: Told, who: string, keys: ReadonlyMap<string, Set<string>>): void {
  for (const [road, paths] of keys)
    for (const path of paths) {
      // Keys that are ids or codes of rows are data, not fields.
      const key = path.replace(/\.\d+(?=\.|$)/g, '.*').replace(/\.cells\.\w+/, '.cells.*')
      told.set(`${road} ${key}`, (told.get(`${road} ${key}`) ?? new Set()).add(who))
    }
}

/** Shorter for readers: all stages are any stage, all readers are everybody. */
function inShort(who: ReadonlySet<string>, readers: readonly string[]): string {
  const at = new Map<string, string[]>()
  for (const one of who) {
    const [name = '', stage = ''] = one.split(', ')
    at.set(name, [...(at.get(name) ?? []), stage])
  }
  const named = [...at].map(([name, stage]) =>
    stage[0] === ''
      ? name
      : `${name}, ${stage.length === stages.length ? anyStage : stages.filter((one) => stage.includes(one)).join(' or ')}`,
  )
  const all = purposes.filter((purpose) => readers.every((one) => who.has(one + purpose)))
  const rest = named.filter(
    (one) => !all.some((purpose) => readers.some((r) => r + purpose === one)),
  )
  return [...all.map((purpose) => everybody + purpose), ...rest.sort()].join('; ')
}

/** The page: for each road, who gets which keys. Keys that the same people get stand in one line. */
export function writePage(told: Told, readers: readonly string[]): void {
  const lines = new Map<string, string[]>()
  for (const [entry, who] of [...told].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [road = '', key = ''] = entry.split(' ')
    const kind = classOf(key.split('.').at(-1) ?? '')
    const line = `| ${road} | ${kind} | KEYS | ${inShort(who, readers)} |`
    lines.set(line, [...(lines.get(line) ?? []), `\`${key}\``])
  }
  const people = readers.map((who) => {
    const agency = agencies[who as 'city']
    return agency
      ? `- *${who}*: ${agency.kind}, ${agency.functions.join(', ')}`
      : `- *${who}*: city, ${who}${who === 'chair' ? ', at the desk' : ', at no desk'}`
  })
  const text = [
    '# Field catalogue',
    '',
    'Generated; do not edit. Which keys of which answers reach whom (LED-04, GD-04, GD-05): a key outside this page, for that',
    'function, purpose and stage of a case, fails the build. The purpose is reintegration where no other is named. Classes: open,',
    'operational, personal, offence, health; no field of any answer is of the last two. Written anew by',
    '`CATALOGUE=write vitest run tests/canary/catalogue.test.ts`.',
    '',
    `Stages: ${stages.join(', ')}; *${anyStage}* is all of them. *${everybody[0]?.toUpperCase()}${everybody.slice(1)}* is all who stand here:`,
    '',
    ...people,
    '',
    '| Road | Class | Keys | Who, for what, and at which stage of a case |',
    '|---|---|---|---|',
    ...[...lines].map(([line, keys]) => line.replace('KEYS', () => keys.join(' '))),
    '',
  ].join('\n')
  writeFileSync(page, text)
}

/** What the page allows: `road key` with everybody who may get it. */
export function readPage(): Told {
  const text = readFileSync(page, 'utf8')
  const readers = [...text.matchAll(/^- \*(\w+)\*/gm)].map(([, name]) => name ?? '')
  const known: Told = new Map()
  for (const [, road, keys = '', who = ''] of text.matchAll(
    /^\| (\w+) \| \w+ \| (`[^|]+`) \| ([^|]+) \|$/gm,
  ))
    for (const key of keys.split(' ')) {
      const entry = `${road} ${key.replaceAll('`', '')}`
      const all = who
        .trim()
        .split('; ')
        .flatMap((one) => inFull(one, readers))
      known.set(entry, new Set([...(known.get(entry) ?? []), ...all]))
    }
  return known
}

function inFull(who: string, readers: readonly string[]): string[] {
  const all = purposes.find((purpose) => who === everybody + purpose)
  if (all !== undefined) return readers.map((one) => one + all)
  const [name = '', stage] = who.split(', ')
  if (!stage) return [name]
  return (stage === anyStage ? stages : stage.split(' or ')).map((one) => `${name}, ${one}`)
}

/**
 * Turns a case into one that is kept for an imposed measure: who enforces sits on it, by clauses of the
 * other purpose, and everybody else who sits on it has no right there. Answers its reference.
 */
export async function superviseAll(city: CanaryCity, { id, ref }: Filled): Promise<string> {
  const { sql } = city.world
  await sql(
    `insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis)
     select 1, id + 100, 1, 'supervision', category, 'S' || label, 'Sentence act art. 4' from app.clauses
      where authority_id = 1 and id < 100 and category in ('identity', 'timeline', 'lead', 'supervision', 'accommodation', 'work')`,
  )
  await sql(
    `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight)
     select 1, c.id, a, true, 'full' from app.clauses c, unnest(array[1, 2, 3]) a where c.authority_id = 1 and c.id > 100`,
  )
  await sql(
    `insert into app.seats (authority_id, id, case_id, person_id, principal, relation, purpose, period, release_on)
     select 1, gen_random_uuid(), id, person_id, d, 'member', purpose, tstzrange(now(), null), 'infinity'
       from app.cases, unnest(array[20, 50, 60, 80]) d where id = $1`,
    [id],
  )
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'app'
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'clause_id'
       join pg_attribute k on k.attrelid = c.oid and k.attname = 'case_id'
      where c.relkind = 'r' and c.relname <> 'release_notices'`,
  )
  for (const { name } of [...tables, { name: 'app.cases' }]) {
    const key = name === 'app.cases' ? 'id' : 'case_id'
    await sql(`alter table ${name} disable trigger user`)
    await sql(
      `update ${name} set clause_id = clause_id + 100
        where ${key} = $1 and clause_id + 100 in (select id from app.clauses where authority_id = 1)`,
      [id],
    )
    await sql(`alter table ${name} enable trigger user`)
  }
  await sql(`update app.seats set purpose = 'supervision' where case_id = $1`, [id])
  await sql(`update app.cases set purpose = 'supervision' where id = $1`, [id])
  return ref
}
