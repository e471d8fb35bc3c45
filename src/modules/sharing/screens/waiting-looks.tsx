import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sayOfLook } from '../../../web/client.gen.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Entries, Entry, EntryHead, EntryNote, EntryWords } from '../../../web/parts/entries.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { WaitingLooks as Read } from '../protection-contract.ts'
import { LeftByAll } from './left-by-all.tsx'
import styles from './sharing.module.css'
import { waitingLooksQuery } from './sharing-queries.ts'

type Look = Read['looks'][number]

/** Looks at specially protected cases: mine that wait, and for a chair those that wait for their word. */
export function WaitingLooks() {
  const { data, error, refetch } = useQuery(waitingLooksQuery)
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!data) return null
  return (
    <>
      {data.left.length > 0 && <LeftByAll cases={data.left} />}
      {data.looks.length > 0 && <Looks read={data} />}
    </>
  )
}

function Looks({ read: data }: { read: Read }) {
  const text = useText()
  return (
    <Section
      title={text('sharing.waiting.title')}
      note={text(data.chair ? 'sharing.waiting.note-chair' : 'sharing.waiting.note')}
    >
      <Entries>
        {data.looks.map((look) => (
          <Waiting key={look.id} look={look} chair={data.chair} />
        ))}
      </Entries>
    </Section>
  )
}

function Waiting({ look, chair }: { look: Look; chair: boolean }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const say = useMutation({
    mutationFn: (agrees: boolean) => sayOfLook({ path: { id: look.id }, body: { agrees } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['waiting-looks'] }),
  })
  return (
    <Entry>
      <EntryHead>
        <AgencyBadge agency={look.agency} withName />
        <span>
          {text('sharing.look.line', {
            name: look.name,
            ref: look.ref,
            when: format.moment(look.askedAt),
          })}
        </span>
      </EntryHead>
      <EntryWords>{look.reason}</EntryWords>
      <EntryNote>{text('sharing.waiting.until', { when: format.moment(look.until) })}</EntryNote>
      {say.error && <Trouble error={say.error} what={text('sharing.waiting.not-said')} />}
      {chair && !look.mine && (
        <div className={styles.buttons}>
          <Button size="compact-sm" loading={say.isPending} onClick={() => say.mutate(true)}>
            {text('sharing.waiting.agree')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={say.isPending}
            onClick={() => say.mutate(false)}
          >
            {text('sharing.waiting.refuse')}
          </Button>
        </div>
      )}
    </Entry>
  )
}
