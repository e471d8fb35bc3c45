import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import { open, seal } from '../../../platform/seal/envelope.ts'
import type { Keyring } from '../../../platform/seal/keyring.ts'
import { record } from '../../audit/service.ts'
import { agencyBook } from '../../cases/service/agency-book.ts'
import type { Escalations, ResolveEscalation } from '../contract.ts'
import { type EscalationsRead, readEscalations, saveResolution } from '../queries/standing.ts'

/** Parts of life that were declined twice: a reference, agencies and days; nothing of the case. */
export async function listEscalations(reader: Reader): Promise<Escalations> {
  const read = await readEscalations(reader)
  const book = agencyBook(read.agencies)
  return {
    escalations: read.rows.map(({ key, words, ...row }) => ({
      ...row,
      agencies: row.agencies.flatMap((id) => book.find(id) ?? []),
      agency: book.find(row.agency),
      words: openWords(reader.keys, read.authority, row.id, key, words),
    })),
  }
}

function openWords(
  keys: Keyring,
  authority: number,
  id: string,
  key: EscalationsRead['rows'][number]['key'],
  words: string | null,
): string | null {
  if (!key || !words) return null
  const opened = keys.dataKey(authority, Buffer.from(key, 'hex'))
  return open(opened, Buffer.from(words, 'hex'), `escalations.words:${id}`)
}

/** A manager says who takes it or that the desk closes it, by when. The case lead stays accountable. */
export async function resolveEscalation(
  tx: ActorTx,
  id: string,
  version: number,
  resolution: ResolveEscalation,
): Promise<{ id: string }> {
  const { outcome, agencyId, until, words } = resolution
  const { authority, keys, today } = tx.actor
  if (outcome === 'agency' && agencyId === undefined)
    throw invalid('agencyId', 'escalation_agency_missing')
  if (until < today) throw invalid('until', 'escalation_until_past')
  const key = keys.newDataKey(authority)
  await saveResolution(tx, id, version, resolution, {
    key: key.wrapped,
    words: seal(key.key, words, `escalations.words:${id}`),
  })
  await record(tx, 'escalation.resolved', { escalation: id, outcome })
  return { id }
}
