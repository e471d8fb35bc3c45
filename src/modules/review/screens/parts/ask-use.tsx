import { Button, Radio } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type FormError, FormErrors } from '../../../../web/parts/form-errors.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import { type LogUse, logUses } from '../../contract.ts'
import styles from '../review.module.css'

const id = 'log-use'

/** What the log is read for: one of four answers, asked before it opens and written down with the reading. */
export function AskUse({ onUse }: { onUse: (use: LogUse) => void }) {
  const text = useText()
  const [use, setUse] = useState<LogUse | ''>('')
  const [missing, setMissing] = useState<FormError[]>([])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (use === '') setMissing([{ field: id, message: text('problems.log_use_missing') }])
    else onUse(use)
  }
  return (
    <Section title={text('review.use.title')}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormErrors errors={missing} />
        <Radio.Group
          id={id}
          label={text('review.use.label')}
          description={text('review.use.note')}
          error={missing[0]?.message}
          value={use}
          onChange={(value) => setUse(value as LogUse)}
        >
          {logUses.map((one) => (
            <Radio
              key={one}
              mt={10}
              value={one}
              label={text(`review.use.${one}`)}
              description={text(`review.use-note.${one}`)}
            />
          ))}
        </Radio.Group>
        <div>
          <Button type="submit">{text('review.use.open')}</Button>
        </div>
      </form>
    </Section>
  )
}
