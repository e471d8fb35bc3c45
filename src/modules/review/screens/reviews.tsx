import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshReviews } from '../../../web/client.gen.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Entries } from '../../../web/parts/entries.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Segmented } from '../../../web/parts/segmented.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { LogUse, ReviewsQuery } from '../contract.ts'
import { AskUse } from './parts/ask-use.tsx'
import { OpenLog } from './parts/open-log.tsx'
import { PracticeCases } from './parts/practice-cases.tsx'
import { ReviewEntry } from './parts/review-entry.tsx'
import { asksUse, reviewsQuery } from './review-queries.ts'

/** The looks that the data protection officer asks about, each with its plain reason and a verdict to give. */
export function Reviews() {
  const text = useText()
  const format = useFormat()
  const [use, setUse] = useState<LogUse | null>(null)
  const [state, setState] = useState<ReviewsQuery['state']>('open')
  const found = useInfiniteQuery(reviewsQuery(state, use))
  const first = found.data?.pages[0]
  const reviews = found.data?.pages.flatMap((page) => page.reviews) ?? []
  return (
    <Page
      title={text('review.list.title')}
      note={text('review.list.note')}
      crumbs={first?.mayJudge ? [{ label: text('web.nav.privacy'), to: '/privacy' }] : []}
      actions={first?.mayJudge && <LookAgain />}
    >
      {found.isPending && <Loading rows={8} />}
      {asksUse(found.error) && <AskUse onUse={setUse} />}
      {found.error && !found.data && !asksUse(found.error) && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {first && (
        <>
          <Sentence note={text('review.use.said', { use: text(`review.use.${first.use}`) })}>
            {text(`review.list.${first.mayJudge ? first.scope : 'auditor'}`)}
          </Sentence>
          {first.comparesFrom && (
            <p className="tc-note">
              {text('review.list.compares-from', { day: format.date(first.comparesFrom) })}
            </p>
          )}
          <Section
            title={text('review.list.section')}
            action={
              <Segmented
                label={text('review.list.show')}
                value={state}
                options={(['open', 'judged'] as const).map((one) => ({
                  value: one,
                  label: text(`review.list.state.${one}`),
                }))}
                onChange={setState}
              />
            }
          >
            {reviews.length === 0 && <Empty>{text(`review.list.none.${state}`)}</Empty>}
            <Entries>
              {reviews.map((review) => (
                <ReviewEntry key={review.id} review={review} mayJudge={first.mayJudge} />
              ))}
            </Entries>
            {found.hasNextPage && (
              <Button
                mt={12}
                variant="default"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {text('review.list.more')}
              </Button>
            )}
          </Section>
          <OpenLog />
          {first.scope === 'all' && first.mayJudge && <PracticeCases refs={first.practice} />}
        </>
      )}
    </Page>
  )
}

/** The rules look through the last week each night, and now if somebody asks. */
function LookAgain() {
  const text = useText()
  const client = useQueryClient()
  const look = useMutation({
    mutationFn: () => refreshReviews(),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['reviews'] })
      void toast(text('review.list.looked'))
    },
  })
  return (
    <>
      <Button
        variant="default"
        loading={look.isPending}
        leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
        onClick={() => look.mutate()}
      >
        {text('review.list.look')}
      </Button>
      {look.error && <Trouble error={look.error} />}
    </>
  )
}
