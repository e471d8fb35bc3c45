import { Button, Modal, NativeSelect } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../../web/api.ts'
import { useFocusBack } from '../../../../../web/parts/focus-back.ts'
import { Loading } from '../../../../../web/parts/loading.tsx'
import { Trouble } from '../../../../../web/parts/trouble.tsx'
import type { PathwayChange } from '../../../../periods/pathway-contract.ts'
import type { CasePeriods } from '../../../../periods/period-contract.ts'
import { useSpeech } from '../../continuity-map/speech.ts'
import styles from '../case.module.css'
import { useRefreshCase } from '../case-queries.ts'
import { PathwaySteps } from './pathway-steps.tsx'

interface TakeOverProps {
  periods: Pick<CasePeriods, 'ref' | 'version' | 'pathway'>
  /** The version to look at first; null: the reader chooses. */
  first: number | null
  onClose: () => void
  onSaved: () => void
}

/** Another version of the pathway for this case: what it would change is seen before it is saved. */
export function TakeOver({ periods, first, onClose, onSaved }: TakeOverProps) {
  useFocusBack()
  const { text } = useSpeech()
  const [chosen, setChosen] = useState(first === null ? '' : String(first))
  const { ref, version, pathway } = periods
  const others = pathway.newest.filter(({ id }) => id !== pathway.id)
  const refresh = useRefreshCase(ref)
  const preview = usePathwayPreview(ref, version, chosen)
  const save = useMutation({
    mutationFn: () =>
      api.post(`/cases/${ref}/pathway`, { pathwayId: Number(chosen) }, { ifMatch: version }),
    onSuccess: async () => {
      await refresh()
      onSaved()
    },
  })
  const nameOf = ({ code, version: of }: { code: string; version: number }) =>
    text('periods.pathway.name', { name: text(`periods.pathway.of.${code}`), version: of })
  const wanted = others.find(({ id }) => String(id) === chosen)
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={text('periods.take-over.title')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <div className={styles.form}>
        <p className="tc-note tc-dense">{text('periods.take-over.note')}</p>
        <NativeSelect
          label={text('periods.take-over.choose')}
          value={chosen}
          data={[
            ...(first === null ? [{ value: '', label: text('periods.take-over.choose-one') }] : []),
            ...others.map((one) => ({ value: String(one.id), label: nameOf(one) })),
          ]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        {preview.error && (
          <Trouble error={preview.error} what={text('periods.take-over.not-tried')} />
        )}
        {save.error && <Trouble error={save.error} what={text('periods.take-over.not-saved')} />}
        <div aria-live="polite" aria-busy={preview.isFetching}>
          {preview.isLoading && <Loading rows={3} />}
          {preview.data && <PathwaySteps change={preview.data} />}
        </div>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button
            disabled={!wanted || !preview.data}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {wanted
              ? text('periods.take-over.save', { name: nameOf(wanted) })
              : text('periods.take-over.save-plain')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function usePathwayPreview(ref: string, version: number, chosen: string) {
  const preview = useQuery({
    queryKey: ['pathway-preview', ref, version, chosen],
    queryFn: ({ signal }) =>
      api.post<PathwayChange>(
        `/cases/${ref}/pathway?preview=true`,
        { pathwayId: Number(chosen) },
        { signal, ifMatch: version },
      ),
    enabled: chosen !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  return { ...preview, data: chosen === '' ? undefined : preview.data }
}
