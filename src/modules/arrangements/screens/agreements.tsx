import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { AgencyBadge } from '../../../web/parts/agency-badge.tsx'
import { Chip, PlainState } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useSession } from '../../../web/session.ts'
import { useFormat, useText } from '../../../web/words.ts'
import type { Agreement, AgreementDraft, AgreementParty } from '../draft-contract.ts'
import styles from './agreement/agreement.module.css'
import { agreementsQuery } from './agreement/agreement-api.ts'
import { SignatureForm } from './agreement/signature-form.tsx'
import { useMayDoImpact } from './impact/impact-api.ts'

/** Agreements between agencies: what is being written, who has signed, what is in force. */
export function Agreements() {
  const text = useText()
  const book = useQuery(agreementsQuery)
  const steers = useSteers()
  const { reads } = useMayDoImpact()
  return (
    <Page
      title={text('agreements.title')}
      note={text('agreements.note')}
      crumbs={steers ? [{ to: '/start', label: text('start.title') }] : []}
      actions={
        <>
          <Button variant="default" component={Link} {...{ to: '/agreements/bases' }}>
            {text('agreements.register')}
          </Button>
          {reads && (
            <Button variant="default" component={Link} {...{ to: '/agreements/impact' }}>
              {text('impact.title')}
            </Button>
          )}
          {steers && (
            <Button component={Link} {...{ to: '/start/agreements/new' }}>
              {text('agreements.write')}
            </Button>
          )}
        </>
      }
    >
      {book.isPending && <Loading rows={6} />}
      {book.error && <Trouble error={book.error} onRetry={() => void book.refetch()} />}
      {book.data && (
        <>
          <Drafts drafts={book.data.drafts} />
          {book.data.agreements.length === 0 && book.data.drafts.length === 0 && (
            <Empty next={text('agreements.none-next')}>{text('agreements.none')}</Empty>
          )}
          {book.data.agreements.map((agreement) => (
            <Settled key={agreement.id} agreement={agreement} steers={steers} />
          ))}
        </>
      )}
    </Page>
  )
}

function useSteers(): boolean {
  const functions = useSession()?.functions ?? []
  return functions.includes('administrator') || functions.includes('coordinator')
}

function Drafts({ drafts }: { drafts: readonly AgreementDraft[] }) {
  const text = useText()
  const format = useFormat()
  if (drafts.length === 0) return null
  return (
    <Section title={text('agreements.drafts')} note={text('agreements.drafts-note')}>
      <ul className="tc-list">
        {drafts.map(({ id, content, changedAt, changedBy }) => (
          <li key={id}>
            <Link to="/start/agreements/$id" params={{ id: String(id) }}>
              {content.title || text('agreements.untitled')}
            </Link>{' '}
            <span className="tc-note">
              {text('agreements.changed', {
                name: changedBy,
                day: format.dateOf(changedAt),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Settled({ agreement, steers }: { agreement: Agreement; steers: boolean }) {
  const text = useText()
  const format = useFormat()
  const [signing, setSigning] = useState<AgreementParty | null>(null)
  const signed = agreement.parties.filter(({ signedOn }) => signedOn).length
  const until = agreement.validUntil
  return (
    <Section
      title={`${agreement.title} (${agreement.reference})`}
      note={
        <>
          {text('editions.number', { edition: agreement.edition })}{' '}
          <Chip state={agreement.state === 'in_force' ? 'settled' : 'neutral'}>
            {text(`agreements.state.${agreement.state}`)}
          </Chip>
        </>
      }
      action={
        <Link to="/agreements/$id" params={{ id: String(agreement.id) }}>
          {text('editions.open')}
        </Link>
      }
    >
      <p className={styles.facts}>
        {until
          ? text('agreements.valid', {
              from: format.date(agreement.validFrom),
              until: format.date(until),
            })
          : text('agreements.valid-open', { from: format.date(agreement.validFrom) })}{' '}
        {agreement.transitionUntil &&
          `${text('editions.transition', { day: format.date(agreement.transitionUntil) })} `}
        {text('agreements.fallback-is', { name: agreement.fallback.name })}{' '}
        {text('agreements.document-is', { document: agreement.document })}{' '}
        {text('agreements.signed-count', { signed, count: agreement.parties.length })}
      </p>
      <Parties agreement={agreement} onSign={steers ? setSigning : undefined} />
      {signing && (
        <SignatureForm agreement={agreement} party={signing} onClose={() => setSigning(null)} />
      )}
    </Section>
  )
}

interface PartiesProps {
  agreement: Agreement
  onSign?: (party: AgreementParty) => void
}

function Parties({ agreement, onSign }: PartiesProps) {
  const text = useText()
  const format = useFormat()
  return (
    <DataTable
      caption={text('agreements.parties-of', { title: agreement.title })}
      head={['party', 'signature'].map((column) => (
        <th key={column} scope="col">
          {text(`agreements.columns.${column}`)}
        </th>
      ))}
    >
      {agreement.parties.map((party) => (
        <tr key={party.agency.id}>
          <th scope="row">
            <AgencyBadge agency={party.agency} withName />
          </th>
          <td data-label={text('agreements.columns.signature')}>
            {party.signedOn ? (
              <PlainState state="settled">
                {text('agreements.signed-by', {
                  name: party.signedBy ?? '',
                  day: format.date(party.signedOn),
                })}
              </PlainState>
            ) : (
              <span className={styles.sign}>
                <PlainState state="due">{text('agreements.not-signed')}</PlainState>
                {onSign && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={text('agreements.sign-for', { name: party.agency.name })}
                    onClick={() => onSign(party)}
                  >
                    {text('agreements.sign')}
                  </Button>
                )}
              </span>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
