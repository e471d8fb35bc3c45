import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { nameBriefly, openIdentity, openNumber } from '../../persons/service/identity.ts'
import type { CaseDetail } from '../contract.ts'
import { type CaseRead, readCase } from '../queries.ts'
import { type AgencyBook, agencyBook } from './agency-book.ts'
import { leadStateOf } from './lead-state.ts'

/**
 * One case as its head shows it: who leads, on what basis, who sits at the table.
 *
 * What is missing and what the member may not see are answered alike.
 */
export async function openCase(reader: Reader, ref: string): Promise<CaseDetail> {
  const read = await readCase(reader, ref)
  if (!read) throw notFound('case')
  if (!read.lead) throw new Error('A case without a lead')
  const book = agencyBook(read.agencies)
  const seats = read.seats.map((seat) => ({ ...seat, agency: book.get(seat.agency) }))
  return {
    ref: read.ref,
    version: read.version,
    stage: read.stage,
    person: openPerson(reader, read, book),
    purpose: read.purpose,
    openedOn: read.openedOn,
    openedBy: read.openedBy,
    release: read.release,
    lead: book.get(read.lead.agency_id),
    leadState: leadStateOf(read.lead),
    leadSince: read.lead.starts,
    basis: read.basis,
    informed: read.informed,
    conferencesNeeded: read.conferencesNeeded,
    seats,
    cover: read.cover,
    readers: seats.reduce((sum, seat) => sum + seat.members, 0),
    may: mayDo(read),
  }
}

function openPerson({ keys }: Reader, read: CaseRead, book: AgencyBook): CaseDetail['person'] {
  const { authority, person } = read
  const identity = openIdentity(keys, authority, person)
  return {
    ...nameBriefly(identity),
    birth: identity?.birth ?? null,
    language: identity?.language ?? null,
    numbers: person
      ? read.numbers.map(({ issuer, sealed }) => ({
          issuer: book.get(issuer),
          number: openNumber(keys, authority, person, sealed),
        }))
      : [],
  }
}

/** Spares people buttons that would refuse; it gives no right. */
function mayDo(read: CaseRead): CaseDetail['may'] {
  const sits = (...relations: string[]) => relations.some((one) => read.relations.includes(one))
  const prison = read.prison === read.agency
  const may: CaseDetail['may'] = []
  if (sits('coordination', 'lead')) may.push('offer')
  if (sits('coordination', 'lead') || prison) may.push('move_release')
  if (sits('coordination') && !read.conferencesNeeded) may.push('decide_conferences')
  if (sits('coordination', 'lead') || prison) may.push('complete_milestone')
  return may
}
