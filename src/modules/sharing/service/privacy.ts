import { forbidden } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open } from '../../../platform/seal/envelope.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { Privacy } from '../protect-contract.ts'
import { readPrivacy } from '../queries/protect.ts'

/**
 * What the data protection officer has to judge and to watch: looks in an emergency until judged,
 * that declarations exist, shares of which the person knows nothing, reasons used again and again.
 */
export async function readPrivacyPage(reader: Reader): Promise<Privacy> {
  const read = await readPrivacy(reader)
  if (!read) throw forbidden('privacy_only')
  const book = agencyBook(read.agencies)
  const named = <T extends { agency: number }>({ agency, ...row }: T) => ({
    ...row,
    agency: book.get(agency),
  })
  return {
    today: read.today,
    overrides: read.overrides.map(({ key, ...row }) => {
      const opened = reader.keys.dataKey(read.authority, Buffer.from(key, 'hex'))
      const words = (sealed: string, what: string) =>
        open(opened, Buffer.from(sealed, 'hex'), `overrides.${what}:${row.id}`)
      return {
        ...named(row),
        asked: words(row.asked, 'asked'),
        reason: words(row.reason, 'reason'),
        judgement: row.judgement === null ? null : words(row.judgement, 'judgement'),
      }
    }),
    declarations: read.declarations.map(named),
    surprises: read.surprises.map(({ owner, to, ...row }) => ({
      ...row,
      owner: book.get(owner),
      to: to.map(book.get),
    })),
    repeated: read.repeated.map(named),
    questions: read.questions.map(named),
  }
}
