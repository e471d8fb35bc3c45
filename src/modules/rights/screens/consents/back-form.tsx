import { Radio, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../../web/api.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import { type Consent, type Consents, ConsentWay, TextLanguage } from '../../consent-contract.ts'
import styles from '../rights.module.css'
import { textQuery, textSearch, useRefreshConsents } from './consent-queries.ts'
import { TextView } from './text-view.tsx'

const fields = { on: 'back-on', language: 'back-language' }

interface BackFormProps {
  read: Consents
  consent: Consent
  recipient: Consent['recipients'][number]
  onClose: () => void
}

/** The person takes it back for one agency; what that means is said before it is done. */
export function BackForm({ read, consent, recipient, onClose }: BackFormProps) {
  const text = useText()
  const format = useFormat()
  const refresh = useRefreshConsents(read.ref)
  const [on, setOn] = useState(read.today)
  const [way, setWay] = useState<ConsentWay>('talk')
  const [language, setLanguage] = useState<TextLanguage>(
    TextLanguage.safeParse(consent.language).data ?? 'en',
  )
  const { agency } = recipient
  const wish = { domain: consent.domain, agencies: [agency.id], language, back: true }
  const shown = useQuery(textQuery(read.ref, textSearch(wish))).data
  const save = useMutation({
    mutationFn: () =>
      api.post(`/consents/${consent.id}/withdrawals`, { agencyId: agency.id, on, way, language }),
    onSuccess: async () => {
      await refresh()
      onClose()
      void toast(text('rights.consents.back.saved'))
    },
  })
  return (
    <FormDialog
      size={640}
      title={text('rights.consents.back.title', { agency: agency.name })}
      save={text('rights.consents.back.save')}
      busy={save.isPending}
      errors={useFormProblems(save.error, fields)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <p>{text('rights.consents.back.note', { agency: agency.name })}</p>
      <div className={styles.pair}>
        <Select
          id={fields.language}
          label={text('rights.consents.form.language')}
          data={TextLanguage.options.map((code) => ({
            value: code,
            label: format.language(code),
          }))}
          value={language}
          allowDeselect={false}
          onChange={(code) => setLanguage(TextLanguage.parse(code))}
        />
        <TextInput
          id={fields.on}
          type="date"
          label={text('rights.consents.form.on')}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </div>
      {shown && <TextView text={shown} />}
      <Radio.Group
        label={text('rights.consents.form.way')}
        value={way}
        onChange={(one) => setWay(ConsentWay.parse(one))}
      >
        {ConsentWay.options.map((one) => (
          <Radio key={one} mt={6} value={one} label={text(`rights.consents.form.way.${one}`)} />
        ))}
      </Radio.Group>
    </FormDialog>
  )
}
