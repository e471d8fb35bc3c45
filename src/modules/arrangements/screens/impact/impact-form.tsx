import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { changeImpact } from '../../../../web/client.gen.ts'
import { useFirstPress } from '../../../../web/idempotency.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { UnsavedGuard } from '../../../../web/parts/unsaved-guard.tsx'
import { useText } from '../../../../web/words.ts'
import type { ImpactContent, ImpactVersion } from '../../impact-contract.ts'
import { DangerFields } from './danger-fields.tsx'
import styles from './impact.module.css'
import { useImpactAct } from './impact-api.ts'

interface Props {
  version: ImpactVersion
  onDone: () => void
}

/** The whole text on one page; it can be kept unfinished at any time. */
export function ImpactForm({ version, onDone }: Props) {
  const text = useText()
  const { id } = version
  const [content, setContent] = useState(version.content)
  const [saved, setSaved] = useState(version.content)
  const firstPress = useFirstPress()
  const change = (part: Partial<ImpactContent>) => setContent({ ...content, ...part })
  const save = useImpactAct(
    () => changeImpact({ path: { id }, body: content }, { ifMatch: version.version }),
    text('impact.kept'),
    () => setSaved(content),
  )
  const errors = useFormProblems(save.error)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    firstPress(() => save.mutate())
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <UnsavedGuard when={content !== saved} />
      <FormErrors errors={errors} />
      <TextInput
        id="title"
        label={text('impact.parts.title')}
        description={text('impact.notes.title')}
        value={content.title}
        maxLength={200}
        error={errorOf('title')}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Words name="description" {...{ content, change, errorOf }} />
      <Words name="necessity" {...{ content, change, errorOf }} />
      <DangerFields {...{ content, change, errorOf }} />
      <Words name="measures" {...{ content, change, errorOf }} />
      <Views {...{ content, change, errorOf }} />
      <TextInput
        id="reviewOn"
        type="date"
        label={text('impact.parts.reviewOn')}
        description={text('impact.notes.reviewOn')}
        value={content.reviewOn ?? ''}
        error={errorOf('reviewOn')}
        onChange={(event) => change({ reviewOn: event.currentTarget.value || null })}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={save.isPending}>
          {text('impact.keep')}
        </Button>
        <Button variant="default" disabled={content !== saved} onClick={onDone}>
          {text('impact.read')}
        </Button>
      </div>
    </form>
  )
}

export interface FieldProps {
  content: ImpactContent
  change: (part: Partial<ImpactContent>) => void
  errorOf: (field: string) => string | undefined
}

function Words({
  name,
  content,
  change,
  errorOf,
}: FieldProps & { name: 'description' | 'necessity' | 'measures' }) {
  const text = useText()
  return (
    <Textarea
      id={name}
      label={text(`impact.parts.${name}`)}
      description={text(`impact.notes.${name}`)}
      value={content[name]}
      maxLength={8000}
      autosize
      minRows={3}
      maxRows={18}
      error={errorOf(name)}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
}

function Views({ content, change, errorOf }: FieldProps) {
  const text = useText()
  const { sought, views } = content
  return (
    <>
      <NativeSelect
        id="sought"
        label={text('impact.parts.views')}
        description={text('impact.sought.label')}
        value={sought ?? ''}
        data={[
          { value: '', label: text('impact.choose') },
          { value: 'asked', label: text('impact.sought.asked') },
          { value: 'not_asked', label: text('impact.sought.not_asked') },
        ]}
        onChange={(event) =>
          change({ sought: (event.currentTarget.value || null) as ImpactContent['sought'] })
        }
      />
      <Textarea
        id="views"
        label={text(`impact.views.${sought ?? 'asked'}`)}
        value={views}
        maxLength={4000}
        autosize
        minRows={2}
        error={errorOf('views')}
        onChange={(event) => change({ views: event.currentTarget.value })}
      />
    </>
  )
}
