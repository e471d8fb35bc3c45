import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeBreach } from '../../../../web/client.gen.ts'
import { EntryNote } from '../../../../web/parts/entries.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Breach, BreachAccount } from '../../breach-contract.ts'
import styles from '../review.module.css'
import { AccountForm } from './account-form.tsx'
import { kindsOf } from './clock.tsx'

type Said = Breach['accounts'][number]

/** What is known now, and what was said of it before. */
export function Accounts({ breach }: { breach: Breach }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const [changing, setChanging] = useState(false)
  const [newest, ...earlier] = breach.accounts
  if (!newest) return null
  const save = async (account: BreachAccount) => {
    await changeBreach({ path: { id: breach.id }, body: account }, { ifMatch: newest.version })
    setChanging(false)
    await client.invalidateQueries({ queryKey: ['breaches'] })
    void toast(text('breaches.saved'))
  }
  return (
    <Section title={text('breaches.account.title')}>
      <div className={styles.block}>
        <AccountWords account={newest} />
        <EntryNote>
          {text('breaches.entered', { name: newest.by, when: format.moment(newest.at) })}
        </EntryNote>
        {earlier.length > 0 && (
          <details>
            <summary>{text('breaches.account.earlier', { count: earlier.length })}</summary>
            {earlier.map((one) => (
              <div key={one.version} className={styles.block}>
                <EntryNote>
                  {text('breaches.entered', { name: one.by, when: format.moment(one.at) })}
                </EntryNote>
                <AccountWords account={one} />
              </div>
            ))}
          </details>
        )}
        {breach.mayChange && changing && (
          <AccountForm
            account={newest}
            send={text('breaches.account.save')}
            save={save}
            onLeave={() => setChanging(false)}
          />
        )}
        {breach.mayChange && !changing && (
          <div data-no-print>
            <Button variant="default" onClick={() => setChanging(true)}>
              {text('breaches.account.change')}
            </Button>
          </div>
        )}
      </div>
    </Section>
  )
}

/** One account in the order of the law; what is not known yet says so. */
function AccountWords({ account }: { account: Said }) {
  const text = useText()
  const format = useFormat()
  return (
    <dl className={styles.said}>
      <div>
        <dt>{text('breaches.field.awareAt')}</dt>
        <dd>{format.longMoment(account.awareAt)}</dd>
      </div>
      <div>
        <dt>{text('breaches.field.kinds')}</dt>
        <dd>{kindsOf(account.kinds, text, format.list)}</dd>
      </div>
      {(['what', 'found', 'consequences', 'measures'] as const).map((field) => (
        <div key={field}>
          <dt>{text(`breaches.field.${field}`)}</dt>
          <dd>{account[field] ?? text('breaches.not-yet')}</dd>
        </div>
      ))}
    </dl>
  )
}
