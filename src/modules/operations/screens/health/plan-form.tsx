import { Button, Checkbox, Modal, NumberInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { ChangePlan, Plan, Safety } from '../../contract.ts'
import styles from './health.module.css'
import { useRefreshSafety } from './safety-query.ts'

const fieldIds = {
  beginsAt: 'plan-at',
  folder: 'plan-folder',
  secondFolder: 'plan-second',
  keep: 'plan-keep',
  drillDays: 'plan-drill',
}

/** When and where the backup is made, and how many are kept. */
export function PlanForm({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  useFocusBack()
  const text = useText()
  const refresh = useRefreshSafety()
  const [draft, setDraft] = useState(plan)
  const set = (change: Partial<Plan>) => setDraft({ ...draft, ...change })
  const save = useMutation({
    mutationFn: () => {
      const { version, folder, secondFolder, ...rest } = draft
      const change: ChangePlan = {
        ...rest,
        folder: folder?.trim() || null,
        secondFolder: secondFolder?.trim() || null,
      }
      return api.put<Safety>('/safety/backup-plan', change, { ifMatch: version })
    },
    onSuccess: async () => {
      await refresh()
      void toast(text('operations.plan.saved'))
      onClose()
    },
  })
  const errors = useFormProblems(save.error, fieldIds)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={text('operations.plan.title')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={errors} title={text('operations.plan.not-saved')} />
        <Checkbox
          label={text('operations.plan.enabled')}
          checked={draft.enabled}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        <TextInput
          id="plan-at"
          type="time"
          label={text('operations.plan.at')}
          description={text('operations.plan.at-note')}
          value={draft.beginsAt}
          error={errorOf('plan-at')}
          onChange={(event) => set({ beginsAt: event.currentTarget.value })}
        />
        <TextInput
          id="plan-folder"
          label={text('operations.plan.folder')}
          description={text('operations.plan.folder-note')}
          value={draft.folder ?? ''}
          error={errorOf('plan-folder')}
          dir="ltr"
          onChange={(event) => set({ folder: event.currentTarget.value })}
        />
        <TextInput
          id="plan-second"
          label={text('operations.plan.second')}
          description={text('operations.plan.second-note')}
          value={draft.secondFolder ?? ''}
          error={errorOf('plan-second')}
          dir="ltr"
          onChange={(event) => set({ secondFolder: event.currentTarget.value })}
        />
        <div className={styles.pair}>
          <NumberInput
            id="plan-keep"
            label={text('operations.plan.keep')}
            min={2}
            max={400}
            hideControls
            value={draft.keep}
            error={errorOf('plan-keep')}
            onChange={(value) => set({ keep: Number(value) })}
          />
          <NumberInput
            id="plan-drill"
            label={text('operations.plan.drill')}
            min={1}
            max={90}
            hideControls
            value={draft.drillDays}
            error={errorOf('plan-drill')}
            onChange={(value) => set({ drillDays: Number(value) })}
          />
        </div>
        <p className={styles.small}>{text('operations.plan.keep-note')}</p>
        <p className={styles.small}>{text('operations.plan.drill-note')}</p>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('operations.plan.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
