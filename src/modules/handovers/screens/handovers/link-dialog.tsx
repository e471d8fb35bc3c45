import { Button, Modal, Radio, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { Handover } from '../../contract.ts'
import type { OfferLinkMade, OfferLinks } from '../../link-contract.ts'
import styles from './handovers.module.css'
import { LinkMade } from './link-made.tsx'
import { LinkRows } from './link-rows.tsx'

interface LinkDialogProps {
  handover: Handover
  onLetter: (made: OfferLinkMade) => void
  onClose: () => void
}

/** A one-time link for an agency whose people have no account: what became of it, and a new one. */
export function LinkDialog({ handover, onLetter, onClose }: LinkDialogProps) {
  useFocusBack()
  const text = useText()
  const client = useQueryClient()
  const { id, agency } = handover
  const links = useQuery({
    queryKey: ['offer-links', id],
    queryFn: ({ signal }) => api.get<OfferLinks>(`/leads/${id}/links`, { signal }),
    meta: { live: ['lead'] },
  })
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['offer-links', id] }),
      client.invalidateQueries({ queryKey: ['handovers', 'asked'] }),
    ])
  const make = useMutation({
    mutationFn: (email: string | null) =>
      api.post<OfferLinkMade>(`/leads/${id}/links`, email ? { email } : {}),
    onSuccess: refresh,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={text('handovers.link.title', { agency: agency.name })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <div className={styles.form}>
        {make.data ? (
          <LinkMade made={make.data} onLetter={onLetter} onClose={onClose} />
        ) : (
          <>
            <p>{text('handovers.link.why')}</p>
            {links.isPending && <Loading />}
            {links.error && <Trouble error={links.error} onRetry={() => void links.refetch()} />}
            {links.data && <LinkRows links={links.data.links} onChanged={refresh} />}
            {links.data && (
              <NewLink
                email={links.data.email}
                busy={make.isPending}
                error={make.error}
                again={links.data.links.some(({ state }) => state === 'open')}
                onMake={(email) => make.mutate(email)}
              />
            )}
          </>
        )}
      </div>
    </Modal>
  )
}

interface NewLinkProps {
  email: string | null
  busy: boolean
  error: unknown
  again: boolean
  onMake: (email: string | null) => void
}

function NewLink({ email, busy, error, again, onMake }: NewLinkProps) {
  const text = useText()
  const [way, setWay] = useState<'mail' | 'letter'>(email ? 'mail' : 'letter')
  const [address, setAddress] = useState(email ?? '')
  const [missing, setMissing] = useState(false)
  const refused = useFormProblems(error, { email: 'link-email' })
  const errors = missing
    ? [{ field: 'link-email', message: text('handovers.link.email-missing') }]
    : refused
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const needs = way === 'mail' && address.trim() === ''
    setMissing(needs)
    if (!needs && !busy) onMake(way === 'mail' ? address.trim() : null)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={errors} title={text('handovers.link.not-made')} />
      <Radio.Group
        label={text('handovers.link.way')}
        value={way}
        onChange={(value) => setWay(value === 'mail' ? 'mail' : 'letter')}
      >
        <Radio mt={8} value="mail" label={text('handovers.link.by-mail')} />
        <Radio mt={8} value="letter" label={text('handovers.link.by-letter')} />
      </Radio.Group>
      {way === 'mail' && (
        <TextInput
          id="link-email"
          type="email"
          dir="ltr"
          label={text('handovers.link.email')}
          description={text('handovers.link.email-note')}
          value={address}
          error={errors.find(({ field }) => field === 'link-email')?.message}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
      )}
      {again && <p className="tc-note">{text('handovers.link.again')}</p>}
      <div className={styles.buttons}>
        <Button type="submit" loading={busy}>
          {text(way === 'mail' ? 'handovers.link.send' : 'handovers.link.make')}
        </Button>
      </div>
    </form>
  )
}
