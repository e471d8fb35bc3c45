import type { CanaryCity, Heard } from './city.ts'
import { rowsOfCases } from './crawl.ts'
import type { Laid } from './hide.ts'
import { canariesIn } from './words.ts'

/** Whom an id, a reference or a name speaks of: a case, or what was announced and is no case yet. */
export interface Subjects {
  ids: Map<string, string>
  /** By the place in which a canary was hidden: whose page that is. */
  names: Map<string, string>
}

/** Everything in this world that leads to somebody. */
export async function whomWordsMean(city: CanaryCity, laid: Laid): Promise<Subjects> {
  const { sql } = city.world
  const columns = await rowsOfCases(city)
  const rows = await Promise.all([
    ...columns.map(({ name, whom }) =>
      sql<Row>(`select id::text, ${whom}::text as whom from ${name} where ${whom} is not null`),
    ),
    sql<Row>('select ref as id, id::text as whom from app.cases'),
    sql<Row>('select id::text, id::text as whom from app.cases'),
    sql<Row>('select person_id::text as id, id::text as whom from app.cases'),
    sql<Row>('select id::text, id::text as whom from app.release_notices where case_id is null'),
  ])
  const labels = [
    ['at the table: ', laid.table.id],
    ['case shut by closeness: ', laid.shut.id],
    ['case without a seat: ', laid.unseated.id],
  ] as const
  return {
    ids: new Map(rows.flat().map(({ id, whom }) => [id, whom])),
    names: new Map(
      city.hidden.flatMap(({ place }) =>
        labels.filter(([label]) => place.startsWith(label)).map(([, id]) => [place, id] as const),
      ),
    ),
  }
}

interface Row {
  id: string
  whom: string
}

/** Of whom a text tells: by reference, or by the id of anything that is theirs. */
export const whomNamed = (text: string, { ids }: Subjects): Set<string> =>
  new Set(
    (text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\bV-\d{4,}\b/g) ?? []).flatMap(
      (id) => ids.get(id) ?? [],
    ),
  )

/** Of whom an answer tells, by what stands beside it and by name, too. */
export function whomTold(city: CanaryCity, answer: Heard, subjects: Subjects): Set<string> {
  const words = canariesIn(answer.bytes, city.hidden)
  return new Set([
    ...whomNamed(answer.bytes.toString('utf8'), subjects),
    ...words.flatMap(({ place }) => subjects.names.get(place) ?? []),
  ])
}

export interface Entry {
  action: string
  whom: Set<string>
}

/** What the access log holds of each of these requests. */
export async function entriesOf(
  city: CanaryCity,
  answers: readonly Heard[],
  subjects: Subjects,
): Promise<Map<string, Entry[]>> {
  const rows = await city.world.sql<{ request: string; action: string; text: string }>(
    `select request_id as request, action, concat(case_id, ' ', detail) as text
       from audit.events where request_id = any ($1) order by id`,
    [answers.map(({ request }) => request)],
  )
  const entries = new Map<string, Entry[]>(answers.map(({ request }) => [request, []]))
  for (const { request, action, text } of rows)
    entries.get(request)?.push({ action, whom: whomNamed(text, subjects) })
  return entries
}

/**
 * What each road that reads of people leaves, once for each question. A road that stands here and leaves something
 * else, and one that does not and leaves anything, stops the proof; so does whoever is told of and not named.
 * A reader of the log says once a day what for; a long file of it is read in pages.
 */
export const readings: Readonly<Record<string, string>> = {
  countReleases: 'releases.counted',
  exportCaseLog: '((log.opened )?log.read log.exported ?)+',
  exportCases: 'cases.list list.exported',
  exportHandovers: 'handovers.list list.exported',
  exportPaper: 'paper.exported',
  exportReleases: 'releases.list list.exported',
  listAuditCases: 'audit_cases.read',
  listAuditors: 'auditors.read',
  listBreaches: 'breaches.read',
  listCaseMoments: 'moments.read',
  listCases: 'cases.list',
  listConcerns: 'concerns.read',
  listConsents: 'consents.read',
  listCover: 'cover.read',
  listErasures: 'erasure.listed',
  listEscalations: 'escalations.list',
  listHandoverMeetings: 'handover_meeting.read',
  listHandovers: 'handovers.list',
  listItems: 'items.printed|items.read',
  listItemsDue: 'items.due',
  listNotices: 'notices.list',
  listPeriods: 'periods.read',
  listQuestions: 'questions.read',
  listReceived: 'received.read',
  listReleased: '(released.list)?',
  listReleases: 'releases.list',
  listReviews: '(log.opened )?log.reviews_read',
  listSystemKeys: 'system_keys.read',
  listWaitingDeliveries: 'deliveries.list',
  listWaitingDisclosures: 'disclosures.waiting',
  listWingPersons: 'wing.read',
  openItemComposer: 'item.composer_read',
  previewCaseErasure: 'erasure.previewed',
  previewItemErasure: 'erasure.previewed',
  readAfterMeasure: 'continuations.read',
  readCase: 'case.read',
  readCaseAsKnown: 'past.read',
  readCaseLog: '(log.opened )?log.read',
  readCaseRights: 'rights.read',
  readContinuity: 'continuity.read',
  readDisclosureSheet: 'disclosure.sheet_read',
  readFirstDay: 'basics.read',
  readHandoverFigures: 'handovers.figures',
  readHandoverPackage: 'handover_package.read',
  readItem: 'item.read|special_item.read',
  readLead: 'lead.read',
  readNotice: 'notice.read',
  readPrivacy: 'privacy.read',
  readProtection: 'case.protection_read',
  readRegimes: 'regime.read',
  readRetention: 'retention.counted',
  readRightsDesk: 'rights.desk_read',
  readShareChoice: 'share.prepared',
  readSharing: 'sharing.read',
  readToday: 'today.read',
  searchPersons: 'persons.search',
  whoSeesCase: 'case.readers_read',
}

/** A search that a member keeps under a name, for themselves: its words are their own. */
export const ownWords = 'listFilters'

/** What is answered to nobody who asks here: that it tells of no person, or the test that looks at its entry. */
export const askedElsewhere: Readonly<Record<string, string>> = {
  compareDraft: 'of nobody: a text of an agreement',
  exportImpact: 'of nobody: an impact assessment of the processing',
  exportLog: 'src/modules/review/log.test.ts: LED-35',
  followEvents: 'ids only: tests/canary/beside.test.ts',
  listDemoAccounts: 'of nobody: the practice city',
  openSignatureScan: 'of nobody: a page with signatures of agencies',
  previewProposal: 'src/modules/deliveries/routes/proposals.test.ts: answering leaves its entry',
  previewUndo: 'src/modules/deliveries/routes/undo.test.ts',
  readAgreementDraft: 'of nobody: a text of an agreement',
  readAuditedCase: 'src/modules/review/audit-cases.test.ts: every reading is logged',
  readBreach: 'src/modules/review/breaches.test.ts: each reading is in the log',
  readImpact: 'of nobody: an impact assessment of the processing',
  readInreach: 'of nobody: visits of services in prisons',
  readInvitation: 'of a colleague: no case',
  readLine: 'src/modules/basics/routes/paper.test.ts',
  readMail: 'of nobody: how mail is sent',
  readPrisonCard: 'of nobody: what a prison offers',
  readProvider: 'of nobody: an identity provider',
  readSafety: 'of nobody: the state of the service',
  readService: 'of nobody: the catalogue of services',
  readSheet: 'src/modules/basics/routes/paper.test.ts',
  readSignInRule: 'of nobody: a rule of the city',
}
