import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { sayBreachTold } from '../../../../web/client.gen.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Entries, Entry, EntryHead, EntryNote } from '../../../../web/parts/entries.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Breach } from '../../breach-contract.ts'

/** The other agencies of the agreements in force: who was told when, and whom to ring. */
export function Tellings({ breach }: { breach: Breach }) {
  const text = useText()
  return (
    <Section title={text('breaches.tellings.title')} note={text('breaches.tellings.note')}>
      {breach.tellings.length === 0 && <Empty>{text('breaches.tellings.none')}</Empty>}
      <Entries>
        {breach.tellings.map((one) => (
          <Telling key={one.agency.id} breach={breach} telling={one} />
        ))}
      </Entries>
    </Section>
  )
}

function Telling({ breach, telling }: { breach: Breach; telling: Breach['tellings'][number] }) {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const { agency, toldAt, by, whom, phone, email } = telling
  const say = useMutation({
    mutationFn: () => sayBreachTold({ path: { id: breach.id }, body: { agencyId: agency.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['breaches'] })
      void toast(text('breaches.saved'))
    },
  })
  return (
    <Entry>
      <EntryHead>
        <AgencyBadge agency={agency} withName />
        <Chip state={toldAt ? 'settled' : 'due'}>
          {toldAt
            ? text('breaches.tellings.told', { when: format.moment(toldAt) })
            : text('breaches.tellings.waits')}
        </Chip>
      </EntryHead>
      {toldAt ? (
        <EntryNote>
          {whom.length > 0
            ? text('breaches.tellings.here', { names: format.list(whom) })
            : text('breaches.tellings.by-hand', { name: by ?? '' })}
        </EntryNote>
      ) : (
        <EntryNote>
          {text('breaches.tellings.reach', {
            ways: [phone, email].filter(Boolean).join(', ') || 'none',
          })}
        </EntryNote>
      )}
      {say.error && <Trouble error={say.error} />}
      {!toldAt && breach.mayChange && (
        <div data-no-print>
          <Button
            variant="default"
            size="compact-md"
            loading={say.isPending}
            onClick={() => say.mutate()}
          >
            {text('breaches.tellings.say', { agency: agency.name })}
          </Button>
        </div>
      )}
    </Entry>
  )
}
