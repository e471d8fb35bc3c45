import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../../web/api.ts'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { PlainState } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { Consent, Consents as Read } from '../consent-contract.ts'
import { BackForm } from './consents/back-form.tsx'
import { consentsQuery } from './consents/consent-queries.ts'
import { SayConsent } from './consents/say-consent.tsx'
import { TextView } from './consents/text-view.tsx'
import styles from './rights.module.css'

type Recipient = Consent['recipients'][number]
type Opened = 'say' | { consent: Consent; recipient: Recipient }

/** What the person agreed to, for which agency, in which words; and the way to take it back. */
export function Consents() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const [opened, setOpened] = useState<Opened | null>(null)
  const found = useQuery(consentsQuery(ref))
  const unseen = found.error instanceof ApiProblem && found.error.status === 404
  const read = found.data
  return (
    <Page
      title={text('rights.consents.title', { ref })}
      crumbs={[
        { label: text('rights.consents.cases'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
      note={text('rights.consents.note')}
      actions={
        read &&
        read.lanes.length > 0 && (
          <Button onClick={() => setOpened('say')}>{text('rights.consents.write')}</Button>
        )
      }
    >
      {found.isPending && <Loading rows={6} />}
      {unseen && (
        <Empty link={<Link to="/cases">{text('rights.consents.unseen-link')}</Link>}>
          {text('rights.consents.unseen')}
        </Empty>
      )}
      {found.error && !unseen && !read && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {read?.enforces && <Sentence>{text('rights.consents.enforces')}</Sentence>}
      {read && !read.enforces && (
        <Said read={read} onBack={(consent, recipient) => setOpened({ consent, recipient })} />
      )}
      {read && opened === 'say' && <SayConsent read={read} onClose={() => setOpened(null)} />}
      {read && opened !== null && opened !== 'say' && (
        <BackForm read={read} {...opened} onClose={() => setOpened(null)} />
      )}
    </Page>
  )
}

interface SaidProps {
  read: Read
  onBack: (consent: Consent, recipient: Recipient) => void
}

function Said({ read, onBack }: SaidProps) {
  const text = useText()
  return (
    <Section title={text('rights.consents.list')}>
      {read.consents.length === 0 && (
        <Empty next={text('rights.consents.none-next')}>{text('rights.consents.none')}</Empty>
      )}
      {read.consents.map((consent) => (
        <Entry key={consent.id} consent={consent} onBack={(one) => onBack(consent, one)} />
      ))}
    </Section>
  )
}

function Entry({ consent, onBack }: { consent: Consent; onBack: (one: Recipient) => void }) {
  const text = useText()
  const format = useFormat()
  const { domain, answer, way, on, language, spoken, explainedBy, capacity } = consent
  return (
    <article className={styles.entry}>
      <h3>{text(`domains.${domain}`)}</h3>
      <PlainState state={answer === 'given' ? 'settled' : 'neutral'}>
        {text(`rights.consents.answer.${answer}`)}
      </PlainState>
      <p className="tc-note">
        {text('rights.consents.how', {
          way,
          date: format.date(on),
          language: format.language(language),
          name: explainedBy,
          capacity,
        })}
        {spoken && ` ${text('rights.consents.spoken', { language: format.language(spoken) })}`}
        {consent.witness && ` ${text('rights.consents.witness', { name: consent.witness })}`}{' '}
        {text('rights.consents.recorded', { name: consent.recordedBy })}
      </p>
      <ul className={styles.recipients}>
        {consent.recipients.map((one) => (
          <li key={one.agency.id} className={styles.recipient}>
            <AgencyBadge agency={one.agency} withName />
            {one.withdrawn ? (
              <PlainState state="neutral">
                {text('rights.consents.withdrawn', { date: format.date(one.withdrawn.on) })}
              </PlainState>
            ) : (
              answer === 'given' && (
                <>
                  <PlainState state="settled">{text('rights.consents.holds')}</PlainState>
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => onBack(one)}
                    aria-label={text('rights.consents.withdraw-label', { agency: one.agency.name })}
                  >
                    {text('rights.consents.withdraw')}
                  </Button>
                </>
              )
            )}
          </li>
        ))}
      </ul>
      <Texts consent={consent} />
    </article>
  )
}

/** What was shown when the person agreed, and what was shown when they took it back. */
function Texts({ consent }: { consent: Consent }) {
  const text = useText()
  const back = consent.recipients.flatMap(({ withdrawn }) => (withdrawn ? [withdrawn.text] : []))
  const shown = [
    { title: text('rights.consents.text'), texts: [consent.text] },
    { title: text('rights.consents.text-back'), texts: back },
  ]
  return shown
    .filter(({ texts }) => texts.length > 0)
    .map(({ title, texts }) => (
      <details key={title}>
        <summary>{title}</summary>
        {texts.map(({ shown: one, reader }) => (
          <div key={one.paragraphs.join()} className={styles.texts}>
            <TextView text={one} />
            {reader && <TextView text={reader} />}
          </div>
        ))}
      </details>
    ))
}
