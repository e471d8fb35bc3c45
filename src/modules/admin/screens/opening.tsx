import { Page } from '../../../web/parts/page.tsx'
import { useText } from '../../../web/words.ts'
import { OpeningWays } from './start/opening-ways.tsx'

/** How this desk is reached, and how to change that. */
export function Opening() {
  const text = useText()
  return (
    <Page
      title={text('start.opening.title')}
      note={text('start.opening.note')}
      crumbs={[{ to: '/start', label: text('start.title') }]}
    >
      <OpeningWays />
    </Page>
  )
}
