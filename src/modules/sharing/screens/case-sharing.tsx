import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Empty } from '../../../web/parts/empty.tsx'
import { Entries } from '../../../web/parts/entries.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { Sharing } from '../share-contract.ts'
import { DisclosureEntry } from './case/disclosure-entry.tsx'
import { ShareEntry } from './case/share-entry.tsx'
import { isUnseen, UnseenCase } from './case/unseen.tsx'
import styles from './sharing.module.css'
import { sharingQuery } from './sharing-queries.ts'

/** What was shared of a case beyond the table, until when; and what shall leave the table. */
export function CaseSharing() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const found = useQuery(sharingQuery(ref))
  if (isUnseen(found.error)) return <UnseenCase />
  const sharing = found.data
  return (
    <Page
      title={text('sharing.shares.title', { ref })}
      note={text('sharing.shares.note')}
      crumbs={[
        { label: text('timeline.case.crumb'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      actions={
        sharing?.mayShare && (
          <>
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/cases/$ref/disclose" params={{ ref }} {...props} />}
            >
              {text('sharing.out.new')}
            </Button>
            <Button
              renderRoot={(props) => <Link to="/cases/$ref/share" params={{ ref }} {...props} />}
            >
              {text('sharing.shares.new')}
            </Button>
          </>
        )
      }
    >
      {found.isPending && <Loading rows={6} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {sharing && <Lists sharing={sharing} />}
      <p className={styles.links}>
        <Link to="/cases/$ref/received" params={{ ref }}>
          {text('sharing.received.link')}
        </Link>
        <Link to="/cases/$ref/who" params={{ ref }}>
          {text('sharing.who.link')}
        </Link>
      </p>
    </Page>
  )
}

function Lists({ sharing }: { sharing: Sharing }) {
  const text = useText()
  const { shares, disclosures } = sharing
  const inForce = shares.filter(({ until }) => until !== null)
  const past = shares.filter(({ until }) => until === null)
  const waiting = disclosures.filter(({ state }) => state === 'asked').length
  return (
    <>
      <Sentence>{text('sharing.shares.sentence', { shares: inForce.length, waiting })}</Sentence>
      <Section title={text('sharing.shares.in-force')}>
        {inForce.length === 0 && (
          <Empty next={text('sharing.shares.none-next')}>{text('sharing.shares.none')}</Empty>
        )}
        <Entries>
          {inForce.map((share) => (
            <ShareEntry key={share.id} caseRef={sharing.ref} share={share} may={sharing.mayShare} />
          ))}
        </Entries>
      </Section>
      <Section title={text('sharing.out.title')} note={text('sharing.out.note')}>
        {disclosures.length === 0 && <Empty>{text('sharing.out.none')}</Empty>}
        <Entries>
          {disclosures.map((one) => (
            <DisclosureEntry key={one.id} sharing={sharing} disclosure={one} />
          ))}
        </Entries>
      </Section>
      {past.length > 0 && (
        <Section title={text('sharing.shares.past')}>
          <Entries>
            {past.map((share) => (
              <ShareEntry key={share.id} caseRef={sharing.ref} share={share} may={false} />
            ))}
          </Entries>
        </Section>
      )}
    </>
  )
}
