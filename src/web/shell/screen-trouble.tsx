import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ApiProblem, NoConnection } from '../api.ts'
import { Page } from '../parts/page.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { useText } from '../words.ts'
import { NotFound } from './not-found.tsx'

/** A screen that broke: the frame stays, and the reader can try again. */
export function ScreenTrouble({ error, reset }: ErrorComponentProps) {
  const text = useText()
  const router = useRouter()
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />
  const known = error instanceof ApiProblem || error instanceof NoConnection
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Page title={text('web.trouble.screen')} note={text('web.trouble.screen-note')}>
      <Trouble
        error={error}
        what={known ? undefined : text('web.trouble.screen')}
        onRetry={retry}
      />
    </Page>
  )
}
