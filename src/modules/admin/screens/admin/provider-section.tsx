import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readProvider } from '../../../../web/client.gen.ts'
import { Chip } from '../../../../web/parts/chip.tsx'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Loading } from '../../../../web/parts/loading.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { Agency } from '../../contract.ts'
import styles from './admin.module.css'
import { ProviderForm } from './provider-form.tsx'

/** Where the people of an agency sign in: here, or at the provider of their agency too. */
export function ProviderSection({ agency }: { agency: Agency }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const found = useQuery({
    queryKey: ['provider-of', agency.id],
    queryFn: ({ signal }) => readProvider({ path: { id: agency.id } }, { signal }),
  })
  const provider = found.data?.provider
  return (
    <Section
      title={text('provider.title')}
      note={text('provider.note')}
      action={
        found.data && (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
            {text(provider ? 'provider.change' : 'provider.name')}
          </Button>
        )
      }
    >
      {found.isPending && <Loading rows={2} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && !provider && <Empty>{text('provider.none')}</Empty>}
      {provider && (
        <dl className={styles.facts}>
          <div>
            <dt>{text('provider.issuer')}</dt>
            <dd>
              <bdi>{provider.issuer}</bdi>{' '}
              <Chip state={provider.enabled ? 'settled' : 'neutral'}>
                {text(provider.enabled ? 'provider.on' : 'provider.off')}
              </Chip>
            </dd>
          </div>
          <div>
            <dt>{text('provider.domains')}</dt>
            <dd>
              <bdi>{provider.domains.join(', ')}</bdi>
            </dd>
          </div>
          <div>
            <dt>{text('provider.strong')}</dt>
            <dd>
              {provider.strong.length > 0 ? (
                <bdi>{provider.strong.join(', ')}</bdi>
              ) : (
                text('provider.strong-none')
              )}
            </dd>
          </div>
          <div>
            <dt>{text('provider.bound')}</dt>
            <dd>{text('provider.bound-count', { count: provider.bound })}</dd>
          </div>
        </dl>
      )}
      {open && found.data && (
        <ProviderForm agency={agency} answer={found.data} onClose={() => setOpen(false)} />
      )}
    </Section>
  )
}
