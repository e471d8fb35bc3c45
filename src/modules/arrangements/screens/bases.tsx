import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { LegalBasis } from '../basis-contract.ts'
import { basesQuery } from './bases/bases-api.ts'
import { BasisForm } from './bases/basis-form.tsx'
import { OneBasis } from './bases/one-basis.tsx'
import { useMayDo } from './edition/edition-api.ts'

/** The register of legal bases: on which law each partner stands, who read it last, what is asked. */
export function Bases() {
  const text = useText()
  const register = useQuery(basesQuery)
  const { steers } = useMayDo()
  const [writing, setWriting] = useState<LegalBasis | 'new' | null>(null)
  const { data } = register
  return (
    <Page
      title={text('bases.title')}
      note={text('bases.note')}
      crumbs={[{ to: '/agreements', label: text('agreements.title') }]}
      actions={steers && <Button onClick={() => setWriting('new')}>{text('bases.add')}</Button>}
    >
      {register.isPending && <Loading rows={6} />}
      {register.error && <Trouble error={register.error} onRetry={() => void register.refetch()} />}
      {data?.bases.length === 0 && (
        <Empty next={text('bases.none-next')}>{text('bases.none')}</Empty>
      )}
      {data?.bases.map((basis) => (
        <OneBasis
          key={basis.id}
          basis={basis}
          agencies={data.agencies}
          onEdit={() => setWriting(basis)}
        />
      ))}
      {writing && data && (
        <BasisForm
          agencies={data.agencies}
          basis={writing === 'new' ? undefined : writing}
          onClose={() => setWriting(null)}
        />
      )}
    </Page>
  )
}
