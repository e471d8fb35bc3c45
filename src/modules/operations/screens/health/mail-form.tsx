import { Button, PasswordInput, Radio, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../../web/api.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { ChangeMail, MailSettings } from '../../contract.ts'
import styles from './health.module.css'
import { MailTest } from './mail-test.tsx'
import { mailQuery, useRefreshSafety } from './safety-query.ts'

/** How mail leaves the city, and a test that says in plain words what the mail server answers. */
export function MailForm() {
  const mail = useQuery(mailQuery)
  if (mail.isPending) return <Loading rows={3} />
  if (mail.error) return <Trouble error={mail.error} onRetry={() => void mail.refetch()} />
  return <SettingsForm key={mail.data.version} settings={mail.data} />
}

const fieldIds = {
  host: 'mail-host',
  port: 'mail-port',
  security: 'mail-security',
  login: 'mail-login',
  password: 'mail-password',
  sender: 'mail-sender',
}

interface Draft {
  way: MailSettings['way']
  host: string
  port: string
  security: MailSettings['security']
  login: string
  password: string
  sender: string
}

const draftOf = (settings: MailSettings): Draft => ({
  ...{ way: settings.way, security: settings.security, password: '' },
  ...{ host: settings.host ?? '', port: String(settings.port ?? 587) },
  ...{ login: settings.login ?? '', sender: settings.sender ?? '' },
})

const changeOf = (draft: Draft): ChangeMail => ({
  ...{ way: draft.way, security: draft.security },
  host: draft.host.trim() || null,
  port: Number(draft.port) || null,
  login: draft.login.trim() || null,
  sender: draft.sender.trim() || null,
  ...(draft.password && { password: draft.password }),
})

function SettingsForm({ settings }: { settings: MailSettings }) {
  const text = useText()
  const refresh = useRefreshSafety()
  const [draft, setDraft] = useState(() => draftOf(settings))
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const save = useMutation({
    mutationFn: () =>
      api.put<MailSettings>('/mail', changeOf(draft), { ifMatch: settings.version }),
    onSuccess: async () => {
      void toast(text('operations.mail.saved'))
      await refresh()
    },
  })
  const errors = useFormProblems(save.error, fieldIds)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate autoComplete="off">
      <FormErrors errors={errors} title={text('operations.mail.not-saved')} />
      <Radio.Group
        label={text('operations.mail.way')}
        value={draft.way}
        onChange={(way) => set({ way: way as Draft['way'] })}
      >
        <div className={styles.choices}>
          <Radio value="file" label={text('operations.mail.way-file')} />
          <Radio value="smtp" label={text('operations.mail.way-smtp')} />
        </div>
      </Radio.Group>
      {draft.way === 'smtp' && (
        <Server draft={draft} set={set} errors={errors} kept={settings.hasPassword} />
      )}
      <div className={styles.acts}>
        <Button type="submit" variant="default" loading={save.isPending}>
          {text('operations.mail.save')}
        </Button>
        <MailTest />
      </div>
    </form>
  )
}

interface ServerProps {
  draft: Draft
  set: (change: Partial<Draft>) => void
  errors: readonly { field?: string; message: string }[]
  kept: boolean
}

function Server({ draft, set, errors, kept }: ServerProps) {
  const text = useText()
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const line = (name: 'host' | 'login' | 'sender' | 'port') => ({
    id: `mail-${name}`,
    label: text(`operations.mail.${name}`),
    value: draft[name],
    dir: 'ltr' as const,
    error: errorOf(`mail-${name}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  })
  return (
    <>
      <TextInput {...line('host')} description={text('operations.mail.host-note')} />
      <div className={styles.pair}>
        <TextInput {...line('port')} inputMode="numeric" />
        <Select
          id="mail-security"
          label={text('operations.mail.security')}
          allowDeselect={false}
          value={draft.security}
          error={errorOf('mail-security')}
          data={(['starttls', 'tls', 'none'] as const).map((value) => ({
            value,
            label: text(`operations.mail.security-${value}`),
          }))}
          onChange={(value) => value && set({ security: value as Draft['security'] })}
        />
      </div>
      <div className={styles.pair}>
        <TextInput {...line('login')} description={text('operations.mail.login-note')} />
        <PasswordInput
          id="mail-password"
          label={text('operations.mail.password')}
          description={kept ? text('operations.mail.password-kept') : undefined}
          autoComplete="new-password"
          value={draft.password}
          error={errorOf('mail-password')}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
      </div>
      <TextInput {...line('sender')} type="email" />
    </>
  )
}
