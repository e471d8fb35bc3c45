import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { beginEdition } from '../../../web/client.gen.ts'
import { useFirstPress } from '../../../web/idempotency.ts'
import { Chip } from '../../../web/parts/chip.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { EditionText } from '../edition-contract.ts'
import { Contact } from './edition/contact.tsx'
import { Duties, Retention } from './edition/duties.tsx'
import styles from './edition/edition.module.css'
import { editionQuery, useAct, useMayDo } from './edition/edition-api.ts'
import { Matrix } from './edition/matrix.tsx'
import { Opinions } from './edition/opinions.tsx'
import { PublicPages } from './edition/public-pages.tsx'
import { Signatures } from './edition/signatures.tsx'

/** One edition of an agreement: who is bound, who sees what on which law, how long, whom one asks. */
export function Edition() {
  const text = useText()
  const { id = '0' } = useParams({ strict: false })
  const edition = useQuery(editionQuery(Number(id)))
  if (!edition.data)
    return (
      <Page
        title={text('agreements.title')}
        crumbs={[{ to: '/agreements', label: text('agreements.title') }]}
      >
        {edition.error ? (
          <Trouble error={edition.error} onRetry={() => void edition.refetch()} />
        ) : (
          <Loading rows={8} />
        )}
      </Page>
    )
  return <Whole edition={edition.data} />
}

function Whole({ edition }: { edition: EditionText }) {
  const text = useText()
  const { agreement } = edition
  return (
    <Page
      title={agreement.title}
      beside={
        <>
          <Chip state="neutral">{text('editions.number', { edition: agreement.edition })}</Chip>
          <Chip state={agreement.state === 'in_force' ? 'settled' : 'neutral'}>
            {text(`agreements.state.${agreement.state}`)}
          </Chip>
        </>
      }
      note={<Validity edition={edition} />}
      crumbs={[{ to: '/agreements', label: text('agreements.title') }]}
      actions={<NextEdition edition={edition} />}
    >
      <Signatures edition={edition} />
      <Matrix edition={edition} />
      <Duties edition={edition} />
      <Retention edition={edition} />
      <Contact edition={edition} />
      <Opinions edition={edition} />
      <PublicPages edition={edition} />
      <Editions edition={edition} />
    </Page>
  )
}

function Validity({ edition: { agreement, reviewOn } }: { edition: EditionText }) {
  const text = useText()
  const format = useFormat()
  const { validFrom, validUntil, transitionUntil } = agreement
  return (
    <>
      {validUntil
        ? text('agreements.valid', { from: format.date(validFrom), until: format.date(validUntil) })
        : text('agreements.valid-open', { from: format.date(validFrom) })}{' '}
      {transitionUntil && `${text('editions.transition', { day: format.date(transitionUntil) })} `}
      {reviewOn && `${text('editions.review', { day: format.date(reviewOn) })} `}
      {text('agreements.fallback-is', { name: agreement.fallback.name })}{' '}
      {text('agreements.document-is', { document: agreement.document })}
    </>
  )
}

function NextEdition({ edition }: { edition: EditionText }) {
  const text = useText()
  const { steers } = useMayDo()
  const navigate = useNavigate()
  const { agreement, nextDraft, editions } = edition
  const firstPress = useFirstPress()
  const begin = useAct(async () => {
    const draft = await beginEdition({ path: { id: agreement.id } })
    await navigate({ href: `/start/agreements/${draft.id}` })
  }, text('editions.begun'))
  const latest = editions.at(-1)?.id === agreement.id
  if (!steers || !latest) return null
  return (
    <>
      <Button variant="default" loading={begin.isPending} onClick={() => firstPress(begin.mutate)}>
        {nextDraft === null ? text('editions.begin') : text('editions.go-on')}
      </Button>
      {begin.error && <Trouble error={begin.error} what={text('editions.not-begun')} />}
    </>
  )
}

function Editions({ edition: { agreement, editions } }: { edition: EditionText }) {
  const text = useText()
  const format = useFormat()
  if (editions.length < 2) return null
  return (
    <Section title={text('editions.all')} note={text('editions.all-note')}>
      <ul className="tc-list">
        {editions.map(({ id, edition, state, validFrom }) => (
          <li key={id} className={styles.line}>
            {id === agreement.id ? (
              <strong>{text('editions.number', { edition })}</strong>
            ) : (
              <Link to="/agreements/$id" params={{ id: String(id) }}>
                {text('editions.number', { edition })}
              </Link>
            )}{' '}
            <span className="tc-note">
              {text(`agreements.state.${state}`)}, {format.date(validFrom)}
            </span>{' '}
            {id !== agreement.id && (
              <Link
                to="/agreements/$id/compare/$other"
                params={{ id: String(agreement.id), other: String(id) }}
              >
                {text('editions.compare')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
