import { Button } from '@mantine/core'
import { useState } from 'react'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ItemDetail, SpecialProposal } from '../../contract.ts'
import styles from '../item.module.css'
import { Words } from '../item-words.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

// words: items.mode.
// words: items.ground.

/** Changes of sensitive words that wait or were refused: beside what stands, for the two who know of them. */
export function Proposals({ item }: { item: ItemDetail }) {
  const text = useText()
  if (item.proposals.length === 0) return null
  return (
    <Section title={text('items.proposal.title')} note={text('items.proposal.note')}>
      <ul className={styles.history}>
        {item.proposals.map((proposal) => (
          <Proposal key={proposal.id} item={item} proposal={proposal} />
        ))}
      </ul>
    </Section>
  )
}

type Opened = 'approve-change' | 'refuse-change' | 'drop-change'

function Proposal({ item, proposal }: { item: ItemDetail; proposal: SpecialProposal }) {
  const text = useText()
  const format = useFormat()
  const [opened, setOpened] = useState<Opened | null>(null)
  const { words, ground, necessity, mode, names, may, refusedAt, refusal, outdated } = proposal
  const acts: Opened[] = [
    ...(may.includes('decide') && !outdated ? (['approve-change'] as const) : []),
    ...(may.includes('decide') ? (['refuse-change'] as const) : []),
    ...(may.includes('drop') ? (['drop-change'] as const) : []),
  ]
  return (
    <li data-proposal={refusedAt ? 'refused' : 'open'}>
      <p className={styles.when}>
        {text('items.proposal.by', {
          name: words.writtenBy ?? '',
          date: format.moment(words.writtenAt),
        })}{' '}
        <Chip state={refusedAt ? 'declined' : 'offered'}>
          {refusedAt
            ? text('items.mark.refused')
            : text('items.proposal.waits', { name: proposal.approver })}
        </Chip>
      </p>
      <Words words={words} screenOnly />
      <dl className={styles.facts}>
        <Fact label={text('items.page.why-version')}>{words.reason}</Fact>
        <Fact label={text('items.special.ground')}>{text(`items.ground.${ground}`)}</Fact>
        <Fact label={text('items.special.necessity')}>{necessity}</Fact>
        <Fact label={text('items.write.audience')}>
          {text(`items.mode.${mode}`, { names: format.list(names) })}
        </Fact>
        <Fact label={text('items.write.review-by')}>{format.date(proposal.reviewBy)}</Fact>
        {refusal && <Fact label={text('items.proposal.refusal')}>{refusal}</Fact>}
      </dl>
      {outdated && !refusedAt && <p className={styles.why}>{text('items.proposal.outdated')}</p>}
      {acts.length > 0 && (
        <div className={styles.decide}>
          {acts.map((act) => (
            <Button
              key={act}
              variant={act === 'approve-change' ? 'filled' : 'default'}
              onClick={() => setOpened(act)}
            >
              {text(`items.act.${act}`)}
            </Button>
          ))}
        </div>
      )}
      {opened && (
        <ReasonDialog
          item={item}
          act={opened}
          proposal={proposal.id}
          onClose={() => setOpened(null)}
        />
      )}
    </li>
  )
}

function Fact({ label, children }: { label: string; children: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
