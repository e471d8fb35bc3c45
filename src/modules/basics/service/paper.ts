import { randomInt, randomUUID } from 'node:crypto'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { briefPerson, nameBriefly, openNumber } from '../../persons/service/identity.ts'
import { describePerson, openAnnounced } from '../../timeline/service/notice-identity.ts'
import { newCode, readCode, troubleOf } from '../codes-vocabulary.ts'
import { type Basic, basics } from '../contract.ts'
import type {
  Answer,
  NewSheet,
  PaperLine,
  Sheet,
  SheetRow,
  Sheets,
  TypeBack,
  WingPersons,
  WingQuery,
} from '../paper-contract.ts'
import { listContacts, listDutyDesks } from '../queries/duty.ts'
import { saveReading } from '../queries/first-day.ts'
import {
  bindLine,
  findLine,
  type LineRead,
  listLines,
  listSheets,
  listWingCases,
  listWingNotices,
  type NewLine,
  type SheetRead,
  saveSheet,
  saveTypedBack,
} from '../queries/paper.ts'
import { confirmOnPaper, seenCase } from './first-day.ts'
import { sealSaid } from './said.ts'

/** More codes than lines are offered, because some of them may be in use on another sheet. */
const spareCodes = 24

/** Whom a wing list of this prison may name: cases that I sit on, and whom the prison announced. */
export async function readWing(tx: ActorTx, { prison, weeks }: WingQuery): Promise<WingPersons> {
  const { keys, authority } = tx.actor
  const cases = await listWingCases(tx, prison, weeks * 7)
  const notices = await listWingNotices(tx, prison, weeks * 7)
  const persons = [
    ...cases.map(({ id, ref, releaseOn, person, number }) => ({
      id,
      kind: 'case' as const,
      ref,
      releaseOn,
      person: briefPerson(keys, authority, person),
      number: person && number ? openNumber(keys, authority, person, number) : null,
    })),
    ...notices.map(({ id, releaseOn, key, identity }) => {
      const announced = describePerson(openNotice(tx, id, key, identity))
      const { initials, name, number } = announced
      return {
        id,
        kind: 'notice' as const,
        ref: null,
        releaseOn,
        person: { initials, name },
        number,
      }
    }),
  ]
  await saveReading(tx, 'wing.read', null, { prison, persons: persons.map(({ id }) => id) })
  return { persons: persons.sort((a, b) => (a.releaseOn < b.releaseOn ? -1 : 1)) }
}

const openNotice = (tx: ActorTx, id: string, key: string, identity: string) =>
  openAnnounced(tx.actor, id, Buffer.from(key, 'hex'), Buffer.from(identity, 'hex'))

/** Prints a sheet: every line gets a code that says nothing of the person and is good for 30 days. */
export async function printSheet(tx: ActorTx, wish: NewSheet): Promise<{ id: string }> {
  const id = randomUUID()
  const lines = await linesOf(tx, wish)
  const codes = new Set<string>()
  while (codes.size < lines.length + spareCodes) codes.add(newCode(randomInt))
  const wing = wish.kind === 'wing' ? wish : null
  await saveSheet(tx, {
    id,
    kind: wish.kind,
    prison: wing?.prisonId ?? null,
    weeks: wing?.weeks ?? null,
    lines,
    codes: [...codes],
  })
  return { id }
}

async function linesOf(tx: ActorTx, wish: NewSheet): Promise<NewLine[]> {
  if (wish.kind === 'released')
    return [{ position: 1, case_id: (await seenCase(tx, wish.ref)).id, notice_id: null }]
  if (wish.kind === 'empty')
    return Array.from({ length: wish.copies }, (_, i) => ({
      position: i + 1,
      case_id: null,
      notice_id: null,
    }))
  return wish.persons.map(({ id, kind }, i) => ({
    position: i + 1,
    case_id: kind === 'case' ? id : null,
    notice_id: kind === 'notice' ? id : null,
  }))
}

/** The sheets of my agency whose codes are still good. */
export async function readSheets(tx: ActorTx): Promise<Sheets> {
  return { sheets: (await listSheets(tx, null)).map(sheetRow) }
}

const sheetRow = (read: SheetRead): SheetRow => ({
  ...read,
  printedAt: new Date(read.printedAt).toISOString(),
})

/** One sheet as it is printed, with the numbers of those who are asked first. */
export async function readSheet(tx: ActorTx, id: string): Promise<Sheet> {
  const [found] = await listSheets(tx, id)
  if (!found) throw notFound('sheet')
  const people = (await listLines(tx, id)).map((line) => openLine(tx, line))
  await saveReading(tx, 'sheet.read', null, { sheet: id })
  const desks = await listDutyDesks(tx)
  return {
    ...sheetRow(found),
    people,
    contacts: await listContacts(tx),
    duty: desks.map(({ name, agency, now }) => ({
      name: `${agency.name}: ${name}`,
      member: now?.member.name ?? null,
      phone: now?.phone ?? null,
    })),
  }
}

/** The line of a code, for whoever typed it; said in words what may be wrong with the code. */
export async function readLine(tx: ActorTx, typed: string): Promise<PaperLine> {
  const line = await knownLine(tx, typed)
  await saveReading(tx, 'sheet.line', line.caseId, { sheet: line.sheet })
  return openLine(tx, line)
}

async function knownLine(tx: ActorTx, typed: string): Promise<LineRead> {
  const code = readCode(typed)
  const trouble = troubleOf(code)
  if (trouble) throw invalid('code', trouble)
  const line = await findLine(tx, code)
  if (!line) throw notFound('code')
  if (line.expiresOn < tx.actor.today) throw conflict('sheet_expired')
  return line
}

function openLine(tx: ActorTx, line: LineRead): PaperLine {
  const { keys, authority } = tx.actor
  const { code, sheet, kind, ref, releaseOn, expiresOn, caseId, noticeId } = line
  const announced =
    noticeId && line.key && line.identity
      ? describePerson(openNotice(tx, noticeId, line.key, line.identity))
      : null
  const { initials, name } = announced ?? briefPerson(keys, authority, line.person)
  const number =
    line.person && line.number ? openNumber(keys, authority, line.person, line.number) : null
  return {
    code,
    sheet,
    kind,
    subject: caseId ? 'case' : noticeId ? 'notice' : null,
    ref,
    person: caseId || noticeId ? { initials, name } : nameBriefly(null),
    number: announced?.number ?? number,
    releaseOn,
    expiresOn,
    typedAt: line.typedAt && new Date(line.typedAt).toISOString(),
    cells: line.cells.map((cell) => ({ ...cell, at: new Date(cell.at).toISOString() })),
  }
}

const meaning = { yes: 'confirmed', no: 'open', not_wanted: 'not_wanted' } as const

/**
 * Types back what was written on one line. Yes: the prison says that this basic is settled, which also
 * answers an offer that waits for it, by paper and to be confirmed. No: it stays open for the lead.
 * Not wanted: the person's own answer, for the coordination desk and whoever would have helped.
 */
export async function typeBack(tx: ActorTx, typed: string, wish: TypeBack): Promise<PaperLine> {
  let line = await knownLine(tx, typed)
  const given = Object.entries(wish.answers) as [Basic, Answer][]
  if (given.length === 0 && !wish.words) throw invalid('answers', 'line_empty')
  if (wish.ref && wish.ref !== line.ref) {
    const found = await seenCase(tx, wish.ref.toUpperCase())
    await bindLine(tx, line.code, found.id)
    line = await knownLine(tx, typed)
  }
  if (!line.caseId && !line.noticeId) throw invalid('ref', 'code_of_nobody')
  const saidBy = wish.saidBy ?? tx.actor.name
  for (const [basic, answer] of given) {
    if (answer === 'yes' && line.caseId && line.prison)
      await confirmOnPaper(
        tx,
        { id: line.caseId, relations: line.relations },
        basic,
        line.prison,
        saidBy,
      )
  }
  await saveTypedBack(tx, line.code, await answersOf(tx, line, wish, given))
  return openLine(tx, await knownLine(tx, typed))
}

/** On a sheet of one release the usual agency says so; the person's words go with the first box. */
async function answersOf(
  tx: ActorTx,
  line: LineRead,
  wish: TypeBack,
  given: [Basic, Answer][],
): Promise<object[]> {
  const contacts = line.kind === 'wing' ? [] : await listContacts(tx)
  const rows: [Basic, Answer][] = given.length > 0 ? given : [[lastOf(line), 'no']]
  return rows.map(([basic, answer], place) => {
    const id = randomUUID()
    const words = place === 0 ? wish.words : undefined
    const sealed = sealSaid(tx.actor, id, { saidBy: wish.saidBy, words })
    return {
      id,
      basic,
      state: meaning[answer],
      agency: contacts.find((one) => one.basic === basic)?.agency.id ?? null,
      key: sealed.key.toString('hex'),
      said_by: sealed.saidBy?.toString('hex') ?? null,
      words: sealed.words?.toString('hex') ?? null,
    }
  })
}

/** Words without a box belong to what is not settled yet. */
const lastOf = (line: LineRead): Basic =>
  basics.find((basic) => !line.cells.some((cell) => cell.basic === basic)) ?? 'appointment'
