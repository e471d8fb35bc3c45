import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { readProofWays, readSession, readWays } from '../client.gen.ts'
import { Loading } from '../parts/loading.tsx'
import { Page } from '../parts/page.tsx'
import { ProofDialog } from '../parts/proof-dialog.tsx'
import { Sentence } from '../parts/section.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { WaysToProve } from '../parts/ways-to-prove.tsx'
import { beginSession, type Session, signOut } from '../session.ts'
import { useText } from '../words.ts'
import { MyCodes } from './my-codes.tsx'
import { MyPasskeys } from './my-passkeys.tsx'
import { type Ways, waysKey } from './my-ways.ts'
import styles from './outside.module.css'
import { Outside } from './outside.tsx'

/**
 * Where somebody is led who has shown one thing, in a city that asks for two factors: show what you have, or add
 * it. The database lets this session do nothing else.
 */
export function SecondFactor() {
  const text = useText()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: waysKey,
    queryFn: ({ signal }) => readWays({ signal }),
  })
  return (
    <Outside>
      <Page
        title={text('signin.second.title')}
        note={data?.owed === 'nothing' ? undefined : text('signin.second.note')}
      >
        {isPending && <Loading />}
        {error && <Trouble error={error} onRetry={() => void refetch()} />}
        {data?.owed === 'show' && <Show onShown={() => void refetch()} />}
        {data?.owed === 'nothing' && <GoOn />}
        {data && data.owed !== 'show' && <Add ways={data} />}
        {!isPending && <Leave />}
      </Page>
      <ProofDialog />
    </Outside>
  )
}

/** Whoever has a passkey or codes shows that: nobody adds a key of their own with a passphrase alone. */
function Show({ onShown }: { onShown: () => void }) {
  const text = useText()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['proof-ways'],
    queryFn: ({ signal }) => readProofWays({ signal }),
    gcTime: 0,
  })
  return (
    <div className={styles.form}>
      <p>{text('signin.second.show')}</p>
      {isPending && <Loading rows={2} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && <WaysToProve ways={data} onProved={onShown} />}
      <p className={styles.note}>{text('signin.second.lost')}</p>
    </div>
  )
}

function Add({ ways }: { ways: Ways }) {
  const text = useText()
  return (
    <>
      {ways.owed === 'add' && <Sentence>{text('signin.second.add')}</Sentence>}
      <MyPasskeys ways={ways} />
      {(ways.codesAllowed || ways.codesSince) && <MyCodes ways={ways} />}
    </>
  )
}

function GoOn() {
  const text = useText()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/second-factor' })
  const enter = useMutation({
    mutationFn: () => readSession(),
    onSuccess: async (session) => {
      beginSession(session as Session)
      await navigate({ href: next ?? '/', replace: true })
    },
  })
  return (
    <div className={styles.form}>
      <p role="status">{text('signin.second.done')}</p>
      {enter.error && <Trouble error={enter.error} />}
      <Button loading={enter.isPending} onClick={() => enter.mutate()}>
        {text('signin.second.go-on')}
      </Button>
    </div>
  )
}

function Leave() {
  const text = useText()
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: () => signOut(),
    onSuccess: () => navigate({ to: '/sign-in', replace: true }),
  })
  return (
    <div className={styles.leave}>
      {leave.error && <Trouble error={leave.error} />}
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {text('web.member.sign-out')}
      </Button>
    </div>
  )
}
