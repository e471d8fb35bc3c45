import { useQuery } from '@tanstack/react-query'
import { listDemoAccounts } from '../client.gen.ts'
import { Section } from '../parts/section.tsx'
import { useText } from '../words.ts'
import styles from './outside.module.css'

/** The cast of the demo city; in a real city the server does not answer and nothing is shown. */
export function DemoAccounts({
  onChoose,
}: {
  onChoose: (account: { email: string; passphrase: string }) => void
}) {
  const text = useText()
  const { data } = useQuery({
    queryKey: ['demo-accounts'],
    queryFn: ({ signal }) => listDemoAccounts({ signal }),
    retry: false,
  })
  if (!data?.accounts?.length) return null
  return (
    <Section title={text('web.sign-in.demo')}>
      <p className={styles.note}>{text('web.sign-in.demo-note')}</p>
      <ul className={styles.accounts}>
        {data.accounts.map(({ email, passphrase, name, agency, functions }) => (
          <li key={email}>
            <button
              type="button"
              className={styles.account}
              onClick={() => onChoose({ email, passphrase })}
            >
              <span className={styles.who}>
                <span className={styles.name}>{name}</span>
                <span>
                  {agency}
                  {functions[0] && ` · ${text(`web.functions.${functions[0]}`)}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
