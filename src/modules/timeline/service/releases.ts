import { z } from 'zod'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursors.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { Releases, ReleasesQuery } from '../contract.ts'
import { type ReleasesRead, readReleases } from '../queries.ts'
import { nameRow, type StatedRow, stateRow } from './release-row.ts'

/** So many releases are counted on the first page; beyond them the answer says that there are more. */
const mostCounted = 200
/** So many are looked at to fill one page of a filtered list. */
const mostLookedAt = 400

const Place = z.tuple([z.iso.date(), z.uuid()])

/**
 * Who is released in the next weeks, and what is still missing for each.
 *
 * Everything is told from lanes that the member sees: a part of life that is hidden from them is
 * neither shown, nor counted, nor found by a filter. Persons are named only in rows that are shown.
 */
export async function listReleases(reader: Reader, query: ReleasesQuery): Promise<Releases> {
  const after = query.cursor === undefined ? null : decodeCursor(Place, query.cursor)
  const filtered = isFiltered(query)
  const candidates = filtered ? mostLookedAt : after ? 0 : mostCounted
  const read = await readReleases(
    reader,
    { weeks: query.weeks, limit: filtered ? mostLookedAt : query.limit },
    after && { on: after[0], id: after[1] },
    candidates,
  )
  const context = {
    keys: reader.keys,
    authority: read.authority,
    today: read.today,
    categories: read.categories,
    closed: read.closed,
    book: agencyBook(read.agencies),
  }
  const found = read.rows.map((row) => stateRow(context, row)).filter((one) => fits(one, query))
  const shown = found.slice(0, query.limit)
  return {
    until: read.until,
    counts: after ? uncounted : countReleases(found, read.rows.length >= candidates),
    rows: shown.map((one) => nameRow(context, one)),
    nextCursor: nextPlace(read, found, query.limit, filtered),
  }
}

const isFiltered = ({ prison, lead, domain, missing }: ReleasesQuery) =>
  prison !== undefined || lead !== undefined || domain !== undefined || missing === 'true'

/** With a domain, what is still open there; together with `missing`, only its gaps. */
function fits({ row }: StatedRow, { prison, lead, domain, missing }: ReleasesQuery): boolean {
  if (prison !== undefined && row.prison?.id !== prison) return false
  if (lead !== undefined && row.leadNow.id !== lead && row.leadAfter?.id !== lead) return false
  if (domain !== undefined) {
    const state = row.lanes.find((lane) => lane.domain === domain)?.state
    if (missing === 'true') return state === 'gap'
    return state === 'gap' || state === 'offered' || state === 'in_hand'
  }
  return missing !== 'true' || row.missing > 0
}

function countReleases(found: StatedRow[], more: boolean): Releases['counts'] {
  const count = (asked: (one: StatedRow) => boolean) => found.filter(asked).length
  return {
    releases: found.length,
    missing: count(({ row }) => row.missing > 0),
    withoutBed: count(({ withoutBed }) => withoutBed),
    onFriday: count(({ row }) => row.releaseDay !== null),
    withoutAcceptedLead: count(({ withoutAcceptedLead }) => withoutAcceptedLead),
    more,
  }
}

/** Counts belong to the first page only. */
const uncounted: Releases['counts'] = {
  releases: 0,
  missing: 0,
  withoutBed: 0,
  onFriday: 0,
  withoutAcceptedLead: 0,
  more: true,
}

/** After the last row that is shown, or after the last that was looked at without filling the page. */
function nextPlace(
  read: ReleasesRead,
  found: StatedRow[],
  limit: number,
  filtered: boolean,
): string | null {
  const last =
    found.length > limit
      ? found[limit - 1]?.read
      : filtered && read.rows.length > mostLookedAt
        ? read.rows.at(-1)
        : undefined
  return last ? encodeCursor([last.release.on, last.id]) : null
}
