import { z } from 'zod'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursors.ts'
import { briefPerson } from '../../persons/service/identity.ts'
import type { CaseList, CasesQuery } from '../contract.ts'
import { type CasePlace, readCases } from '../queries.ts'
import { agencyBook } from './agency-book.ts'
import { leadStateOf } from './lead-state.ts'

const Place = z.tuple([
  z.union([z.iso.date(), z.literal('infinity')]),
  z.uuid(),
  z.string().regex(/^[A-Z]{1,4}-\d{1,9}$/),
])

/** My cases and those of my desks, by the day of release; unknown days come last. */
export async function listCases(reader: Reader, query: CasesQuery): Promise<CaseList> {
  const read = await readCases(reader, query, placeOf(query.cursor))
  const book = agencyBook(read.agencies)
  const cases = read.rows.map(({ lead, person, prison, ...row }) => {
    if (!lead) throw new Error('A case without a lead')
    return {
      ...row,
      person: briefPerson(reader.keys, read.authority, person),
      prison: book.find(prison),
      lead: book.get(lead.agency_id),
      leadState: leadStateOf(lead),
    }
  })
  const { next, count, more } = read
  const nextCursor = next && encodeCursor([next.on, next.id, next.ref])
  return { cases, count, more, nextCursor }
}

function placeOf(cursor: string | undefined): CasePlace | null {
  if (cursor === undefined) return null
  const [on, id, ref] = decodeCursor(Place, cursor)
  return { on, id, ref }
}
