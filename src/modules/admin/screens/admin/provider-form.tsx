import { Button, PasswordInput, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProviderAnswer } from '../../../../platform/auth/provider-contract.ts'
import { setProvider, testProvider } from '../../../../web/client.gen.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { Agency } from '../../contract.ts'
import styles from './admin.module.css'

interface ProviderFormProps {
  agency: Agency
  answer: ProviderAnswer
  onClose: () => void
}

const fields = {
  issuer: 'provider-issuer',
  clientId: 'provider-client',
  secret: 'provider-secret',
  domains: 'provider-domains',
  acr: 'provider-acr',
  strong: 'provider-strong',
}

/** Names the provider of an agency, tries it, and switches it on and off. */
export function ProviderForm({ agency, answer, onClose }: ProviderFormProps) {
  const text = useText()
  const client = useQueryClient()
  const { provider, redirect } = answer
  const [issuer, setIssuer] = useState(provider?.issuer ?? '')
  const [clientId, setClientId] = useState(provider?.clientId ?? '')
  const [secret, setSecret] = useState('')
  const [domains, setDomains] = useState(provider?.domains.join(', ') ?? '')
  const [acr, setAcr] = useState(provider?.acr ?? '')
  const [strong, setStrong] = useState(provider?.strong.join(', ') ?? '')
  const [enabled, setEnabled] = useState(provider?.enabled ?? true)
  const save = useMutation({
    mutationFn: () =>
      setProvider(
        {
          path: { id: agency.id },
          body: {
            issuer: issuer.trim(),
            clientId: clientId.trim(),
            ...(secret && { secret }),
            domains: domains.split(/[\s,;]+/).filter(Boolean),
            ...(acr.trim() && { acr: acr.trim() }),
            strong: strong.split(/[\s,;]+/).filter(Boolean),
            enabled,
          },
        },
        { ifMatch: provider?.version ?? 0 },
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['provider-of', agency.id] })
      onClose()
      void toast(text('provider.saved'))
    },
  })
  const errors = useFormProblems(save.error, fields)
  const errorOf = (field: keyof typeof fields) =>
    errors.find((error) => error.field === fields[field])?.message
  return (
    <FormDialog
      title={text('provider.form', { agency: agency.name })}
      save={text('provider.save')}
      busy={save.isPending}
      errors={errors}
      errorsTitle={text('provider.not-saved')}
      size={620}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={text('provider.redirect')}
        description={text('provider.redirect-note')}
        value={redirect}
        readOnly
        dir="ltr"
        onFocus={(event) => event.currentTarget.select()}
      />
      <TextInput
        id={fields.issuer}
        dir="ltr"
        label={text('provider.issuer')}
        description={text('provider.issuer-note')}
        value={issuer}
        error={errorOf('issuer')}
        onChange={(event) => setIssuer(event.currentTarget.value)}
      />
      <Test agency={agency} issuer={issuer} />
      <TextInput
        id={fields.clientId}
        dir="ltr"
        label={text('provider.client')}
        value={clientId}
        error={errorOf('clientId')}
        onChange={(event) => setClientId(event.currentTarget.value)}
      />
      <PasswordInput
        id={fields.secret}
        autoComplete="off"
        label={text('provider.secret')}
        description={text(provider?.hasSecret ? 'provider.secret-kept' : 'provider.secret-note')}
        visibilityToggleButtonProps={{ 'aria-label': text('web.sign-in.show'), tabIndex: 0 }}
        value={secret}
        error={errorOf('secret')}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <TextInput
        id={fields.domains}
        dir="ltr"
        label={text('provider.domains')}
        description={text('provider.domains-note')}
        value={domains}
        error={errorOf('domains')}
        onChange={(event) => setDomains(event.currentTarget.value)}
      />
      <TextInput
        id={fields.acr}
        dir="ltr"
        label={text('provider.acr')}
        description={text('provider.acr-note')}
        value={acr}
        error={errorOf('acr')}
        onChange={(event) => setAcr(event.currentTarget.value)}
      />
      <TextInput
        id={fields.strong}
        dir="ltr"
        label={text('provider.strong')}
        description={text('provider.strong-note')}
        value={strong}
        error={errorOf('strong')}
        onChange={(event) => setStrong(event.currentTarget.value)}
      />
      <Switch
        label={text('provider.enabled')}
        description={text('provider.enabled-note')}
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
    </FormDialog>
  )
}

/** Asks the provider what a sign-in would ask, and says in words what is wrong with it. */
function Test({ agency, issuer }: { agency: Agency; issuer: string }) {
  const text = useText()
  const test = useMutation({
    mutationFn: () => testProvider({ path: { id: agency.id }, body: { issuer: issuer.trim() } }),
  })
  return (
    <div className={styles.form}>
      <div>
        <Button
          variant="default"
          disabled={issuer.trim().length < 8}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {text('provider.test')}
        </Button>
      </div>
      <p role="status" className={test.data?.problem ? styles.wrong : 'tc-note'}>
        {test.data && text(`provider.test.${test.data.problem ?? 'fine'}`)}
      </p>
      {test.error && <Trouble error={test.error} what={text('provider.not-tested')} />}
    </div>
  )
}
