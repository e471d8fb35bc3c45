import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { MailTested } from '../../contract.ts'
import styles from './health.module.css'
import { useRefreshSafety } from './safety-query.ts'

/** Sends a mail to oneself and says what became of it. */
export function MailTest() {
  const text = useText()
  const refresh = useRefreshSafety()
  const test = useMutation({
    mutationFn: () => api.post<MailTested>('/mail/test'),
    onSuccess: refresh,
  })
  return (
    <>
      <Button onClick={() => test.mutate()} loading={test.isPending}>
        {text('operations.mail.test')}
      </Button>
      <div className={styles.answer} role="status">
        {test.data && <Answer tested={test.data} />}
      </div>
      {test.error && <Trouble error={test.error} what={text('operations.mail.not-tested')} />}
    </>
  )
}

function Answer({ tested }: { tested: MailTested }) {
  const text = useText()
  const { outcome, problem, address } = tested
  if (outcome !== 'later') return <p>{text(`operations.mail.tested-${outcome}`, { address })}</p>
  const name = `mail-problem-${problem}`
  return (
    <>
      <p>
        <strong>{text('operations.mail.not-tested')}</strong>{' '}
        {text(`operations.says.${name}`, { hours: 0, waiting: 0 })}
      </p>
      <p>{text(`operations.do.${name}`)}</p>
    </>
  )
}
