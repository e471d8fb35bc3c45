import type { ImpactContent } from '../src/modules/arrangements/impact-contract.ts'
import { day, type World } from './world.ts'

/** The text of an impact assessment in which nothing is missing and nothing grave remains. */
export const wholeImpact = (change: Partial<ImpactContent> = {}): ImpactContent => ({
  title: 'Impact assessment of the desk',
  description: 'Agencies share who is accountable, from when until when.',
  necessity: 'Without it gaps show on the day of release.',
  dangers: [
    {
      what: 'Two people are taken for one',
      source: 'Names that are alike',
      likelyBefore: 'high',
      severeBefore: 'medium',
      measures: 'A named member decides',
      likelyAfter: 'low',
      severeAfter: 'medium',
      responsible: 'City coordination',
    },
  ],
  measures: 'Each reading is logged.',
  sought: 'asked',
  views: 'The association of former prisoners asked for plain letters.',
  reviewOn: day(300),
  ...change,
})

/** An approved version by the owner's hand, for tests in which it only has to be there. */
export async function addApprovedImpact(world: World, id = 1): Promise<void> {
  const { city, privacy, papers } = world.agency
  await world.sql(
    `insert into app.impact_assessments (authority_id, id, lineage_id, edition, state, content, writers, changed_by,
       advice, advised_by, advised_at, approved_by, approved_at, covers)
     values (1, $1, $1, 1, 'approved', $2, $3, $4, 'In favour.', $5, now(), $6, now(), act.data_categories(1))`,
    [id, JSON.stringify(wholeImpact()), [city.member], city.member, privacy.member, papers.member],
  )
}
