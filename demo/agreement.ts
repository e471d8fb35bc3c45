import { agencies, type CastAgency } from './cast.ts'
import {
  basisOf,
  type Category,
  categories,
  clauseOf,
  notYetSigned,
  rightOf,
} from './partnership.ts'

type Run = (text: string, values?: unknown[]) => Promise<unknown>

const desk = 10

/** What a cell gives, as the matrix of an edition has it. */
interface Gives {
  sight: 'full' | 'summary' | null
  contribute: boolean
  onDecision?: boolean
}

/** The laws on which the partners of Valmare stand; all invented. Number 14 carries the execution of measures. */
async function addBases(run: Run, authority: number): Promise<void> {
  const rows = categories.map((category) => ({
    id: clauseOf(category),
    kind: category === 'relations' ? 'consent' : 'public_task',
    citation: basisOf[category],
    objective: objectives[category],
    categories: [category],
    purposes: ['reintegration'],
    // A cell that the second edition adds stands on the same law: all partners are entitled.
    bodies: agencies.map(({ id }) => id),
  }))
  await insertBases(run, authority, [
    ...rows,
    {
      id: 14,
      kind: 'criminal_law_task',
      citation: 'Execution of sentences act, art. 17: supervision in the community',
      objective: 'Conditions that a court has set are kept and accompanied',
      categories: ['identity', 'timeline', 'lead', 'supervision'],
      purposes: ['supervision'],
      bodies: [2, 3, 4, 5],
    },
  ])
}

const objectives: Record<Category, string> = {
  identity: 'It is certain of whom the partners speak',
  notice: 'The municipality knows in time who will come home',
  timeline: 'Everybody works towards the same day',
  lead: 'One agency is accountable on every day',
  accommodation: 'Nobody sleeps in the street on the first night',
  work: 'Whoever can work finds work or a way towards it',
  education: 'What was begun in prison is finished outside',
  health: 'Care and medication go on without a gap',
  substance_use: 'Support begun in prison goes on outside',
  finance_papers: 'Identity papers, income and an account from the first week',
  family_community: 'Families are prepared, children come first',
  relations: 'Help to leave a scene, for whoever wants it',
  supervision: 'Periods of custody and supervision are known to those who plan around them',
}

async function insertBases(run: Run, authority: number, rows: readonly object[]): Promise<void> {
  await run(
    `insert into app.legal_bases (authority_id, id, kind, citation, objective, categories, purposes, bodies, valid_from,
       valid_until, review_on, text_link, reviewed_by, reviewed_on, state)
     select $1, b.id, b.kind, b.citation, b.objective, b.categories, b.purposes, b.bodies, current_date - 700,
            case when b.id = 7 then current_date + 45 end, current_date + 300, 'https://law.valmare.example/' || b.id,
            'Legal service of Valmare', current_date - 65, 'active'
       from jsonb_to_recordset($2) as b(id int, kind text, citation text, objective text, categories text[], purposes text[], bodies int[])`,
    [authority, JSON.stringify(rows)],
  )
}

interface Edition {
  id: number
  /** Numbers of clauses come after those of the edition before. */
  clause: (category: Category) => number
  gives: (agency: CastAgency, category: Category) => Gives
  signed: readonly number[]
}

/** Parties, lines, cells with their bases, duties and retention of one edition; then it is fixed. */
async function layDown(run: Run, authority: number, edition: Edition): Promise<void> {
  const { id, clause, gives, signed } = edition
  await run(
    `insert into app.arrangement_parties (authority_id, arrangement_id, agency_id, signed_on, signed_by, signed_how)
     select $1, $2, p.id, x.valid_from + p.after, p.by, case when p.after is not null then 'paper' end
       from jsonb_to_recordset($3) as p(id int, after int, by text), app.arrangements x
      where x.authority_id = $1 and x.id = $2`,
    [
      authority,
      id,
      JSON.stringify(
        agencies.map((agency) => ({
          id: agency.id,
          ...(signed.includes(agency.id) && { after: id === 1 ? 10 : agency.id, by: 'Director' }),
        })),
      ),
    ],
  )
  await run(
    `insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis)
     select $1, c.id, $2, 'reintegration', c.category, c.label, c.basis
       from jsonb_to_recordset($3) as c(id int, category text, label text, basis text)`,
    [
      authority,
      id,
      JSON.stringify(
        categories.map((category) => ({
          id: clause(category),
          category,
          label: `4.${clauseOf(category)}`,
          basis: basisOf[category],
        })),
      ),
    ],
  )
  const cells = categories.flatMap((category) =>
    agencies.map((agency) => {
      const { sight, contribute, onDecision = false } = gives(agency, category)
      const [given, secret] = [sight || contribute || onDecision, secrecyOf(agency, category)]
      return {
        ...{ clause: clause(category), agency: agency.id, sight, contribute, onDecision },
        ...(given && { basis: clauseOf(category), secrecy: secret !== null, ground: secret }),
      }
    }),
  )
  await insertCells(run, authority, cells)
}

async function insertCells(run: Run, authority: number, cells: readonly object[]): Promise<void> {
  await run(
    `insert into app.clause_rights (authority_id, clause_id, agency_id, may_contribute, sight, on_decision, secrecy, release_ground, basis_id)
     select $1, r.clause, r.agency, r.contribute, r.sight::app.sight, r."onDecision", coalesce(r.secrecy, false), r.ground, r.basis
       from jsonb_to_recordset($2) as r(clause int, agency int, contribute boolean, sight text, "onDecision" boolean, secrecy boolean, ground text, basis int)`,
    [authority, JSON.stringify(cells)],
  )
}

/** Health partners hold what they bring under secrecy; it passes on the ground that their law names. */
function secrecyOf(agency: CastAgency, category: Category): string | null {
  const held = agency.kind === 'health' && ['health', 'substance_use'].includes(category)
  return held
    ? 'Public health act, art. 14, second paragraph: functional statements, with the person informed'
    : null
}

async function finish(run: Run, authority: number, id: number, breach: number): Promise<void> {
  await run(
    `insert into app.arrangement_duties (authority_id, arrangement_id, duty, agency_id)
     select $1, $2, d.duty, case when d.duty = 'breach' then $3::int when d.duty in ('access', 'rectify', 'erase', 'restrict', 'object') then null else 1 end
       from unnest(array['inform', 'access', 'rectify', 'erase', 'restrict', 'object', 'breach', 'security', 'retention', 'assessment', 'training']) d(duty)`,
    [authority, id, breach],
  )
  await run(
    `insert into app.arrangement_retention (authority_id, arrangement_id, purpose, category, months, counted_from, outcome)
     select $1, $2, c.purpose, c.category, case c.category when 'notice' then 1 when 'health' then 6 when 'substance_use' then 6 else 12 end,
            case when c.category = 'notice' then 'written' when c.purpose = 'supervision' then 'measure_ended' else 'case_closed' end,
            case when c.category = 'lead' then 'restrict' else 'erase' end
       from app.clauses c where c.authority_id = $1 and c.arrangement_id = $2`,
    [authority, id],
  )
  await run(
    'insert into app.notice_desks (authority_id, arrangement_id, principal) values ($1, $2, $3)',
    [authority, id, desk],
  )
  await run(
    'update app.arrangements set fixed_at = valid_from where authority_id = $1 and id = $2',
    [authority, id],
  )
}

/** The agreement that is in force in a city: whole, fixed, signed by all but one partner. */
export async function addAgreement(run: Run, authority: number): Promise<void> {
  await addBases(run, authority)
  await run(
    `insert into app.arrangements (authority_id, id, reference, title, valid_from, valid_until, document, fallback_principal, includes_remand, review_on)
     values ($1, 1, '2026/3', 'Release without a gap', current_date - 600, current_date + 420, 'Council decision of 14 March, annex 2', $2, true, current_date + 120)`,
    [authority, desk],
  )
  await run(
    `insert into app.arrangement_contacts (authority_id, lineage_id, since, name, address, phone, email, complaints)
     values ($1, 1, current_date - 600, 'Coordination desk of Valmare', 'Canal Quay 4, Valmare', '0555 0100', 'desk@valmare.example', 'Data Protection Authority, 0555 0900')`,
    [authority],
  )
  await layDown(run, authority, {
    id: 1,
    clause: clauseOf,
    gives: rightOf,
    signed: agencies.map(({ id }) => id).filter((id) => !notYetSigned.includes(id)),
  })
  await finish(run, authority, 1, 1)
}

/** Who has signed the second edition already; the others keep their former rights while the transition runs. */
const signedAgain = [1, 2, 3, 4, 6, 9, 14]

/**
 * A second edition in transition: police receive accommodation by decision only, Bridge reads where
 * somebody lives, and the execution of measures is a purpose of its own under the directive.
 */
export async function addSecondEdition(run: Run): Promise<void> {
  await run(
    `insert into app.arrangements (authority_id, id, supersedes_id, reference, title, valid_from, valid_until, transition_until, document, fallback_principal, includes_remand, review_on)
     values (1, 2, 1, '2026/9', 'Release without a gap', current_date - 20, current_date + 700, current_date + 46, 'Council decision of 30 October, annex 1', $1, true, current_date + 345)`,
    [desk],
  )
  await layDown(run, 1, {
    id: 2,
    clause: (category) => clauseOf(category) + 20,
    gives: (agency, category) => {
      if (agency.id === 5 && category === 'accommodation')
        return { sight: null, contribute: false, onDecision: true }
      if (agency.id === 14 && category === 'accommodation')
        return { sight: 'full', contribute: false }
      return rightOf(agency, category)
    },
    signed: signedAgain,
  })
  await addMeasures(run)
  await finish(run, 1, 2, 1)
  await addAdvice(run)
}

const ofMeasures: readonly Category[] = ['identity', 'timeline', 'lead', 'supervision']

async function addMeasures(run: Run): Promise<void> {
  await run(
    `insert into app.clauses (authority_id, id, arrangement_id, purpose, category, label, basis)
     select 1, 40 + c.place, 2, 'supervision', c.category, '5.' || c.place, 'Execution of sentences act, art. 17'
       from unnest($1::text[]) with ordinality as c(category, place)`,
    [ofMeasures],
  )
  const cells = ofMeasures.flatMap((_, place) =>
    agencies.map(({ id }) => {
      const competent = [2, 3, 4, 5].includes(id)
      return {
        ...{ clause: 41 + place, agency: id, sight: competent ? 'full' : null },
        ...{ contribute: competent && id !== 5, onDecision: false },
        ...(competent && { basis: 14 }),
      }
    }),
  )
  await insertCells(run, 1, cells)
}

/** Who signs for their agency, who advises on lawfulness, and what advisers said. */
async function addAdvice(run: Run): Promise<void> {
  await run(
    `insert into app.member_functions (authority_id, member_id, function)
     select 1, max(m.id), 'signatory' from app.members m where m.authority_id = 1 and m.agency_id not in (1, 7) group by m.agency_id
     union all select 1, m.id, f.function from app.members m
       join (values ('Elif Aydın', 'signatory'), ('Willem Bakker', 'signatory'), ('Sofie Lambert', 'lawfulness_adviser')) f(name, function) on f.name = m.name
      where m.authority_id = 1`,
  )
  const named = `(select m.id from app.members m where m.authority_id = 1 and m.name = `
  await run(
    `insert into app.agreement_advice (authority_id, id, arrangement_id, stance, advice, given_by, given_at, answer, answered_by, answered_at)
     select 1, 1, 2, 'reservations',
       'Bridge would read the address of everybody. Limit it to those whom Bridge accompanies.', ${named}'Chiara Neri'), now() - interval '30 days',
       'Bridge sits only on cases of persons whom it accompanies; without a seat it reads nothing.', ${named}'Anna Lind'), now() - interval '28 days'`,
  )
  await run(
    `insert into app.basis_questions (authority_id, id, basis_id, question, asked_by, asked_at)
     select 1, 1, 7, 'Article 3 speaks of pupils. Does it carry adults who only ask for advice?', ${named}'Sofie Lambert'), now() - interval '9 days'`,
  )
}
