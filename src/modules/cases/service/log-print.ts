import { clock } from '../../../platform/clock.ts'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { Problem } from '../../../platform/errors.ts'
import type { NewPrint, Printed } from '../../audit/contract.ts'
import { record } from '../../audit/service.ts'
import { openIdentity } from '../../persons/service/identity.ts'
import { readPrinted } from '../queries.ts'

/**
 * Says in the access log what is about to stand on paper; only then the browser prints. A name is
 * printed only by who has typed the number of the case and the date of birth: two identifiers keep
 * one person's paper out of another's file.
 */
export async function logPrint(tx: ActorTx, print: NewPrint): Promise<Printed> {
  const { what, rows, names } = print
  if (names && what !== 'case') throw new Problem(422, 'print_names_case_only', 'names')
  if (ofCase.has(what)) await logCase(tx, print)
  else await record(tx, 'list.printed', { list: what, rows })
  return { at: clock.now().toISOString(), by: tx.actor.name, purpose: tx.actor.purpose }
}

/** Sheets that belong to one case. */
const ofCase: ReadonlySet<NewPrint['what']> = new Set([
  ...(['case', 'meeting', 'after_measure', 'past'] as const),
])

async function logCase(
  tx: ActorTx,
  { what, ref, names, typedRef, typedBirth }: NewPrint,
): Promise<void> {
  const found = ref === undefined ? null : await readPrinted(tx, ref)
  if (!found) throw new Problem(404, 'case_not_found')
  if (names) {
    if (typedRef?.toUpperCase() !== ref) throw new Problem(422, 'print_ref_differs', 'typedRef')
    const identity = openIdentity(tx.actor.keys, tx.actor.authority, found.person)
    const known = identity?.birth || identity?.family || ''
    if (!known || known.toLowerCase() !== typedBirth?.toLowerCase())
      throw new Problem(422, 'print_birth_differs', 'typedBirth')
  }
  await record(tx, 'case.printed', { caseId: found.id, names, paper: what })
}
