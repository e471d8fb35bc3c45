import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import styles from '../review.module.css'

const whole = /^[A-Z]{1,4}-\d{1,9}$/

/** The way to the log of one case, by its reference: an officer has no list of cases. */
export function OpenLog() {
  const text = useText()
  const navigate = useNavigate()
  const [ref, setRef] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const asked = ref.trim().toUpperCase()
    setWrong(!whole.test(asked))
    if (whole.test(asked)) void navigate({ to: '/cases/$ref/log', params: { ref: asked } })
  }
  return (
    <Section title={text('review.open.title')}>
      <form className={styles.filters} onSubmit={submit} noValidate>
        <TextInput
          id="open-log"
          label={text('review.open.ref')}
          value={ref}
          error={wrong && text('review.open.wrong')}
          onChange={(event) => setRef(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {text('review.open.open')}
        </Button>
      </form>
    </Section>
  )
}
