import { sql } from 'kysely'
import type { ActorTx } from '../../../platform/db/as-actor.ts'
import type { Reader } from '../../../platform/http/actor-requests.ts'
import type { AgencyBrief } from '../../admin/contract.ts'
import type { ReleaseDate } from '../contract.ts'
import type { ContinuityRead, MilestoneRead } from '../queries.ts'
import type { LeadRead } from '../service/lead-read.ts'

/** What of a case is another after a move. */
export interface MovedRead
  extends Pick<
    ContinuityRead,
    | 'version'
    | 'release'
    | 'closed'
    | 'relations'
    | 'summary'
    | 'segments'
    | 'gaps'
    | 'milestones'
    | 'agencies'
  > {
  leads: Pick<LeadRead, 'id' | 'from' | 'until' | 'dormant' | 'version'>[]
}

/** A case before a move, as far as what comes after it does not say it anew. */
export type BeforeMoveRead = Omit<
  ContinuityRead,
  'closed' | 'relations' | 'summary' | 'milestones' | 'agencies'
> & { milestones: Pick<MilestoneRead, 'id' | 'on'>[] }

/** A case before a move, what is another after it with all agencies of both, and the agencies that learn of it. */
export interface MoveRead {
  before: BeforeMoveRead
  after: MovedRead
  told: AgencyBrief[]
}

/** The case is another one than the reader knows. */
export interface OutdatedRead {
  outdated: { version: number; release: ReleaseDate }
}

/** What a move would do, with its event; null when unseen. */
export const readMovePreview = (reader: Reader, ref: string, version: number, to: ReleaseDate) =>
  reader.readOnce<MoveRead | OutdatedRead | null>({
    name: 'read.move_preview',
    args: [ref, version, to.on, to.certainty, to.earliestOn],
  })

/** What a move would do, inside an act. */
export async function findMovePreview(
  tx: ActorTx,
  ref: string,
  to: ReleaseDate,
): Promise<MoveRead | null> {
  const { rows } = await sql<{ seen: MoveRead | null }>`
    select read.move_preview_of(${ref}, ${to.on}::date, ${to.certainty}, ${to.earliestOn}::date) as seen
  `.execute(tx)
  return rows[0]?.seen ?? null
}

/** Moves the date, writes the event, and tells what it did. */
export async function saveReleaseDate(
  tx: ActorTx,
  caseId: string,
  version: number,
  to: ReleaseDate,
  source: Buffer,
): Promise<MoveRead> {
  const { rows } = await sql<{ seen: MoveRead }>`
    select read.move_kept(${caseId}, ${version}, ${to.on}::date, ${to.certainty},
      ${to.earliestOn}::date, ${source}) as seen
  `.execute(tx)
  const seen = rows[0]?.seen
  if (!seen) throw new Error('The database did not say what the move did')
  return seen
}
