import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { ChooseFile } from './import-list/choose-file.tsx'
import { Difference } from './import-list/difference.tsx'
import { FoundInList } from './import-list/found-in-list.tsx'
import styles from './import-list/import-list.module.css'
import { MapColumns } from './import-list/map-columns.tsx'
import { RecentImports } from './import-list/recent-imports.tsx'
import { Recognised } from './import-list/recognised.tsx'
import { RowRemarks } from './import-list/row-remarks.tsx'
import { SourceLayout } from './import-list/source-layout.tsx'
import { TakenIn } from './import-list/taken-in.tsx'
import { importsQuery, useImport } from './import-list/use-import.ts'
import { WaitingDeliveries } from './notices/waiting-deliveries.tsx'

/** A prison's list: what it would change is shown first; one press takes it in. */
export function ImportList() {
  const text = useText()
  const imports = useQuery(importsQuery)
  const { preview, wish, look, take, remap, relayout, startOver } = useImport()
  const refused = useFormProblems(look.error, {
    agencyId: 'import-prison',
    content: 'import-file',
    file: 'import-file',
    deliveredOn: 'import-day',
  })
  const applied = take.data
  const { drop } = useSearch({ from: '/desk/releases/import' })
  const navigate = useNavigate()
  const leaveList = () => {
    startOver()
    if (drop) void navigate({ to: '/releases/import', search: {}, replace: true })
  }
  useEffect(() => {
    if (drop) look.mutate({ drop })
  }, [drop, look.mutate])
  return (
    <Page
      title={text('imports.title')}
      note={text('imports.note')}
      crumbs={[{ label: text('web.nav.releases'), to: '/releases' }]}
      actions={
        preview && (
          <Button variant="default" onClick={leaveList}>
            {text('imports.other-file')}
          </Button>
        )
      }
      rail={
        <div className={styles.rail}>
          {preview && !applied ? (
            <Recognised preview={preview} />
          ) : (
            <RecentImports imports={imports.data?.imports} />
          )}
        </div>
      }
    >
      {imports.isPending && <Loading />}
      {imports.error && <Trouble error={imports.error} onRetry={() => void imports.refetch()} />}
      {drop && look.isPending && !preview && <Loading />}
      {drop && look.error && !preview && <Trouble error={look.error} />}
      {!preview && <WaitingDeliveries only="drops" />}
      {imports.data && !preview && !(drop && look.isPending) && (
        <ChooseFile
          prisons={imports.data.prisons}
          errors={refused}
          busy={look.isPending}
          onChoose={(agencyId, file, deliveredOn) => look.mutate({ agencyId, file, deliveredOn })}
        />
      )}
      {applied && preview && <TakenIn applied={applied} prison={preview.prison} />}
      {preview && !applied && (
        <div aria-busy={look.isPending || undefined}>
          <FoundInList
            preview={preview}
            fileName={wish && 'file' in wish ? wish.file.name : text('imports.from-the-door')}
            busy={take.isPending || look.isPending}
            error={take.error}
            onTake={() => take.mutate(preview)}
          />
          {look.error && <Trouble error={look.error} what={text('imports.not-read-anew')} />}
          {preview.difference && !preview.difference.first && (
            <Difference key={`difference-${preview.id}`} difference={preview.difference} />
          )}
          <RowRemarks key={preview.id} preview={preview} />
          <div data-no-print className={styles.layout}>
            <SourceLayout source={preview.shape.source} busy={look.isPending} onChange={relayout} />
            <MapColumns preview={preview} onChange={remap} busy={look.isPending} />
          </div>
        </div>
      )}
    </Page>
  )
}
