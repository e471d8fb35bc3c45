import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Sentence } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import type { Pathway, Pathways as PathwayList } from '../pathway-contract.ts'

/** The steps of each pathway in words: when, what, whose. Read here, changed with a new version only. */
export function Pathways() {
  const text = useText()
  const [chosen, setChosen] = useState('')
  const list = useQuery({
    queryKey: ['pathways'],
    queryFn: ({ signal }) => api.get<PathwayList>('/pathways', { signal }),
  })
  const pathways = list.data?.pathways ?? []
  const shown = pathways.find(({ id }) => String(id) === chosen) ?? pathways[0]
  const name = ({ code, version }: Pathway) =>
    text('periods.pathway.name', { name: text(`periods.pathway.of.${code}`), version })
  return (
    <Page title={text('periods.pathways.title')} note={text('periods.pathways.note')}>
      {list.isPending && <Loading rows={8} />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {shown && (
        <>
          <NativeSelect
            label={text('periods.pathways.choose')}
            value={String(shown.id)}
            maw={420}
            mb={16}
            data={pathways.map((one) => ({ value: String(one.id), label: name(one) }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Sentence>
            {text(shown.current ? 'periods.pathways.current' : 'periods.pathways.other', {
              count: shown.steps.length,
            })}
          </Sentence>
          <Steps pathway={shown} caption={name(shown)} />
        </>
      )}
    </Page>
  )
}

const columns = ['when', 'what', 'owner', 'why'] as const

function Steps({ pathway, caption }: { pathway: Pathway; caption: string }) {
  const text = useText()
  return (
    <DataTable
      caption={caption}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {text(`periods.pathway.column.${column}`)}
        </th>
      ))}
    >
      {pathway.steps.map((step) => (
        <tr key={step.code}>
          <td data-label={text('periods.pathway.column.when')}>
            {text(
              `periods.pathway.when.${step.anchor}-${step.offsetDays < 0 ? 'before' : 'after'}`,
              {
                count: Math.abs(step.offsetDays),
              },
            )}
          </td>
          <th scope="row">{text(`milestones.${step.code}`)}</th>
          <td data-label={text('periods.pathway.column.owner')}>
            {text(`periods.pathway.owner.${step.owner}`)}
          </td>
          <td data-label={text('periods.pathway.column.why')}>
            {[
              step.conference && text('periods.pathway.conference'),
              step.voluntary && text('periods.pathway.voluntary'),
            ]
              .filter(Boolean)
              .join(' ') || null}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
