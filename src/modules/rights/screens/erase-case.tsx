import { Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../../web/api.ts'
import { askCaseErasure } from '../../../web/client.gen.ts'
import { useMadeOnce } from '../../../web/idempotency.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { type CaseErasure, CaseErasureKind } from '../erasure-contract.ts'
import { Asking } from './erasures/ask-form.tsx'
import { Effect } from './erasures/effect.tsx'
import { caseErasureQuery } from './erasures/erasure-queries.ts'
import { Holds } from './erasures/holds.tsx'

/** Before a case, or a person with every case, is erased: what goes, who is told, what stays, what stands in the way. */
export function EraseCase() {
  const { ref = '' } = useParams({ strict: false })
  const text = useText()
  const [of, setOf] = useState<CaseErasureKind>('case')
  const found = useQuery(caseErasureQuery(ref, of))
  const unseen = found.error instanceof ApiProblem && found.error.status === 404
  return (
    <Page
      title={text('erasures.case.title', { ref })}
      note={text('erasures.item.note')}
      crumbs={[
        { label: text('rights.consents.cases'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
    >
      {unseen ? (
        <Empty
          link={
            <Link to="/cases/$ref" params={{ ref }}>
              {text('items.write.back', { ref })}
            </Link>
          }
        >
          {text('erasures.case.unseen')}
        </Empty>
      ) : (
        <Section title={text('erasures.case.what')}>
          <Radio.Group
            aria-label={text('erasures.case.what')}
            value={of}
            onChange={(one) => setOf(CaseErasureKind.parse(one))}
          >
            {CaseErasureKind.options.map((one) => (
              <Radio
                key={one}
                mt={8}
                value={one}
                label={text(`erasures.case.of.${one}`, { ref })}
                description={text(`erasures.case.of-note.${one}`)}
              />
            ))}
          </Radio.Group>
        </Section>
      )}
      {found.isPending && <Loading rows={8} />}
      {found.error && !unseen && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && <Preview key={of} of={of} read={found.data} />}
    </Page>
  )
}

function Preview({ of, read }: { of: CaseErasureKind; read: CaseErasure }) {
  const text = useText()
  const once = useMadeOnce()
  const { ref, effect, holds, waiting, deciders } = read
  return (
    <>
      <Section title={text('erasures.preview')}>
        <Holds holds={holds} />
        <Effect effect={effect} kind={of} />
      </Section>
      <Section title={text('erasures.ask.title')}>
        <Asking
          waiting={waiting}
          deciders={deciders}
          ask={(ground) =>
            once((options) => askCaseErasure({ path: { ref }, body: { of, ground } }, options))
          }
        >
          <p className="tc-note">{text('erasures.case.evidence')}</p>
        </Asking>
      </Section>
    </>
  )
}
