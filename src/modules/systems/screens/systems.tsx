import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Empty } from '../../../web/parts/empty.tsx'
import { Entries } from '../../../web/parts/entries.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { SystemKey, SystemKeyMade } from '../contract.ts'
import { AskKey } from './systems/ask-key.tsx'
import { KeyMade } from './systems/key-made.tsx'
import { KeyRow } from './systems/key-row.tsx'
import { systemKeysQuery } from './systems/systems-query.ts'

/** Which partners' own software asks this desk: what it may, until when, who agreed, how much it read. */
export function Systems() {
  const text = useText()
  const found = useQuery(systemKeysQuery)
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<{ label: string; made: SystemKeyMade } | null>(null)
  const shown = (of: SystemKey, key: SystemKeyMade) => setMade({ label: of.label, made: key })
  return (
    <Page
      title={text('systems.title')}
      note={text('systems.note')}
      actions={
        found.data?.mayAsk && <Button onClick={() => setAsking(true)}>{text('systems.ask')}</Button>
      }
    >
      {found.isPending && <Loading rows={4} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <Section title={text('systems.keys')}>
          {found.data.keys.length === 0 && <Empty>{text('systems.none')}</Empty>}
          <Entries>
            {found.data.keys.map((one) => (
              <KeyRow key={one.id} of={one} onMade={(key) => shown(one, key)} />
            ))}
          </Entries>
        </Section>
      )}
      {asking && found.data && <AskKey known={found.data} onClose={() => setAsking(false)} />}
      {made && <KeyMade {...made} onClose={() => setMade(null)} />}
    </Page>
  )
}
