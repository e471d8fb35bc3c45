import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { MovePreview } from '../../../timeline/contract.ts'
import { MoveConsequences } from '../../../timeline/screens/move-release/consequences.tsx'
import type { Proposal } from '../../contract.ts'
import styles from './deliveries.module.css'
import { useRefreshDeliveries } from './delivery-queries.ts'

/** The list's date for the case: what would follow is shown, then one press moves it. */
export function ApplyProposal({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  useFocusBack()
  const text = useText()
  const format = useFormat()
  const refresh = useRefreshDeliveries()
  const { id, ref, announced, version } = proposal
  const preview = useQuery({
    queryKey: ['deliveries', 'proposal', id, version],
    queryFn: ({ signal }) =>
      api.get<{ moved: MovePreview }>(`/proposals/${id}/preview`, { signal }),
    retry: false,
  })
  const apply = useMutation({
    mutationFn: () =>
      api.post(`/proposals/${id}/answer`, { outcome: 'applied' }, { ifMatch: version }),
    onSuccess: async () => {
      await refresh()
      void toast(text('deliveries.proposals.applied', { ref }))
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={text('deliveries.proposals.apply-title', { ref })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      {preview.isPending && <Loading rows={4} />}
      {preview.error && <Trouble error={preview.error} />}
      {preview.data && <MoveConsequences preview={preview.data.moved} />}
      {apply.error && <Trouble error={apply.error} what={text('deliveries.proposals.not-saved')} />}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.cancel')}
        </Button>
        <Button disabled={!preview.data} loading={apply.isPending} onClick={() => apply.mutate()}>
          {announced?.on
            ? text('deliveries.proposals.move-to', { date: format.date(announced.on) })
            : text('deliveries.proposals.move-to-unknown')}
        </Button>
      </div>
    </Modal>
  )
}
