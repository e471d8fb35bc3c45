import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { CaseLink } from '../../../../web/parts/case-link.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Proposal } from '../../contract.ts'
import { ApplyProposal } from './apply-proposal.tsx'
import styles from './deliveries.module.css'
import { ExplainAnswer } from './explain-answer.tsx'

/** What lists say of cases: each question with its answers. A list never changes a case by itself. */
export function ListProposals({ proposals }: { proposals: readonly Proposal[] }) {
  const text = useText()
  return (
    <Section
      title={text('deliveries.proposals.title')}
      note={text('deliveries.proposals.count', { count: proposals.length })}
    >
      <p className={styles.explain}>{text('deliveries.proposals.why')}</p>
      <ul className={styles.questions}>
        {proposals.map((proposal) => (
          <Question key={proposal.id} proposal={proposal} />
        ))}
      </ul>
    </Section>
  )
}

function Question({ proposal }: { proposal: Proposal }) {
  const text = useText()
  const [open, setOpen] = useState<'apply' | 'explain' | null>(null)
  const { ref, person, kind, mine, elsewhere } = proposal
  return (
    <li>
      <p>
        <CaseLink caseRef={ref} person={person} />
      </p>
      <p className={styles.asks}>{useSentence(proposal)}</p>
      {elsewhere.map(({ notice, prison }) => (
        <p key={notice}>
          <Link to="/notices/$id" params={{ id: notice }}>
            {text('deliveries.proposals.elsewhere', { prison: prison.name })}
          </Link>
        </p>
      ))}
      {mine && (
        <div className={styles.answers}>
          {kind === 'date' && (
            <Button size="compact-sm" variant="light" onClick={() => setOpen('apply')}>
              {text('deliveries.proposals.apply')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => setOpen('explain')}>
            {text(kind === 'date' ? 'deliveries.proposals.decline' : 'deliveries.proposals.note')}
          </Button>
        </div>
      )}
      {open === 'apply' && <ApplyProposal proposal={proposal} onClose={() => setOpen(null)} />}
      {open === 'explain' && <ExplainAnswer proposal={proposal} onClose={() => setOpen(null)} />}
    </li>
  )
}

function useSentence({ kind, prison, announced, inCase, listedOn }: Proposal): string {
  const text = useText()
  const format = useFormat()
  const say = (on: string | null | undefined) =>
    on ? format.date(on) : text('deliveries.proposals.no-date')
  return text(`deliveries.proposals.says.${kind}`, {
    prison: prison.name,
    listed: say(announced?.on),
    kept: say(inCase.on),
    list: format.date(listedOn),
  })
}
