import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { findProvider, goToProvider } from '../client.gen.ts'
import { Trouble } from '../parts/trouble.tsx'
import { useText } from '../words.ts'
import styles from './outside.module.css'

/** By the typed work address, or by the invitation whose page this is. */
type By = { email: string } | { invitation: string }

/**
 * The way in through the provider of one's agency. Its button depends on the domain of the address
 * alone, so it says nothing about who has an account. The page that the reader wanted comes along and back.
 */
export function ProviderWay({ by, next }: { by: By; next?: string }) {
  const text = useText()
  const [settled] = useDebouncedValue(by, 300)
  const asks = 'invitation' in settled || /@[^@\s]+\.[^@\s]+$/.test(settled.email)
  const key = 'invitation' in settled ? settled.invitation : settled.email.split('@').at(-1)
  const found = useQuery({
    queryKey: ['provider', key],
    queryFn: ({ signal }) => findProvider({ body: settled }, { signal, quiet401: true }),
    enabled: asks,
    retry: false,
  })
  const going = useMutation({
    mutationFn: (provider: string) => {
      const invitation = 'invitation' in settled ? { invitation: settled.invitation } : {}
      return goToProvider(
        { body: { provider, ...invitation, ...wanted(next) } },
        { quiet401: true },
      )
    },
    onSuccess: ({ address }) => window.location.assign(address),
  })
  const provider = found.data?.provider
  if (!asks || !provider) return null
  return (
    <div className={styles.form}>
      <Button
        variant="light"
        loading={going.isPending || going.isSuccess}
        onClick={() => going.mutate(provider.id)}
      >
        {text('provider.go', { agency: provider.agency })}
      </Button>
      {going.error && <Trouble error={going.error} what={text('provider.not-gone')} />}
    </div>
  )
}

/** The page to come back to, as an address writes it; what is too long for a cookie is left behind. */
function wanted(next: string | undefined): { next?: string } {
  if (!next) return {}
  const { pathname, search, hash } = new URL(next, window.location.origin)
  const path = pathname + search + hash
  return path.length > 500 || path.startsWith('//') ? {} : { next: path }
}

/** Whether this window came back from a provider where somebody signed in has shown that it is still them. */
export const isProved = (): boolean =>
  new URLSearchParams(window.location.search).get('provider') === 'proved'

/** Why the way back from the provider ended here and not inside. */
export function ProviderRefusal() {
  const text = useText()
  // Read once, as the page began: afterwards the address may no longer say it.
  const [why] = useState(() => new URLSearchParams(window.location.search).get('provider'))
  if (why !== 'refused' && why !== 'unreachable' && why !== 'weak') return null
  return (
    <p className={styles.notice} role="alert">
      {text(`provider.back.${why}`)}
    </p>
  )
}
