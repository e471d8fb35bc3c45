import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { AtTheDoor } from './deliveries/at-the-door.tsx'
import { waitingQuery } from './deliveries/delivery-queries.ts'
import { ListProposals } from './deliveries/list-proposals.tsx'
import { PastDeliveries } from './deliveries/past-deliveries.tsx'
import { ProposedTransfers } from './deliveries/proposed-transfers.tsx'

/** What prisons' lists ask of the desk: files to look at, cases to decide, persons who moved on. */
export function Deliveries() {
  const text = useText()
  const { data, isPending, error, refetch } = useQuery(waitingQuery)
  const count = data ? data.drops.length + data.proposals.length + data.transfers.length : 0
  return (
    <Page
      title={text('deliveries.title')}
      note={text('deliveries.note')}
      crumbs={[{ label: text('web.nav.releases'), to: '/releases' }]}
      actions={
        <Button
          variant="default"
          leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
          renderRoot={(props) => <Link to="/releases/import" {...props} />}
        >
          {text('notices.import')}
        </Button>
      }
    >
      {isPending && <Loading rows={6} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && count === 0 && (
        <Empty next={text('deliveries.none-next')}>{text('deliveries.none')}</Empty>
      )}
      {data && data.drops.length > 0 && <AtTheDoor drops={data.drops} />}
      {data && data.proposals.length > 0 && <ListProposals proposals={data.proposals} />}
      {data && data.transfers.length > 0 && <ProposedTransfers transfers={data.transfers} />}
      <PastDeliveries />
    </Page>
  )
}
