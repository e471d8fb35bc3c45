import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import { endAdmission } from '../../../../web/client.gen.ts'
import { Section, Sentence } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Protection as Read } from '../../protection-contract.ts'
import styles from '../sharing.module.css'
import { protectionQuery } from '../sharing-queries.ts'
import {
  AdmitForm,
  EndForm,
  MarkForm,
  NamesForm,
  type ProtectionFormProps,
} from './protection-forms.tsx'

type Mark = NonNullable<Read['mark']>

/** The extra barrier of a case for a minor or a victim: whether it stands, and who is named. */
export function Protection({ caseRef }: { caseRef: string }) {
  const text = useText()
  const found = useQuery(protectionQuery(caseRef))
  const [Form, setForm] = useState<ComponentType<ProtectionFormProps> | null>(null)
  const read = found.data
  if (found.error) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (!read || (!read.mark && !read.choice)) return null
  const button = (form: ComponentType<ProtectionFormProps>, words: string) => (
    <Button size="compact-sm" variant="default" onClick={() => setForm(() => form)}>
      {words}
    </Button>
  )
  return (
    <Section title={text('sharing.protection.title')} note={text('sharing.protection.note')}>
      {read.mark ? (
        <Standing mark={read.mark} mayEnd={read.choice !== null} caseRef={caseRef} />
      ) : (
        <p>{text('sharing.protection.none')}</p>
      )}
      {read.choice && (
        <div className={styles.buttons}>
          {!read.mark && button(MarkForm, text('sharing.protection.mark-title'))}
          {read.mark && button(AdmitForm, text('sharing.protection.admit'))}
          {read.mark && button(NamesForm, text('sharing.protection.names'))}
          {read.mark && button(EndForm, text('sharing.protection.end-title'))}
        </div>
      )}
      {Form && <Form read={read} onClose={() => setForm(null)} />}
    </Section>
  )
}

function Standing({ mark, mayEnd, caseRef }: { mark: Mark; mayEnd: boolean; caseRef: string }) {
  const text = useText()
  const format = useFormat()
  return (
    <div className={styles.standing}>
      <Sentence>{text(`sharing.protection.stands.${mark.kind}`)}</Sentence>
      <dl className={styles.facts}>
        <dt>{text('sharing.protection.by')}</dt>
        <dd>
          {text('sharing.protection.by-line', {
            name: mark.markedBy,
            when: format.moment(mark.markedAt),
          })}
        </dd>
        <dt>{text('sharing.protection.desk')}</dt>
        <dd>{format.list(mark.named.map(({ name }) => name))}</dd>
        <dt>{text('sharing.protection.admitted')}</dt>
        {mark.admissions.length === 0 && <dd>{text('sharing.protection.nobody-admitted')}</dd>}
        {mark.admissions.map((one) => (
          <dd key={one.id} className={styles.admission}>
            {text('sharing.protection.admission', {
              name: one.name,
              by: one.by,
              date: format.date(one.until),
            })}
            {mayEnd && <EndAdmission admission={one} caseRef={caseRef} />}
          </dd>
        ))}
      </dl>
    </div>
  )
}

function EndAdmission({
  admission: { id, name },
  caseRef,
}: {
  admission: Mark['admissions'][number]
  caseRef: string
}) {
  const text = useText()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => endAdmission({ path: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['protection', caseRef] })
      await client.invalidateQueries({ queryKey: ['who', caseRef] })
    },
  })
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        loading={end.isPending}
        aria-label={text('sharing.protection.end-admission-of', { name })}
        onClick={() => end.mutate()}
      >
        {text('sharing.protection.end-admission')}
      </Button>
      {end.error && <Trouble error={end.error} what={text('sharing.protection.not-saved')} />}
    </>
  )
}
