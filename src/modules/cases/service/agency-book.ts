import type { AgencyBrief } from '../../admin/contract.ts'

/** The agencies named in one answer of the database, by id. */
export interface AgencyBook {
  find(id: number | null | undefined): AgencyBrief | null
  get(id: number): AgencyBrief
}

/** Lets an answer of ids be told with names; an agency that is not in it is a fault of the query. */
export function agencyBook(agencies: readonly AgencyBrief[] | null): AgencyBook {
  const byId = new Map((agencies ?? []).map((agency) => [agency.id, agency]))
  const find = (id: number | null | undefined) => (id == null ? null : (byId.get(id) ?? null))
  return {
    find,
    get(id) {
      const agency = find(id)
      if (!agency) throw new Error(`The answer names agency ${id} without telling it`)
      return agency
    },
  }
}
