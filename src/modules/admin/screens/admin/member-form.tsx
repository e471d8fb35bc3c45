import { Button, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, api } from '../../../../web/api.ts'
import { Conflict } from '../../../../web/parts/conflict.tsx'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Agency, Member } from '../../contract.ts'
import styles from './admin.module.css'
import { useRefreshAgencies } from './admin-queries.ts'
import { type Rights, RightsFields } from './rights-fields.tsx'

interface MemberFormProps {
  agency: Agency
  member: Member
  onClose: () => void
}

/** Other functions or desks for a colleague; they count from the colleague's next click. */
export function MemberForm({ agency, member, onClose }: MemberFormProps) {
  useFocusBack()
  const text = useText()
  const format = useFormat()
  const [rights, setRights] = useState<Rights>({
    functions: member.functions,
    desks: member.desks.map(({ id }) => id),
    endsOn: member.endsOn,
  })
  const refresh = useRefreshAgencies()
  const save = useMutation({
    mutationFn: (version: number) =>
      api.patch<Member>(`/members/${member.id}`, rights, { ifMatch: version }),
    onSuccess: async () => {
      await refresh()
      void toast(text('admin.member.saved', { name: member.name }))
      onClose()
    },
  })
  const faster = currentOf(save.error)
  const problems = useFormProblems(save.error, fieldIds)
  const [missing, setMissing] = useState<FormError[]>([])
  const errors = missing.length > 0 ? missing : faster ? [] : problems
  const words = (functions: readonly string[]) =>
    format.list(functions.map((held) => text(`web.functions.${held}`)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const message = text('admin.member.functions-missing')
    const found = rights.functions.length > 0 ? [] : [{ field: 'member-functions', message }]
    setMissing(found)
    if (found.length === 0) save.mutate(member.version)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={text('admin.member.change-of', { name: member.name })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} />
        {faster && (
          <Conflict
            what={text('admin.member.not-saved')}
            mine={words(rights.functions)}
            theirs={words(faster.functions)}
            onUseMine={() => save.mutate(faster.version)}
            onKeepTheirs={() => void refresh().then(onClose)}
          />
        )}
        <RightsFields
          agency={agency}
          rights={rights}
          change={(part) => setRights({ ...rights, ...part })}
          errorOf={(field) => errors.find((error) => error.field === field)?.message}
        />
        <p className="tc-note tc-dense">{text('admin.member.at-once')}</p>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('admin.member.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

export const fieldIds = {
  functions: 'member-functions',
  desks: 'member-desks',
  endsOn: 'member-ends-on',
  name: 'member-name',
  email: 'member-email',
}

/** What stands now, where somebody else was faster. */
function currentOf(error: unknown): Member | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 412) return undefined
  return error.extra.current as Member | undefined
}
