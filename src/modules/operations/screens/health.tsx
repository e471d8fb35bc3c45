import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Safety, KeySheet as Sheet } from '../contract.ts'
import { Backups } from './health/backups.tsx'
import { CheckList } from './health/check-list.tsx'
import { KeySection } from './health/key-section.tsx'
import { KeySheet } from './health/key-sheet.tsx'
import { MailForm } from './health/mail-form.tsx'
import { safetyQuery } from './health/safety-query.ts'

/** How the desk is, in plain words with what to do, for a city without an IT department (AD6). */
export function Health() {
  const text = useText()
  const safety = useQuery(safetyQuery)
  const [sheet, setSheet] = useState<Sheet>()
  if (sheet) return <KeySheet sheet={sheet} onClose={() => setSheet(undefined)} />
  return (
    <Page
      title={text('operations.title')}
      note={text('operations.note')}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
          loading={safety.isFetching}
          onClick={() => void safety.refetch()}
        >
          {text('operations.look-again')}
        </Button>
      }
    >
      {safety.isPending && <Loading rows={8} />}
      {safety.error && <Trouble error={safety.error} onRetry={() => void safety.refetch()} />}
      {safety.data && <Found safety={safety.data} onSheet={setSheet} />}
    </Page>
  )
}

function Found({ safety, onSheet }: { safety: Safety; onSheet: (sheet: Sheet) => void }) {
  const text = useText()
  const format = useFormat()
  const count = safety.checks.filter(({ state }) => state === safety.worst).length
  return (
    <>
      <Sentence note={text('operations.looked', { at: format.moment(safety.lookedAt) })}>
        {text(`operations.lead.${safety.worst}`, { count })}
      </Sentence>
      <Section title={text('operations.checks')}>
        <CheckList checks={safety.checks} />
      </Section>
      <Backups safety={safety} />
      <KeySection onSheet={onSheet} />
      <Section title={text('operations.mail.title')} note={text('operations.mail.note')}>
        <MailForm />
      </Section>
    </>
  )
}
