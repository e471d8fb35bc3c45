import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useSession } from '../../../../web/session.ts'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import type { DropLink } from '../../../deliveries/contract.ts'
import type { Agency } from '../../contract.ts'
import { MakeDropLink } from './make-drop-link.tsx'

/** The doors of one prison: who made them, until when they are open, when they were used. */
export function DropLinks({ agency }: { agency: Agency }) {
  const text = useText()
  const session = useSession()
  const may = ['administrator', 'coordinator'].some((one) => session?.functions.includes(one))
  const [making, setMaking] = useState(false)
  const [closing, setClosing] = useState<DropLink | null>(null)
  const key = ['drop-links', agency.id]
  const { data, isPending, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get<{ links: DropLink[] }>(`/agencies/${agency.id}/drop-links`, { signal }),
    enabled: may,
  })
  if (!may) return null
  return (
    <Section
      title={text('deliveries.links.title')}
      note={text('deliveries.links.note')}
      action={
        <Button variant="subtle" size="compact-sm" onClick={() => setMaking(true)}>
          {text('deliveries.links.make')}
        </Button>
      }
    >
      {isPending && <Loading rows={2} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.links.length === 0 && <Empty>{text('deliveries.links.none')}</Empty>}
      <ul className="tc-list">
        {data?.links.map((link) => (
          <Line key={link.id} link={link} onClose={() => setClosing(link)} />
        ))}
      </ul>
      {making && <MakeDropLink agency={agency} onClose={() => setMaking(false)} />}
      {closing && <CloseDropLink link={closing} queryKey={key} onClose={() => setClosing(null)} />}
    </Section>
  )
}

function Line({ link, onClose }: { link: DropLink; onClose: () => void }) {
  const text = useText()
  const format = useFormat()
  const { createdBy, createdAt, lastUsedAt, open } = link
  return (
    <li>
      {stateOf(link, text, format)}{' '}
      {open && (
        <Button variant="subtle" size="compact-sm" onClick={onClose}>
          {text('deliveries.links.revoke')}
        </Button>
      )}
      <br />
      <span className="tc-note">
        {text('deliveries.links.by', { who: createdBy, when: format.moment(createdAt) })}
        {' · '}
        {lastUsedAt
          ? text('deliveries.links.used', { when: format.moment(lastUsedAt) })
          : text('deliveries.links.unused')}
      </span>
    </li>
  )
}

function stateOf(
  { open, revokedAt, expiresOn }: DropLink,
  text: Text,
  format: ReturnType<typeof useFormat>,
): string {
  if (revokedAt) return text('deliveries.links.closed', { when: format.moment(revokedAt) })
  const date = format.date(expiresOn)
  return text(open ? 'deliveries.links.until' : 'deliveries.links.expired', { date })
}

interface CloseProps {
  link: DropLink
  queryKey: readonly unknown[]
  onClose: () => void
}

function CloseDropLink({ link, queryKey, onClose }: CloseProps) {
  const text = useText()
  const client = useQueryClient()
  const close = useMutation({
    mutationFn: () => api.delete(`/drop-links/${link.id}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={text('deliveries.links.revoke-title')}
      confirm={text('deliveries.links.revoke')}
      busy={close.isPending}
      onConfirm={() => close.mutate()}
      onCancel={onClose}
    >
      <p>{text('deliveries.links.revoke-why')}</p>
      {close.error && <Trouble error={close.error} what={text('deliveries.links.not-closed')} />}
    </ConfirmDialog>
  )
}
