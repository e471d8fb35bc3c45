import type { ReactNode } from 'react'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Danger, ImpactVersion, Level } from '../../impact-contract.ts'
import styles from './impact.module.css'
import { sayMissing } from './missing-part.ts'

/** The minimum parts as they were written; what is missing is said beside its part. */
export function ImpactText({ version }: { version: ImpactVersion }) {
  const text = useText()
  const format = useFormat()
  const { content, remains } = version
  return (
    <>
      <Part name="description">{content.description}</Part>
      <Part name="necessity">{content.necessity}</Part>
      <Section
        id="dangers"
        title={text('impact.parts.dangers')}
        note={remains && text('impact.remains', { level: text(`impact.level.${remains}`) })}
      >
        {content.dangers.length === 0 && <Lacks part="dangers" />}
        {content.dangers.length > 0 && <Dangers dangers={content.dangers} />}
      </Section>
      <Part name="measures">{content.measures}</Part>
      <Section id="views" title={text('impact.parts.views')}>
        {content.sought ? (
          <p className={styles.said}>{text(`impact.sought.${content.sought}`)}</p>
        ) : (
          <Lacks part="sought" />
        )}
        {content.views ? <p className={styles.said}>{content.views}</p> : <Lacks part="views" />}
      </Section>
      <Part name="reviewOn">{content.reviewOn && format.date(content.reviewOn)}</Part>
    </>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  const text = useText()
  return (
    <Section id={name} title={text(`impact.parts.${name}`)}>
      {children ? <p className={styles.said}>{children}</p> : <Lacks part={name} />}
    </Section>
  )
}

function Lacks({ part }: { part: string }) {
  const text = useText()
  return (
    <p className={styles.said}>
      <PlainState state="gap">{sayMissing(text, part)}</PlainState>
    </p>
  )
}

const columns = ['what', 'source', 'before', 'measures', 'after', 'responsible'] as const

function Dangers({ dangers }: { dangers: readonly Danger[] }) {
  const text = useText()
  return (
    <DataTable
      caption={text('impact.parts.dangers')}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {text(`impact.columns.${column}`)}
        </th>
      ))}
    >
      {dangers.map((danger, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a danger is known by its place in the text
        <DangerRow key={place} danger={danger} />
      ))}
    </DataTable>
  )
}

function DangerRow({ danger }: { danger: Danger }) {
  const text = useText()
  const none = <PlainState state="gap">{text('impact.level.none')}</PlainState>
  const pair = (likely: Level | null, severe: Level | null) =>
    likely && severe
      ? text('impact.pair', {
          likely: text(`impact.level.${likely}`),
          severe: text(`impact.level.${severe}`),
        })
      : none
  const words = (field: 'source' | 'measures' | 'responsible') =>
    danger[field] || <PlainState state="gap">{text('impact.empty')}</PlainState>
  const cells: Record<(typeof columns)[number], ReactNode> = {
    what: danger.what,
    source: words('source'),
    before: pair(danger.likelyBefore, danger.severeBefore),
    measures: words('measures'),
    after: pair(danger.likelyAfter, danger.severeAfter),
    responsible: words('responsible'),
  }
  return (
    <tr>
      <th scope="row">{danger.what || text('impact.empty')}</th>
      {columns.slice(1).map((column) => (
        <td key={column} data-label={text(`impact.columns.${column}`)}>
          {cells[column]}
        </td>
      ))}
    </tr>
  )
}
