import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { record } from '../../audit/service.ts'
import { nameBriefly } from '../../persons/service/identity.ts'
import { openAnnounced } from '../../timeline/service/notice-identity.ts'
import type { UndoPlan } from '../contract.ts'
import { findUndo, listKnown, saveUndo, type UndoTold } from '../queries/undo.ts'

/** What undoing an import would put back, and what stays and why (IO2). */
export async function previewUndo(tx: ActorTx, id: string): Promise<UndoPlan> {
  const told = await findUndo(tx, id)
  const plan = await nameWhatStays(tx, told)
  await record(tx, 'import.undo_previewed', {
    import: id,
    notices: told.stay.map(({ notice }) => notice),
  })
  return plan
}

/**
 * Puts back what nobody acted on since; what somebody decided stays, named with its reason.
 *
 * The log keeps both: that the list was taken in, and that it was undone.
 */
export async function undoImport(tx: ActorTx, id: string, version: number): Promise<UndoPlan> {
  const named = await nameWhatStays(tx, await findUndo(tx, id))
  const told = await saveUndo(tx, id, version)
  const { back, stay } = told
  const stays = stay.map(({ notice, why }) => [notice, why])
  await record(tx, 'import.undone', { import: id, back, stays })
  return { ...named, version: version + 1, back }
}

async function nameWhatStays(tx: ActorTx, { version, back, stay }: UndoTold): Promise<UndoPlan> {
  const known = await listKnown(
    tx,
    stay.map(({ notice }) => notice),
  )
  const byId = new Map(known.map((one) => [one.id, one]))
  return {
    version,
    back,
    stay: stay.map((one) => {
      const { key_wrapped, identity_sealed, ref } = byId.get(one.notice) ?? {}
      const said =
        key_wrapped && identity_sealed
          ? openAnnounced(tx.actor, one.notice, key_wrapped, identity_sealed)
          : null
      const { family = '', given = '' } = said ?? {}
      return {
        ...one,
        person: said && nameBriefly({ family, given, birth: null, language: null }),
        number: said?.number ?? null,
        ref: ref ?? null,
      }
    }),
  }
}
