import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { readSetUpLink } from '../../../web/client.gen.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import type { FormError } from '../../../web/parts/form-errors.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { Outside } from '../../../web/screens/outside.tsx'
import { useText, useWords } from '../../../web/words.ts'
import { AdministratorStep } from './set-up/administrator-step.tsx'
import { CityStep } from './set-up/city-step.tsx'
import { useSetUpDraft, useSetUpToken } from './set-up/draft.ts'
import { OpeningStep } from './set-up/opening-step.tsx'
import { type Step, Steps, steps } from './set-up/steps.tsx'
import { SummaryStep } from './set-up/summary-step.tsx'

/** The guided set-up: four steps, nothing is made before the end of the last. */
export function SetUp() {
  const text = useText()
  const token = useSetUpToken()
  const link = useQuery({
    queryKey: ['set-up', token],
    queryFn: ({ signal }) => readSetUpLink({ path: { token } }, { signal, quiet401: true }),
    enabled: token.length === 43,
    retry: false,
  })
  const state = token.length === 43 ? link.data?.state : 'gone'
  return (
    <Outside>
      <Page title={text('setup.title')} note={state === 'open' && text('setup.note')}>
        {!state && link.isPending && <Loading />}
        {link.error && <Trouble error={link.error} onRetry={() => void link.refetch()} />}
        {state === 'used' && (
          <Empty
            next={text('setup.used-next')}
            link={<a href="/sign-in">{text('setup.to-sign-in')}</a>}
          >
            {text('setup.used', { name: link.data?.authority ?? '' })}
          </Empty>
        )}
        {state === 'gone' && <Empty next={text('setup.gone-next')}>{text('setup.gone')}</Empty>}
        {state === 'open' && <Wizard token={token} />}
      </Page>
    </Outside>
  )
}

function Wizard({ token }: { token: string }) {
  const navigate = useNavigate()
  const { step: asked } = useSearch({ strict: false }) as { step?: Step }
  const { language } = useWords()
  const [draft, change] = useSetUpDraft(language.code.startsWith('en') ? 'en' : language.code)
  const [refused, setRefused] = useState<FormError[]>([])
  const step = asked && reachable(asked, draft.city, draft.passphrase) ? asked : 'city'
  const go = (to: Step) => void navigate({ to: '/set-up', search: { step: to } })
  const next = () => {
    setRefused([])
    go(steps[steps.indexOf(step) + 1] ?? 'summary')
  }
  const back = () => window.history.back()
  const parts = { draft, change, onNext: next, onBack: back }
  return (
    <>
      <Steps current={step} />
      {step === 'city' && <CityStep {...parts} refused={refused} />}
      {step === 'administrator' && <AdministratorStep {...parts} refused={refused} />}
      {step === 'opening' && <OpeningStep {...parts} />}
      {step === 'summary' && (
        <SummaryStep
          {...parts}
          token={token}
          onRefused={(to, errors) => {
            setRefused(errors)
            go(to)
          }}
        />
      )}
    </>
  )
}

/** A page that is loaded again has lost the passphrase, which is kept nowhere: back to its step. */
function reachable(step: Step, city: string, passphrase: string): boolean {
  if (step === 'city') return true
  if (step === 'administrator') return city !== ''
  return city !== '' && passphrase !== ''
}
