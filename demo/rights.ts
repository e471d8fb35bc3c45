import type { Pool } from 'pg'
import { consentText } from '../src/modules/rights/service/consent-text.ts'
import type { Databases } from '../src/platform/db/connections.ts'
import { seal } from '../src/platform/seal/envelope.ts'
import { chance } from './chance.ts'
import { inventId } from './population/person-rows.ts'

const anna = 1

interface Desk {
  owner: Pool
  databases: Databases
  id: () => string
}

/** What persons of Valmare said: consents given, refused and taken back, and items that they contest. */
export async function addRights(owner: Pool, databases: Databases): Promise<void> {
  const luck = chance(5_090)
  const desk = { owner, databases, id: () => inventId(luck) }
  await addConsents(desk)
  await addContests(desk)
  await addCorrections(desk)
}

const sealFor = ({ databases }: Desk, caseId: string, key: Buffer) => {
  const opened = databases.keys.dataKey(1, key)
  return (words: string, kind: string) => seal(opened, words, `${kind}:${caseId}`)
}

interface Help {
  id: string
  key: Buffer
  domain: 'relations'
  clause: number
  agency: number
  name: string
}

/** Eight persons with voluntary help were asked: six agreed, one took it back, one did not want it. */
async function addConsents(desk: Desk): Promise<void> {
  const { rows } = await desk.owner.query<Help>(
    `select distinct on (c.ref) c.id, c.key_wrapped as key, l.domain, l.clause_id as clause, l.agency_id as agency, g.name
       from app.leads l join app.cases c on c.authority_id = 1 and c.id = l.case_id and c.closed_on is null
       join app.agencies g on g.authority_id = 1 and g.id = l.agency_id
      where l.authority_id = 1 and l.voluntary and l.state = 'accepted' order by c.ref, l.domain limit 8`,
  )
  for (const [place, help] of rows.entries()) {
    const language = (['es', 'fr', 'nl', 'de'] as const)[place % 4] ?? 'en'
    const sealed = sealFor(desk, help.id, help.key)
    const shown = JSON.stringify({
      shown: consentText(language, help.domain, [help.name]),
      reader: consentText('en', help.domain, [help.name]),
    })
    const id = desk.id()
    await desk.owner.query(
      `insert into app.consents (authority_id, id, case_id, domain, clause_id, answer, text_version, language, shown_sealed, way,
         explainer_sealed, capacity, given_on, recorded_by, recorded_at)
       values (1, $1, $2, $3, $4, $5, 'help-1', $6, $7, 'talk', $8, 'alone', current_date - 20, $9, now() - interval '20 days')`,
      [
        ...[id, help.id, help.domain, help.clause, place === 5 ? 'refused' : 'given', language],
        ...[sealed(shown, 'consents.shown'), sealed('Samir Kovač', 'consents.explainer'), anna],
      ],
    )
    const back = JSON.stringify({
      shown: consentText(language, help.domain, [help.name], true),
      reader: consentText('en', help.domain, [help.name], true),
    })
    const taken = place === 3
    await desk.owner.query(
      `insert into app.consent_recipients (authority_id, consent_id, agency_id, case_id, clause_id, withdrawn_on, withdrawn_at, withdrawn_way,
         withdrawn_sealed, withdrawn_by)
       values (1, $1, $2, $3, $4, case when $5 then current_date - 2 end, case when $5 then now() - interval '2 days' end,
         case when $5 then 'talk' end, $6, $7)`,
      [
        ...[id, help.agency, help.id, help.clause, taken],
        ...[taken ? sealed(back, 'consent_recipients.withdrawn') : null, taken ? anna : null],
      ],
    )
  }
}

interface Known {
  id: string
  case: string
  key: Buffer
  version: number
  state: string
  owner: number
  clause: number
}

const itemsWhere = async ({ owner }: Desk, which: string) =>
  (
    await owner.query<Known>(
      `select i.id, i.case_id as case, c.key_wrapped as key, i.current_version as version, i.state, i.owner_agency_id as owner, i.clause_id as clause
         from app.items i join app.cases c on c.authority_id = 1 and c.id = i.case_id
        where i.authority_id = 1 and ${which} order by c.ref, i.id`,
    )
  ).rows

const says = [
  ['es', 'Nunca he vivido allí. Vivo con mi hermana desde mayo.'],
  ['fr', 'La date est fausse : je suis venu le lundi, pas le mardi.'],
  ['en', 'I did pay. The receipt is with my sister.'],
  ['de', 'Das stimmt so nicht: Ich habe den Kurs beendet.'],
] as const

/** Items that are marked as contested have the person's words beside them. */
async function addContests(desk: Desk): Promise<void> {
  for (const [place, item] of (await itemsWhere(desk, `i.state = 'contested'`)).entries()) {
    const [language, words] = says[place % says.length] ?? says[0]
    await addContest(desk, item, language, words)
  }
}

async function addContest(
  desk: Desk,
  item: Known,
  language: string,
  words: string,
  reasons?: string,
) {
  const sealed = sealFor(desk, item.case, item.key)
  await desk.owner.query(
    `insert into app.item_contests (authority_id, id, item_id, case_id, statement_sealed, language, wish, way, said_on, against_version,
       recorded_by, recorded_at, state, decided_by, decided_at, reasons_sealed)
     values (1, $1, $2, $3, $4, $5, 'correct', 'talk', current_date - 4, 1, $6, now() - interval '4 days', $7,
       case when $7 <> 'open' then (select min(m.id) from app.members m where m.authority_id = 1 and m.agency_id = $9) end, case when $7 <> 'open' then now() - interval '3 days' end, $8)`,
    [
      ...[desk.id(), item.id, item.case, sealed(words, 'item_contests.statement'), language, anna],
      ...[
        reasons ? 'corrected' : 'open',
        reasons ? sealed(reasons, 'item_contests.reasons') : null,
        item.owner,
      ],
    ],
  )
}

/** Two items were wrong and were corrected: each agency that could read them was told, and one has not answered in time. */
async function addCorrections(desk: Desk): Promise<void> {
  const wrong = `i.state = 'current' and i.mode = 'table' and i.current_version > 1`
  for (const [place, item] of (await itemsWhere(desk, wrong)).slice(0, 2).entries()) {
    await addContest(desk, item, 'en', 'That was not so.', 'The register had a mistake.')
    await desk.owner.query(
      'update app.item_versions set restricted = true where authority_id = 1 and item_id = $1 and version < $2',
      [item.id, item.version],
    )
    await desk.owner.query(
      `insert into app.correction_notices (authority_id, item_id, case_id, clause_id, kind, item_version, from_agency_id, agency_id, recipients,
         made_by, made_at, due_on, acknowledged_by, acknowledged_at)
       select 1, $1, $2, $3, 'corrected', $4, $5, r.agency, r.principals, $6, now() - make_interval(days => $7), current_date + 7 - $7::int,
              case when r.n > 1 then m.id end, case when r.n > 1 then now() - interval '1 day' end
         from (select x.*, row_number() over (order by x.agency) as n from actor.item_recipients(1, $1) x where x.agency is not null) r
         left join lateral (select m.id from app.members m where m.authority_id = 1 and m.agency_id = r.agency order by m.id limit 1) m on true`,
      [item.id, item.case, item.clause, item.version, item.owner, anna, place === 0 ? 9 : 3],
    )
  }
}
