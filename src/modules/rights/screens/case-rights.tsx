import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../../web/api.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { PersonSays } from '../../../web/parts/beside-item.tsx'
import { PlainState } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Contest, CaseRights as Read, RetentionRow } from '../contract.ts'
import { ContestForm, DecideForm, LongerForm, TellForm } from './items/item-forms.tsx'
import { NoticesTable } from './items/notices-table.tsx'
import { RetentionTable } from './items/retention-table.tsx'
import { caseRightsQuery } from './items/rights-queries.ts'
import styles from './rights.module.css'

type Item = Read['items'][number]
type Opened =
  | { contest: Item }
  | { decide: Contest }
  | { tell: Item }
  | { longer: RetentionRow }
  | null

/** Rights on one case: what the person contests, whom corrections reached, and what goes when. */
export function CaseRights() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const found = useQuery(caseRightsQuery(ref))
  const unseen = found.error instanceof ApiProblem && found.error.status === 404
  const read = found.data
  return (
    <Page
      title={text('rights.case.title', { ref })}
      crumbs={[
        { label: text('rights.consents.cases'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      note={text('rights.case.note')}
      actions={read && <PrintButton />}
    >
      {found.isPending && <Loading rows={8} />}
      {unseen && (
        <Empty link={<Link to="/cases">{text('rights.consents.unseen-link')}</Link>}>
          {text('rights.consents.unseen')}
        </Empty>
      )}
      {found.error && !unseen && !read && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {read && <Everything read={read} onOpen={setOpened} />}
      {read && (
        <p data-no-print>
          <Link to="/cases/$ref/regimes" params={{ ref }}>
            {text('rights.regimes.link')}
          </Link>
        </p>
      )}
      {read?.erases && (
        <p data-no-print>
          <Link to="/cases/$ref/erase" params={{ ref }}>
            {text('erasures.case.link')}
          </Link>
        </p>
      )}
      {read && opened && 'contest' in opened && (
        <ContestForm read={read} item={opened.contest} onClose={close} />
      )}
      {read && opened && 'tell' in opened && (
        <TellForm read={read} item={opened.tell} onClose={close} />
      )}
      {opened && 'decide' in opened && <DecideForm contest={opened.decide} onClose={close} />}
      {opened && 'longer' in opened && <LongerForm row={opened.longer} onClose={close} />}
    </Page>
  )
}

interface PartProps {
  read: Read
  onOpen: (opened: Opened) => void
}

function Everything({ read, onOpen }: PartProps) {
  const text = useText()
  const open = read.contests.filter(({ state }) => state === 'open').length
  const waiting = read.notices.filter(({ acknowledgedAt }) => acknowledgedAt === null).length
  return (
    <>
      <Sentence>{text('rights.case.sentence', { open, waiting })}</Sentence>
      <Section title={text('rights.items.title')}>
        {read.items.length === 0 && <Empty>{text('rights.items.none')}</Empty>}
        {read.items.map((item) => (
          <ItemEntry key={item.id} read={read} item={item} onOpen={onOpen} />
        ))}
      </Section>
      <Section title={text('rights.notices.title')}>
        {read.notices.length === 0 ? (
          <Empty>{text('rights.notices.none')}</Empty>
        ) : (
          <NoticesTable
            notices={read.notices}
            today={read.today}
            readable={read.items.map(({ id }) => id)}
          />
        )}
      </Section>
      <Section title={text('rights.retention.title')}>
        {read.retention.length === 0 ? (
          <Empty next={text('rights.retention.none-next')}>{text('rights.retention.none')}</Empty>
        ) : (
          <RetentionTable
            rows={read.retention}
            {...(read.acts && { onLonger: (longer: RetentionRow) => onOpen({ longer }) })}
          />
        )}
        <Gone read={read} />
      </Section>
    </>
  )
}

function ItemEntry({ read, item, onOpen }: PartProps & { item: Item }) {
  const text = useText()
  const format = useFormat()
  const contests = read.contests.filter((one) => one.item === item.id)
  const mayContest = read.acts && !contests.some(({ state }) => state === 'open')
  return (
    <article className={styles.entry}>
      <div className={styles.recipient}>
        <h3>
          <Link to="/cases/$ref/items/$id" params={{ ref: read.ref, id: item.id }}>
            {text(`agreements.categories.${item.category}`)}
          </Link>
        </h3>
        <AgencyBadge agency={item.owner} withName />
        <PlainState state={item.state === 'current' ? 'neutral' : 'due'}>
          {text(`rights.items.state.${item.state}`)}
        </PlainState>
        <span className="tc-note">
          {text('rights.items.as-of', { date: format.date(item.asOf) })}
        </span>
        {mayContest && (
          <Button
            size="xs"
            variant="default"
            onClick={() => onOpen({ contest: item })}
            aria-label={text('rights.items.contest-label', {
              category: text(`agreements.categories.${item.category}`),
              agency: item.owner.name,
            })}
          >
            {text('rights.items.contest')}
          </Button>
        )}
        {item.state === 'restricted' && item.mine && read.acts && (
          <Told caseRef={read.ref} item={item} onTell={() => onOpen({ tell: item })} />
        )}
      </div>
      {contests.map((contest) => (
        <ContestEntry
          key={contest.id}
          contest={contest}
          onDecide={item.mine && read.acts ? () => onOpen({ decide: contest }) : null}
        />
      ))}
    </article>
  )
}

function Told({ caseRef, item, onTell }: { caseRef: string; item: Item; onTell: () => void }) {
  const text = useText()
  return item.told ? (
    <span className="tc-note">
      {text('rights.tell.done')}{' '}
      <Link to="/cases/$ref/items/$id" params={{ ref: caseRef, id: item.id }}>
        {text('rights.tell.lift')}
      </Link>
    </span>
  ) : (
    <Button size="xs" variant="default" onClick={onTell}>
      {text('rights.tell.title')}
    </Button>
  )
}

function ContestEntry({ contest, onDecide }: { contest: Contest; onDecide: (() => void) | null }) {
  const text = useText()
  return (
    <>
      <PersonSays contest={contest} />
      {contest.state === 'open' && onDecide && (
        <Button size="xs" onClick={onDecide}>
          {text('rights.decide.title')}
        </Button>
      )}
    </>
  )
}

function Gone({ read }: { read: Read }) {
  const text = useText()
  const format = useFormat()
  return (
    <ul className={styles.recipients}>
      {read.gone.map(({ what, category, on }) => (
        <li key={`${what}${category}${on}`} className="tc-note">
          {text(`rights.retention.gone.${what}`, {
            category: text(`agreements.categories.${category}`),
            date: format.date(on),
          })}
        </li>
      ))}
    </ul>
  )
}
