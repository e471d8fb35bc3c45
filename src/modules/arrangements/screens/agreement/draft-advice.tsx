import { useQuery } from '@tanstack/react-query'
import { listDraftOpinions } from '../../../../web/client.gen.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import type { AgreementDraft } from '../../draft-contract.ts'
import { Differences } from '../edition/differences.tsx'
import { draftComparisonQuery, useMayDo } from '../edition/edition-api.ts'
import { OpinionList } from '../edition/opinions.tsx'
import styles from './agreement.module.css'

/** What a draft of a next edition changes, as it was kept last, and what the data protection officer says. */
export function DraftAdvice({ draft }: { draft: AgreementDraft }) {
  const text = useText()
  const opinions = useQuery({
    queryKey: ['agreements', 'draft-opinions', draft.id],
    queryFn: ({ signal }) => listDraftOpinions({ path: { id: draft.id } }, { signal }),
  })
  const { steers } = useMayDo()
  const follows = draft.content.supersedesId !== null
  const comparison = useQuery({ ...draftComparisonQuery(draft.id), enabled: follows })
  return (
    <>
      {comparison.data && (
        <Section title={text('editions.comparison.title')} note={text('agreements.draft.compared')}>
          <details className={styles.details} open={!steers}>
            <summary>
              {text('editions.comparison.count', { count: comparison.data.differences.length })}
            </summary>
            <Differences comparison={comparison.data} />
          </details>
        </Section>
      )}
      {opinions.data && <OpinionList opinions={opinions.data.opinions} of={{ draft: draft.id }} />}
    </>
  )
}
