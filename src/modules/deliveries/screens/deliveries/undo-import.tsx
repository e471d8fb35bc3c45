import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import { CaseLink, PersonLabel } from '../../../../web/parts/case-link.tsx'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { ImportRow } from '../../../timeline/import-contract.ts'
import type { UndoPlan } from '../../contract.ts'
import { importDeeds } from '../../vocabulary.ts'
import styles from './deliveries.module.css'
import { useRefreshDeliveries } from './delivery-queries.ts'

/** Shows what goes back and what stays and why; then one press undoes it, and says what was done. */
export function UndoImport({ row, onClose }: { row: ImportRow; onClose: () => void }) {
  useFocusBack()
  const text = useText()
  const refresh = useRefreshDeliveries()
  const plan = useQuery({
    queryKey: ['undo', row.id, row.version],
    queryFn: ({ signal }) => api.get<UndoPlan>(`/imports/${row.id}/undo`, { signal }),
    retry: false,
    gcTime: 0,
  })
  const undo = useMutation({
    mutationFn: (version: number) =>
      api.post<UndoPlan>(`/imports/${row.id}/undo`, undefined, { ifMatch: version }),
    onSuccess: refresh,
  })
  const shown = undo.data ?? plan.data
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={text(undo.data ? 'deliveries.undo.done' : 'deliveries.undo.title', {
        prison: row.prison.name,
      })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <div aria-live="polite">
        {plan.isPending && <Loading rows={4} />}
        {plan.error && !undo.data && <Trouble error={plan.error} />}
        {shown && <Plan plan={shown} done={undo.data !== undefined} />}
      </div>
      {undo.error && <Trouble error={undo.error} what={text('deliveries.undo.not-undone')} />}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text(undo.data ? 'web.close' : 'web.cancel')}
        </Button>
        {!undo.data && (
          <Button
            disabled={!plan.data}
            loading={undo.isPending}
            onClick={() => plan.data && undo.mutate(plan.data.version)}
          >
            {text('deliveries.undo.confirm', { stay: plan.data?.stay.length ?? 0 })}
          </Button>
        )}
      </div>
    </Modal>
  )
}

function Plan({ plan, done }: { plan: UndoPlan; done: boolean }) {
  const text = useText()
  const { back, stay } = plan
  const deeds = importDeeds.filter((deed) => (back[deed] ?? 0) > 0)
  return (
    <>
      <p>{text(done ? 'deliveries.undo.went-back' : 'deliveries.undo.goes-back')}</p>
      <ul className={styles.list}>
        {deeds.length === 0 && <li>{text('deliveries.undo.nothing')}</li>}
        {deeds.map((deed) => (
          <li key={deed}>{text(`deliveries.undo.back.${deed}`, { count: back[deed] ?? 0 })}</li>
        ))}
      </ul>
      {stay.length > 0 && (
        <>
          <p className={styles.stays}>
            {text(done ? 'deliveries.undo.stayed' : 'deliveries.undo.stays', {
              count: stay.length,
            })}
          </p>
          <ul className={styles.list}>
            {stay.map((one) => (
              <li key={one.notice}>
                {one.ref && <CaseLink caseRef={one.ref} />}
                {!one.ref && one.person && <PersonLabel person={one.person} />}
                {one.number && (
                  <>
                    {' '}
                    <bdi className="tc-note">{one.number}</bdi>
                  </>
                )}{' '}
                {text(`deliveries.stays.${one.why}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="tc-note tc-dense">{text('deliveries.undo.log')}</p>
    </>
  )
}
