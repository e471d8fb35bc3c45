import { useMutation } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { Agency, Member } from '../../contract.ts'
import styles from './admin.module.css'
import { useRefreshAgencies } from './admin-queries.ts'

interface EndMemberProps {
  agency: Agency
  member: Member
  onClose: () => void
}

/** Ends a membership, after saying what follows and what does not. */
export function EndMember({ agency, member, onClose }: EndMemberProps) {
  const text = useText()
  const refresh = useRefreshAgencies()
  const end = useMutation({
    mutationFn: () => api.post(`/members/${member.id}/end`, undefined, { ifMatch: member.version }),
    onSuccess: async () => {
      await refresh()
      void toast(text('admin.member.ended', { name: member.name }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={text('admin.member.end-title', { name: member.name })}
      confirm={text('admin.member.end-confirm')}
      busy={end.isPending}
      onConfirm={() => end.mutate()}
      onCancel={onClose}
    >
      <p>{text('admin.member.end-follows')}</p>
      <ul className={styles.list}>
        <li>{text('admin.member.end-sessions')}</li>
        <li>{text('admin.member.end-desks', { count: member.desks.length })}</li>
        <li>{text('admin.member.end-agency', { agency: agency.name })}</li>
        <li>{text('admin.member.end-log')}</li>
      </ul>
      {end.error && <Trouble error={end.error} what={text('admin.member.not-ended')} />}
    </ConfirmDialog>
  )
}
