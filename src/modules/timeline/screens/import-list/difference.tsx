import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useNamesShown } from '../../../../web/names.ts'
import { CaseLink, PersonLabel } from '../../../../web/parts/case-link.tsx'
import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { DeliveryChange, DeliveryDifference } from '../../delivery-contract.ts'
import { changeKinds } from '../../delivery-vocabulary.ts'
import { changeSentences } from './change-sentences.ts'
import styles from './import-list.module.css'

const AT_FIRST = 25

/** What this list changes, person by person, before anything is taken in. */
export function Difference({ difference }: { difference: DeliveryDifference }) {
  const text = useText()
  const format = useFormat()
  const [kind, setKind] = useState('')
  const [whole, setWhole] = useState(false)
  const { changes, lastDeliveredOn } = difference
  const wanted = kind ? changes.filter(({ kinds }) => kinds.some((one) => one === kind)) : changes
  const shown = whole ? wanted : wanted.slice(0, AT_FIRST)
  return (
    <Section
      title={text('imports.difference.title')}
      note={
        lastDeliveredOn && text('imports.difference.note', { last: format.date(lastDeliveredOn) })
      }
    >
      {changes.length > 0 && (
        <div className={styles.filters} data-no-print>
          <NativeSelect
            aria-label={text('imports.difference.filter')}
            value={kind}
            data={[
              { value: '', label: text('imports.difference.all') },
              ...choices(difference, text),
            ]}
            onChange={(event) => setKind(event.currentTarget.value)}
          />
        </div>
      )}
      {changes.length === 0 && <p className={styles.explain}>{text('imports.difference.none')}</p>}
      {shown.length > 0 && <Changes changes={shown} />}
      {wanted.length > shown.length && (
        <Button variant="default" mt={12} data-no-print onClick={() => setWhole(true)}>
          {text('imports.difference.rest', { count: wanted.length - shown.length })}
        </Button>
      )}
      <Apart difference={difference} />
    </Section>
  )
}

function choices({ changes }: DeliveryDifference, text: (id: string) => string) {
  return changeKinds.flatMap((kind) => {
    const count = changes.filter(({ kinds }) => kinds.includes(kind)).length
    const label = `${text(`imports.difference.kinds.${kind}`)} (${count})`
    return count === 0 ? [] : [{ value: kind, label }]
  })
}

const states: Record<DeliveryChange['kinds'][number], ChipState> = {
  new: 'neutral',
  moved: 'due',
  gone: 'neutral',
  respelled: 'neutral',
  reissued: 'gap',
  repaired: 'settled',
  back: 'neutral',
  details: 'neutral',
}

function Changes({ changes }: { changes: readonly DeliveryChange[] }) {
  const text = useText()
  return (
    <DataTable
      caption={text('imports.difference.title')}
      head={
        <>
          <th scope="col">{text('imports.difference.who')}</th>
          <th scope="col">{text('imports.difference.what')}</th>
          <th scope="col">{text('imports.difference.line')}</th>
        </>
      }
    >
      {changes.map((change) => (
        <Row key={`${change.line}-${change.number}-${change.ref}`} change={change} />
      ))}
    </DataTable>
  )
}

function Row({ change }: { change: DeliveryChange }) {
  const text = useText()
  const format = useFormat()
  const namesShown = useNamesShown()
  const { kinds, number, person, formerly, ref, line } = change
  return (
    <tr>
      <th scope="row">
        {person ? <PersonLabel person={person} /> : text('imports.difference.case-person')}
        <span className={styles.under}>
          <bdi>{number}</bdi>
          {ref && (
            <>
              {' '}
              <CaseLink caseRef={ref} />
            </>
          )}
        </span>
      </th>
      <td>
        <span className={styles.chips}>
          {kinds.map((kind) => (
            <Chip key={kind} state={states[kind]} icon={kind === 'moved' ? false : undefined}>
              {text(`imports.difference.kinds.${kind}`)}
            </Chip>
          ))}
        </span>
        {changeSentences(change, text, format.date).map((sentence) => (
          <span key={sentence} className={styles.says}>
            {sentence}
          </span>
        ))}
        {formerly && (
          <span className={styles.says}>
            <PersonLabel person={formerly} />
            {!namesShown && (
              <span className={styles.under}>{text('imports.difference.show-names')}</span>
            )}
          </span>
        )}
      </td>
      <td data-label={text('imports.difference.line')} className={styles.line}>
        {line === null ? text('imports.difference.not-listed') : format.number(line)}
      </td>
    </tr>
  )
}

/** What is only counted: other municipalities, and rows that cannot be trusted. */
function Apart({ difference }: { difference: DeliveryDifference }) {
  const text = useText()
  const { counts, elsewhere } = difference
  return (
    <div className={styles.explain}>
      {elsewhere && <p>{text('imports.difference.elsewhere', elsewhere)}</p>}
      {counts.stillBad + counts.newlyBad > 0 && (
        <p>{text('imports.difference.bad', { still: counts.stillBad, newly: counts.newlyBad })}</p>
      )}
    </div>
  )
}
