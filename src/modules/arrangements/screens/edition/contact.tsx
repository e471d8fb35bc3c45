import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { changeContactPoint } from '../../../../web/client.gen.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ContactPoint } from '../../draft-contract.ts'
import type { EditionText } from '../../edition-contract.ts'
import styles from './edition.module.css'
import { useAct, useMayDo } from './edition-api.ts'

const fields = ['name', 'address', 'phone', 'email', 'complaints'] as const

/** Whom a person asks. A changed contact makes no edition; the former ones stay readable. */
export function Contact({ edition }: { edition: EditionText }) {
  const text = useText()
  const format = useFormat()
  const { steers } = useMayDo()
  const [changing, setChanging] = useState(false)
  const [now, ...before] = edition.contacts
  return (
    <Section
      title={text('editions.contact.title')}
      note={text('editions.contact.note')}
      action={
        steers && (
          <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
            {text('editions.contact.change')}
          </Button>
        )
      }
    >
      {!now && <p className={styles.note}>{text('editions.not-said')}</p>}
      {now && (
        <dl className={styles.facts}>
          {fields
            .filter((field) => now[field])
            .map((field) => (
              <Fact key={field} name={text(`editions.contact.${field}`)} value={now[field] ?? ''} />
            ))}
        </dl>
      )}
      {before.map(({ since, name }) => (
        <p key={since} className={styles.note}>
          {text('editions.contact.before', { name, day: format.date(since) })}
        </p>
      ))}
      {changing && <ContactForm edition={edition} onClose={() => setChanging(false)} />}
    </Section>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function ContactForm({ edition, onClose }: { edition: EditionText; onClose: () => void }) {
  const text = useText()
  const { since: _, ...now } = edition.contacts[0] ?? { since: '', ...empty }
  const [contact, setContact] = useState<ContactPoint>({ ...empty, ...now })
  const save = useAct(
    () => changeContactPoint({ path: { id: edition.agreement.id }, body: contact }),
    text('editions.contact.changed'),
    onClose,
  )
  const errors = useFormProblems(
    save.error,
    Object.fromEntries(fields.map((field) => [field, `contact-${field}`])),
  )
  const errorOf = (id: string) => errors.find(({ field }) => field === id)?.message
  return (
    <FormDialog
      title={text('editions.contact.change')}
      save={text('editions.contact.save')}
      busy={save.isPending}
      errors={errors}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {fields.map((field) => (
        <TextInput
          key={field}
          id={`contact-${field}`}
          label={text(`editions.contact.${field}`)}
          value={contact[field] ?? ''}
          error={errorOf(`contact-${field}`)}
          onChange={(event) => setContact({ ...contact, [field]: event.currentTarget.value })}
        />
      ))}
    </FormDialog>
  )
}

const empty: ContactPoint = { name: '', address: '', phone: '', email: '', complaints: '' }
