import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Drop } from '../../contract.ts'
import styles from './deliveries.module.css'
import { useRefreshDeliveries } from './delivery-queries.ts'

/** Files that prisons left: sealed until somebody looks, and taken in by nobody else. */
export function AtTheDoor({ drops }: { drops: readonly Drop[] }) {
  const text = useText()
  const [leaving, setLeaving] = useState<Drop | null>(null)
  return (
    <Section
      title={text('deliveries.door.title')}
      note={text('deliveries.door.count', { count: drops.length })}
    >
      <DataTable
        caption={text('deliveries.door.title')}
        head={
          <>
            <th scope="col">{text('deliveries.door.prison')}</th>
            <th scope="col">{text('deliveries.door.received')}</th>
            <th scope="col">{text('deliveries.door.receipt')}</th>
            <th scope="col">
              <span className="tc-visually-hidden">{text('deliveries.door.acts')}</span>
            </th>
          </>
        }
      >
        {drops.map((drop) => (
          <Row key={drop.id} drop={drop} onDiscard={() => setLeaving(drop)} />
        ))}
      </DataTable>
      {leaving && <Discard drop={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  )
}

function Row({ drop, onDiscard }: { drop: Drop; onDiscard: () => void }) {
  const text = useText()
  const format = useFormat()
  const { prison, receivedAt, receipt, bytes, way } = drop
  return (
    <tr>
      <th scope="row">
        <AgencyBadge agency={prison} withName />
      </th>
      <td data-label={text('deliveries.door.received')}>
        <span>
          {format.moment(receivedAt)}
          <span className={styles.under}>{text(`deliveries.door.ways.${way}`)}</span>
        </span>
      </td>
      <td data-label={text('deliveries.door.receipt')}>
        <span>
          <bdi>{receipt}</bdi>
          <span className={styles.under}>
            {text('deliveries.door.size', {
              size: format.number(Math.max(1, Math.round(bytes / 1024))),
            })}
          </span>
        </span>
      </td>
      <td className={styles.acts}>
        <Button
          size="compact-sm"
          variant="light"
          renderRoot={(props) => (
            <Link to="/releases/import" search={{ drop: drop.id }} {...props} />
          )}
        >
          {text('deliveries.door.look')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onDiscard}>
          {text('deliveries.door.discard')}
        </Button>
      </td>
    </tr>
  )
}

function Discard({ drop, onClose }: { drop: Drop; onClose: () => void }) {
  const text = useText()
  const refresh = useRefreshDeliveries()
  const discard = useMutation({
    mutationFn: () => api.delete(`/drops/${drop.id}`, { ifMatch: drop.version }),
    onSuccess: async () => {
      await refresh()
      void toast(text('deliveries.door.discarded', { receipt: drop.receipt }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={text('deliveries.door.discard-title', { receipt: drop.receipt })}
      confirm={text('deliveries.door.discard')}
      busy={discard.isPending}
      onConfirm={() => discard.mutate()}
      onCancel={onClose}
    >
      <p>{text('deliveries.door.discard-why', { prison: drop.prison.name })}</p>
      {discard.error && (
        <Trouble error={discard.error} what={text('deliveries.door.not-discarded')} />
      )}
    </ConfirmDialog>
  )
}
