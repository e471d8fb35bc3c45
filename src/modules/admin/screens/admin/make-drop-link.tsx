import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { todayHere } from '../../../../web/format.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { ShownOnce } from '../../../../web/parts/shown-once.tsx'
import { useText } from '../../../../web/words.ts'
import type { DropLinkMade } from '../../../deliveries/contract.ts'
import type { Agency } from '../../contract.ts'
import styles from './admin.module.css'

/** A new door: until when it is open; then its address, which is shown this once. */
export function MakeDropLink({ agency, onClose }: { agency: Agency; onClose: () => void }) {
  useFocusBack()
  const text = useText()
  const client = useQueryClient()
  const [expiresOn, setExpiresOn] = useState(() => inDays(180))
  const make = useMutation({
    mutationFn: () => api.post<DropLinkMade>('/drop-links', { agencyId: agency.id, expiresOn }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['drop-links', agency.id] }),
  })
  const errors = useFormProblems(make.error, { expiresOn: 'drop-expires' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!make.isPending) make.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={
        make.data
          ? text('deliveries.links.made', { prison: agency.name })
          : text('deliveries.links.make')
      }
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      {make.data ? (
        <Made made={make.data} onClose={onClose} />
      ) : (
        <form className={styles.form} onSubmit={submit} noValidate>
          <FormErrors errors={errors} title={text('deliveries.links.not-made')} />
          <TextInput
            id="drop-expires"
            type="date"
            label={text('deliveries.links.expires')}
            value={expiresOn}
            error={errors.find(({ field }) => field === 'drop-expires')?.message}
            onChange={(event) => setExpiresOn(event.currentTarget.value)}
          />
          <div className={styles.buttons}>
            <Button variant="default" onClick={onClose}>
              {text('web.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {text('deliveries.links.make')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}

function Made({ made, onClose }: { made: DropLinkMade; onClose: () => void }) {
  const text = useText()
  return (
    <div className={styles.form}>
      <p>{text('deliveries.links.once')}</p>
      <ShownOnce label={text('deliveries.links.link')} value={made.link} />
      <ShownOnce
        label={text('deliveries.links.secret')}
        description={text('deliveries.links.secret-note')}
        value={made.secret}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {text('web.close')}
        </Button>
        <CopyButton value={made.link}>
          {({ copied, copy }) => (
            <>
              <Button onClick={copy}>{text('deliveries.links.copy')}</Button>
              <span role="status" className="tc-note tc-dense">
                {copied && text('deliveries.links.copied')}
              </span>
            </>
          )}
        </CopyButton>
      </div>
    </div>
  )
}

const inDays = (days: number) =>
  new Date(Date.parse(`${todayHere()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
