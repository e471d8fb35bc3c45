import { z } from 'zod'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursors.ts'
import {
  type ReleaseRowRead,
  type ReleasesRead,
  readReleases,
  readReleasesToCount,
} from '../queries.ts'
import type {
  ReleaseCounts,
  Releases,
  ReleasesFilter,
  ReleasesQuery,
} from '../releases-contract.ts'
import { nameRow, type RowContext, rowContext, type StatedRow, stateRow } from './release-row.ts'

/** So many releases are counted; beyond them the answer says that there are more. */
const mostCounted = 100
/** So many are looked at to fill one page of a filtered list, or to count one. */
const mostLookedAt = 400

const Place = z.tuple([z.iso.date(), z.uuid()])

/**
 * Who is released in the next weeks, and what is still missing for each.
 *
 * Everything is told from lanes that the member sees: a part of life that is hidden from them is
 * neither shown, nor found by a filter. Persons are named only in rows that are shown.
 */
export async function listReleases(reader: Reader, query: ReleasesQuery): Promise<Releases> {
  const after = query.cursor === undefined ? null : decodeCursor(Place, query.cursor)
  const filtered = isFiltered(query)
  const read = await readReleases(
    reader,
    { weeks: query.weeks, limit: filtered ? mostLookedAt : query.limit },
    after && { on: after[0], id: after[1] },
  )
  const context = contextOf(reader, read)
  const found = read.rows.map((row) => stateRow(context, row)).filter((one) => fits(one, query))
  return {
    until: read.until,
    rows: found.slice(0, query.limit).map((one) => nameRow(context, one)),
    nextCursor: nextPlace(read, found, query.limit, filtered),
  }
}

/** How many are released in these weeks and what they lack, counted from the lanes that the member sees. */
export async function countReleases(reader: Reader, query: ReleasesFilter): Promise<ReleaseCounts> {
  const most = isFiltered(query) ? mostLookedAt : mostCounted
  const read = await readReleasesToCount(reader, query.weeks, most)
  const context = contextOf(reader, read)
  const found = read.rows
    .slice(0, most)
    .map((row) => stateRow(context, row))
    .filter((one) => fits(one, query))
  const count = (asked: (one: StatedRow) => boolean) => found.filter(asked).length
  return {
    releases: found.length,
    missing: count(({ row }) => row.missing > 0),
    withoutBed: count(({ withoutBed }) => withoutBed),
    onFriday: count(({ row }) => row.releaseDay !== null),
    withoutAcceptedLead: count(({ withoutAcceptedLead }) => withoutAcceptedLead),
    more: read.rows.length > most,
  }
}

const contextOf = ({ keys }: Reader, read: ReleasesRead): RowContext =>
  rowContext(keys, read.today, read)

const isFiltered = ({ prison, lead, domain, missing }: ReleasesFilter) =>
  prison !== undefined || lead !== undefined || domain !== undefined || missing === 'true'

/** With a domain, what is still open there; together with `missing`, only its gaps. */
function fits({ row }: StatedRow, { prison, lead, domain, missing }: ReleasesFilter): boolean {
  if (prison !== undefined && row.prison?.id !== prison) return false
  if (lead !== undefined && row.leadNow.id !== lead && row.leadAfter?.id !== lead) return false
  if (domain !== undefined) {
    const state = row.lanes.find((lane) => lane.domain === domain)?.state
    if (missing === 'true') return state === 'gap'
    return state === 'gap' || state === 'offered' || state === 'in_hand'
  }
  return missing !== 'true' || row.missing > 0
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
  return placeAfter(last)
}

/** Where the list of releases goes on after a row. */
export const placeAfter = (last: ReleaseRowRead | undefined): string | null =>
  last ? encodeCursor([last.release.on, last.id]) : null
