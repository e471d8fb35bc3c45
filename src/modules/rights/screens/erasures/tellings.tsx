import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { acknowledgeErasure } from '../../../../web/client.gen.ts'
import { AgencyBadge } from '../../../../web/parts/agency-badge.tsx'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ErasureTelling } from '../../erasure-contract.ts'
import styles from '../rights.module.css'
import { useRefreshErasures } from './erasure-queries.ts'

/** Cases that are gone and that the reader's agency had: it looks for copies of its own, and says so. */
export function Tellings({ tellings }: { tellings: readonly ErasureTelling[] }) {
  const text = useText()
  if (tellings.length === 0) return null
  return (
    <Section title={text('erasures.tellings')} note={text('erasures.tellings.note')}>
      {tellings.map((telling) => (
        <Telling key={telling.id} telling={telling} />
      ))}
    </Section>
  )
}

function Telling({ telling }: { telling: ErasureTelling }) {
  const text = useText()
  const format = useFormat()
  const refresh = useRefreshErasures()
  const { id, ref, from, ground, outside, toldAt, dueOn, acknowledgedAt, acknowledgedBy } = telling
  const acknowledge = useMutation({
    mutationFn: () => acknowledgeErasure({ path: { id } }),
    onSuccess: async () => {
      await refresh()
      void toast(text('erasures.tellings.done'))
    },
  })
  return (
    <article className={styles.entry}>
      <div className={styles.recipient}>
        <h3>{ref ?? text('erasures.kind.case')}</h3>
        <AgencyBadge agency={from} withName />
        <PlainState state={acknowledgedAt ? 'settled' : 'due'}>
          {acknowledgedAt
            ? text('erasures.tellings.acknowledged', {
                name: acknowledgedBy ?? '',
                date: format.moment(acknowledgedAt),
              })
            : text('erasures.tellings.due', { date: format.date(dueOn) })}
        </PlainState>
      </div>
      <p>{text(`erasures.ground.${ground}`)}</p>
      <p className="tc-note">{text('erasures.tellings.told', { date: format.moment(toldAt) })}</p>
      {outside > 0 && <p>{text('erasures.tellings.outside', { count: outside })}</p>}
      {acknowledge.error && <Trouble error={acknowledge.error} />}
      {!acknowledgedAt && (
        <Button
          mt={8}
          size="xs"
          variant="default"
          loading={acknowledge.isPending}
          onClick={() => acknowledge.mutate()}
          aria-label={text('erasures.tellings.acknowledge-label', { ref: ref ?? '' })}
        >
          {text('erasures.tellings.acknowledge')}
        </Button>
      )}
    </article>
  )
}
