import type { ActorTx } from '../../../platform/db/as-actor.ts'
import { record } from '../../audit/service.ts'
import { type AgencyBook, agencyBook } from '../../cases/service/agency-book.ts'
import { holdCaseFor, requireCaseVersion } from '../../cases/service/hold-case.ts'
import { beforeAndAfter } from '../../timeline/service/move-release.ts'
import type { PathwayChange } from '../pathway-contract.ts'
import { savePathway } from '../pathway-queries.ts'

/**
 * Another version of the pathway for one running case. Without `keep` it is undone again, so that
 * what is shown before is exactly what happens.
 */
export async function takeOverPathway(
  tx: ActorTx,
  ref: string,
  version: number,
  pathway: number,
  keep: boolean,
): Promise<PathwayChange> {
  const held = await holdCaseFor(tx, ref)
  requireCaseVersion(held, version)
  const save = () => savePathway(tx, held.id, version, pathway)
  const { before, after } = await beforeAndAfter(tx, held.id, save, keep)
  const action = keep ? 'pathway.taken_over' : 'pathway.previewed'
  await record(tx, action, { caseId: held.id, version, pathway })
  const book = agencyBook([...before.agencies, ...after.agencies])
  return { ...comparePathways(before, after, book), version: after.version }
}

type Step = PathwayChange['steps'][number]
type Seen = Pick<Awaited<ReturnType<typeof beforeAndAfter>>['after'], 'milestones' | 'today'>

/** Step by step, as far as the reader sees them; what lay before the opening and still does is nobody's. */
function comparePathways(
  before: Seen,
  after: Seen,
  book: AgencyBook,
): Pick<PathwayChange, 'steps' | 'done' | 'unchanged'> {
  const former = new Map(before.milestones.map((one) => [one.id, one]))
  const steps: Step[] = []
  let unchanged = 0
  for (const now of after.milestones) {
    const old = former.get(now.id)
    const stood = old?.status === 'open'
    const change =
      now.status === 'open'
        ? !stood
          ? 'new'
          : old.on !== now.on || old.agency !== now.agency
            ? 'changed'
            : null
        : stood
          ? 'gone'
          : undefined
    if (change === null) unchanged += 1
    if (!change) continue
    const to = change === 'gone' ? null : now.on
    steps.push({
      code: now.code,
      change,
      from: change === 'new' ? null : (old?.on ?? null),
      to,
      late: to !== null && to < after.today,
      owner: book.find(now.agency ?? null),
    })
  }
  const order: Step['change'][] = ['changed', 'new', 'gone']
  const when = ({ to, from }: Step) => to ?? from ?? '9999'
  steps.sort(
    (a, b) => order.indexOf(a.change) - order.indexOf(b.change) || when(a).localeCompare(when(b)),
  )
  const done = after.milestones.filter(({ status }) => status === 'done').length
  return { steps, done, unchanged }
}
