import { PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type FormError, FormErrors } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import type { SetUpDraft } from './draft.ts'
import styles from './set-up.module.css'
import { StepButtons, type StepProps } from './steps.tsx'

const SHORTEST = 12
const RECOMMENDED = 15

/** Who looks after accounts and settings first; sees no case. */
export function AdministratorStep({
  draft,
  change,
  onNext,
  onBack,
  refused,
}: StepProps & { refused: FormError[] }) {
  const text = useText()
  const [wrong, setWrong] = useState<FormError[]>(refused)
  const errorOf = (field: string) => wrong.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = missingIn(draft, text)
    setWrong(found)
    if (found.length === 0) onNext()
  }
  const toggle = { 'aria-label': text('web.sign-in.show'), tabIndex: 0 }
  const length = [...draft.passphrase].length
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2 className={styles.heading}>{text('setup.administrator.title')}</h2>
      <p className={styles.note}>{text('setup.administrator.note')}</p>
      <FormErrors errors={wrong} />
      <TextInput
        id="name"
        name="name"
        autoComplete="name"
        label={text('setup.administrator.name')}
        value={draft.name}
        maxLength={120}
        error={errorOf('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        id="email"
        name="email"
        autoComplete="username"
        dir="ltr"
        spellCheck={false}
        label={text('setup.administrator.email')}
        description={text('setup.administrator.email-note')}
        value={draft.email}
        maxLength={200}
        error={errorOf('email')}
        onChange={(event) => change({ email: event.currentTarget.value })}
      />
      <PasswordInput
        id="passphrase"
        name="passphrase"
        autoComplete="new-password"
        label={text('setup.administrator.passphrase')}
        description={text('web.invitation.rules')}
        visibilityToggleButtonProps={toggle}
        value={draft.passphrase}
        error={errorOf('passphrase')}
        onChange={(event) => change({ passphrase: event.currentTarget.value })}
      />
      <p className={styles.note}>
        {text(length >= RECOMMENDED ? 'web.invitation.length-good' : 'web.invitation.length', {
          count: length,
        })}
      </p>
      <PasswordInput
        id="again"
        name="again"
        autoComplete="new-password"
        label={text('web.invitation.again')}
        visibilityToggleButtonProps={toggle}
        value={draft.again}
        error={errorOf('again')}
        onChange={(event) => change({ again: event.currentTarget.value })}
      />
      <p className={styles.advice}>{text('setup.administrator.second')}</p>
      <StepButtons onBack={onBack} next={text('setup.next')} />
    </form>
  )
}

function missingIn(draft: SetUpDraft, text: (id: string) => string): FormError[] {
  const { name, email, passphrase, again } = draft
  const found: FormError[] = []
  if (name.trim().length < 2) {
    found.push({ field: 'name', message: text('setup.administrator.name-missing') })
  }
  if (email.trim().length < 3 || /\s/.test(email.trim())) {
    found.push({ field: 'email', message: text('setup.administrator.email-missing') })
  }
  if ([...passphrase].length < SHORTEST) {
    found.push({ field: 'passphrase', message: text('web.invitation.too-short') })
  } else if (passphrase !== again) {
    found.push({ field: 'again', message: text('web.invitation.not-same') })
  }
  return found
}
