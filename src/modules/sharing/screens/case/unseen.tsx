import { Link } from '@tanstack/react-router'
import { ApiProblem } from '../../../../web/api.ts'
import { Empty } from '../../../../web/parts/empty.tsx'
import { Page } from '../../../../web/parts/page.tsx'
import { AskAndEmergency } from '../../../../web/shell/ask-links.tsx'
import { useText } from '../../../../web/words.ts'

export const isUnseen = (error: unknown) => error instanceof ApiProblem && error.status === 404

/** The same words for a case without a seat and for one that does not exist, and whom to ask. */
export function UnseenCase() {
  const text = useText()
  return (
    <Page title={text('timeline.case.crumb')} crumbs={[]}>
      <Empty
        next={text('timeline.case.unseen-note')}
        link={<Link to="/cases">{text('timeline.case.unseen-link')}</Link>}
      >
        {text('timeline.case.unseen')}
      </Empty>
      <AskAndEmergency />
    </Page>
  )
}
