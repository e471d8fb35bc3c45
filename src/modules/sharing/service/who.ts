import { notFound } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { CaseWho } from '../protect-contract.ts'
import { readCaseWho } from '../queries/protect.ts'

/** Who can see a case and why I can: the database's own rule, told by name. */
export async function readWho(reader: Reader, ref: string): Promise<CaseWho> {
  const read = await readCaseWho(reader, ref)
  if (!read) throw notFound('case')
  const { agencies, readers, ...rest } = read
  const book = agencyBook(agencies)
  return {
    ...rest,
    readers: readers.map(({ agency, seat, own, ...row }) => ({
      ...row,
      agency: book.get(agency),
      through: own ? null : seat,
    })),
  }
}
