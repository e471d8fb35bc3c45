import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmSystemKey, endSystemKey } from '../../../../web/client.gen.ts'
import { useFirstPress } from '../../../../web/idempotency.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Entry, EntryHead, EntryNote, EntryWords } from '../../../../web/parts/entries.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { SystemKey, SystemKeyMade } from '../../contract.ts'
import { scopeNames } from '../../vocabulary.ts'
import styles from './systems.module.css'

interface KeyRowProps {
  of: SystemKey
  onMade: (made: SystemKeyMade) => void
}

/** One key: whose, what it may, until when, by whom, what it read lately, and what may be done about it. */
export function KeyRow({ of, onMade }: KeyRowProps) {
  const text = useText()
  const format = useFormat()
  const { label, state } = of
  const until = format.date(of.validUntil)
  return (
    <Entry>
      <EntryHead>
        <span>{text('systems.line', { label, agency: of.agency.name })}</span>
        <Chip state={state === 'open' ? 'settled' : state === 'waits' ? 'due' : 'neutral'}>
          {text(`systems.state.${state}`, { until })}
        </Chip>
      </EntryHead>
      <EntryWords>
        {text('systems.desk', {
          desk: of.desk,
          purpose: text(`sharing.purpose.${of.purpose}`),
        })}
      </EntryWords>
      <ul className={styles.scopes}>
        {scopeNames
          .filter((one) => of.scopes.includes(one))
          .map((scope) => (
            <li key={scope}>{text(`systems.scope.${scope}`)}</li>
          ))}
      </ul>
      <Facts of={of} />
      <Acts of={of} onMade={onMade} />
    </Entry>
  )
}

function Facts({ of }: { of: SystemKey }) {
  const text = useText()
  const format = useFormat()
  const addresses = format.list(of.addresses)
  return (
    <EntryNote>
      {of.addresses.length > 0 ? text('systems.from', { addresses }) : text('systems.anywhere')}{' '}
      {of.lastUsedOn
        ? text('systems.used', {
            date: format.date(of.lastUsedOn),
            cases: of.openedLately,
            lists: of.listsLately,
          })
        : text('systems.unused')}{' '}
      {text('systems.by', {
        first: of.askedBy,
        date: format.date(of.askedOn),
        second: of.confirmedBy ?? 'none',
      })}{' '}
      {of.endedBy && text('systems.ended-by', { name: of.endedBy })}
    </EntryNote>
  )
}

function Acts({ of, onMade }: KeyRowProps) {
  const text = useText()
  const client = useQueryClient()
  const firstPress = useFirstPress()
  const [ending, setEnding] = useState(false)
  const { id, label, may } = of
  const over = of.state === 'waits' ? 'refuse' : 'end'
  const again = () => client.invalidateQueries({ queryKey: ['system-keys'] })
  const agree = useMutation({
    mutationFn: () => confirmSystemKey({ path: { id } }),
    onSuccess: async (made) => {
      onMade(made)
      await again()
    },
  })
  const end = useMutation({
    mutationFn: () => endSystemKey({ path: { id } }),
    onSuccess: async () => {
      setEnding(false)
      await again()
      void toast(text(`systems.${over}-done`))
    },
  })
  return (
    <>
      {agree.error && <Trouble error={agree.error} />}
      {may.includes('confirm') && (
        <div className={styles.act}>
          <EntryWords>{text('systems.agree-note')}</EntryWords>
          <Button loading={agree.isPending} onClick={() => firstPress(agree.mutate)}>
            {text('systems.agree', { label })}
          </Button>
        </div>
      )}
      {may.includes('end') && (
        <div>
          <Button variant="default" onClick={() => setEnding(true)}>
            {text(`systems.${over}`, { label })}
          </Button>
        </div>
      )}
      <ConfirmDialog
        opened={ending}
        title={text(`systems.${over}`, { label })}
        confirm={text(`systems.${over}`, { label })}
        busy={end.isPending}
        onConfirm={() => end.mutate()}
        onCancel={() => setEnding(false)}
      >
        <p>{text(`systems.${over}-note`)}</p>
        {end.error && <Trouble error={end.error} />}
      </ConfirmDialog>
    </>
  )
}
