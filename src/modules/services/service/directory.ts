import { z } from 'zod'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursors.ts'
import { versionOutdated } from '../../../platform/http/versions.ts'
import type {
  Service,
  ServiceDetail,
  ServiceEntry,
  ServiceList,
  ServicesQuery,
} from '../contract.ts'
import {
  findService,
  listChanges,
  listServiceRows,
  readChoices,
  type ServiceRow,
  saveRetirement,
  saveReview,
  saveService,
  saveServiceChange,
} from '../queries/services.ts'

const Place = z.object({ place: z.string(), id: z.uuid() })

/** Whoever looks after the things of this agency: its own members, and the coordinator. */
export function mayLookAfter(tx: ActorTx, agency: number): boolean {
  const { functions } = tx.actor
  if (functions.includes('elected_member')) return false
  return tx.actor.agency === agency || functions.includes('coordinator')
}

/** The directory as everybody who works in the authority reads it, by name. */
export async function listServices(tx: ActorTx, query: ServicesQuery): Promise<ServiceList> {
  const after = query.cursor ? decodeCursor(Place, query.cursor) : null
  const rows = await listServiceRows(tx, query, after)
  const { count, towns, languages, prisons } = await readChoices(tx, query)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    services: shown.map((row) => asService(tx, row)),
    count,
    choices: { towns, languages },
    prisons,
    mayCreate: mayLookAfter(tx, tx.actor.agency),
    mayImport: tx.actor.functions.includes('coordinator'),
    nextCursor: last ? encodeCursor({ place: last.place, id: last.id }) : null,
  }
}

/** One entry with who changed it. */
export async function readService(tx: ActorTx, id: string): Promise<ServiceDetail> {
  const row = await findService(tx, id)
  if (!row) throw notFound('service')
  return { ...asService(tx, row), changes: await listChanges(tx, { service: id }) }
}

export async function createService(tx: ActorTx, entry: ServiceEntry): Promise<ServiceDetail> {
  return readService(tx, await saveService(tx, entry))
}

/** Changes an entry. If somebody was faster, both versions are told. */
export async function changeService(
  tx: ActorTx,
  id: string,
  version: number,
  entry: ServiceEntry,
): Promise<ServiceDetail> {
  await refuseOutdated(tx, id, version, entry)
  await saveServiceChange(tx, id, version, entry)
  return readService(tx, id)
}

/** "Still right, reviewed today." */
export async function reviewService(
  tx: ActorTx,
  id: string,
  version: number,
): Promise<ServiceDetail> {
  await refuseOutdated(tx, id, version, { reviewed: true })
  await saveReview(tx, id, version)
  return readService(tx, id)
}

/** Takes an entry out of the directory, or brings it back. */
export async function retireService(
  tx: ActorTx,
  id: string,
  version: number,
  retired: boolean,
): Promise<ServiceDetail> {
  await refuseOutdated(tx, id, version, { retired })
  await saveRetirement(tx, id, version, retired)
  return readService(tx, id)
}

async function refuseOutdated(
  tx: ActorTx,
  id: string,
  version: number,
  yours: unknown,
): Promise<void> {
  const current = await readService(tx, id)
  if (current.version !== version && current.may.length > 0) throw versionOutdated(yours, current)
}

function asService(tx: ActorTx, { place: _, ...row }: ServiceRow): Service {
  const may: Service['may'] = mayLookAfter(tx, row.owner.id)
    ? row.retiredOn
      ? ['retire']
      : ['change', 'review', 'retire']
    : []
  return { ...row, may }
}
