import { TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import { NoticesTable } from './items/notices-table.tsx'
import { RetentionTable } from './items/retention-table.tsx'
import { rightsDeskQuery } from './items/rights-queries.ts'
import { ContestsToDecide } from './items/to-decide.tsx'

/** All cases of the reader: corrections to acknowledge, and what will go, when, why, before it happens. */
export function RightsDesk() {
  const text = useText()
  const format = useFormat()
  const [until, setUntil] = useState<string | null>(null)
  const found = useQuery({ ...rightsDeskQuery(until), placeholderData: keepPreviousData })
  const read = found.data
  return (
    <Page
      title={text('rights.desk.title')}
      note={text('rights.desk.note')}
      actions={read && <PrintButton />}
    >
      {found.isPending && <Loading rows={8} />}
      {found.error && !read && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {read && (
        <>
          <Sentence>
            {text('rights.desk.sentence', {
              notices: read.notices.filter(({ mine }) => mine).length,
              rows: read.retention.length,
              date: format.date(read.until),
            })}
          </Sentence>
          <ContestsToDecide />
          <Section title={text('rights.notices.title')}>
            {read.notices.length === 0 ? (
              <Empty>{text('rights.notices.none')}</Empty>
            ) : (
              <NoticesTable notices={read.notices} today={read.today} withCase />
            )}
          </Section>
          <Section title={text('rights.retention.title')}>
            <TextInput
              type="date"
              label={text('rights.desk.until')}
              value={until ?? read.until}
              min={read.today}
              maw={240}
              mb={12}
              onChange={(event) => setUntil(event.currentTarget.value || null)}
            />
            {read.retention.length === 0 ? (
              <Empty next={text('rights.retention.none-next')}>
                {text('rights.retention.none')}
              </Empty>
            ) : (
              <RetentionTable rows={read.retention} withCase />
            )}
          </Section>
        </>
      )}
    </Page>
  )
}
