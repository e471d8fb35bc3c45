import type { Reader } from '../../../platform/http/actor-requests.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import { readConcerns } from '../period-queries.ts'
import type { Concerns } from '../told-contract.ts'

/** What my desks were told and nobody has put away, and contacts that did not happen in time. */
export async function listConcerns(reader: Reader): Promise<Concerns> {
  const { told, missing, agencies } = await readConcerns(reader)
  const book = agencyBook(agencies)
  return { told, missing: missing.map((one) => ({ ...one, lead: book.get(one.lead) })) }
}
