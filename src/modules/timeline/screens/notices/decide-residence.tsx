import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { NoticeRow } from '../../import-contract.ts'
import styles from './notices.module.css'

interface DecideResidenceProps {
  notice: Pick<NoticeRow, 'id' | 'version' | 'person'>
  onElsewhere?: () => void
}

/** Somebody without a fixed address: this city's, or not. Of whom is not ours nothing stays here. */
export function DecideResidence({ notice, onElsewhere }: DecideResidenceProps) {
  const text = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const decide = useMutation({
    mutationFn: (residence: 'city' | 'elsewhere') =>
      api.post(`/notices/${notice.id}/residence`, { residence }, { ifMatch: notice.version }),
    onSuccess: async (_answer, residence) => {
      setAsking(false)
      if (residence === 'elsewhere') onElsewhere?.()
      await client.invalidateQueries({ queryKey: ['notices'], refetchType: 'active' })
    },
  })
  const about = { initials: notice.person.initials }
  return (
    <div>
      <p className={styles.ask}>{text('notices.residence.ask')}</p>
      <div className={styles.answers}>
        <Button
          size="compact-sm"
          variant="light"
          aria-label={text('notices.residence.city-of', about)}
          loading={decide.isPending && decide.variables === 'city'}
          onClick={() => decide.mutate('city')}
        >
          {text('notices.residence.city')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={text('notices.residence.elsewhere-of', about)}
          onClick={() => setAsking(true)}
        >
          {text('notices.residence.elsewhere')}
        </Button>
      </div>
      {decide.error && !asking && <Trouble error={decide.error} what={text('notices.not-saved')} />}
      <ConfirmDialog
        opened={asking}
        title={text('notices.residence.erase-title')}
        confirm={text('notices.residence.erase')}
        busy={decide.isPending}
        onConfirm={() => decide.mutate('elsewhere')}
        onCancel={() => setAsking(false)}
      >
        <p>{text('notices.residence.erase-note')}</p>
        {decide.error && <Trouble error={decide.error} what={text('notices.not-saved')} />}
      </ConfirmDialog>
    </div>
  )
}
