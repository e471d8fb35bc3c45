import { Empty } from '../../../../web/parts/empty.tsx'
import { EntryNote } from '../../../../web/parts/entries.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { type Text, useFormat, useText } from '../../../../web/words.ts'
import { type Breach, type BreachExtent, reachedHow } from '../../breach-contract.ts'
import styles from '../review.module.css'
import { ExtentForm } from './extent-form.tsx'

// words: review.log.what. items.category.

/** Whom the breach concerns, as the log says: the newest computation whole, earlier ones by their figures. */
export function Extents({ breach }: { breach: Breach }) {
  const text = useText()
  const [newest, ...earlier] = breach.extents
  return (
    <Section title={text('breaches.extent.title')} note={text('breaches.extent.note')}>
      {newest ? (
        <Computed extent={newest} />
      ) : (
        <Empty>{text(breach.mayChange ? 'breaches.extent.none' : 'breaches.extent.never')}</Empty>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{text('breaches.extent.earlier', { count: earlier.length })}</summary>
          {earlier.map((extent) => (
            <Figures key={extent.id} extent={extent} />
          ))}
        </details>
      )}
      {breach.mayChange && <ExtentForm breach={breach} />}
    </Section>
  )
}

interface FiguresProps {
  extent: BreachExtent
  /** Whose account it was; on paper that leaves nobody of the staff is named. */
  named?: boolean
}

/** Numbers only: what a report to the supervisory authority names. */
export function Figures({ extent, named = true }: FiguresProps) {
  const text = useText()
  const format = useFormat()
  const { whats, categories } = extent
  return (
    <div className={styles.figures}>
      <p>
        {text('breaches.extent.period', {
          name: named ? extent.member : 'none',
          from: format.moment(extent.from),
          until: format.moment(extent.until),
        })}
      </p>
      <p>
        {text('breaches.extent.read', {
          persons: extent.personsRead,
          cases: extent.casesRead,
          records: extent.records,
        })}
      </p>
      <p>
        {text('breaches.extent.shown', { persons: extent.personsShown, cases: extent.casesShown })}
      </p>
      {extent.announced > 0 && (
        <p>{text('breaches.extent.announced', { count: extent.announced })}</p>
      )}
      {whats.length > 0 && (
        <p>
          {text('breaches.extent.whats', {
            list: format.list(
              whats.map(({ what, cases }) =>
                text('breaches.extent.part', { part: text(`review.log.what.${what}`), cases }),
              ),
            ),
          })}
        </p>
      )}
      {categories.length > 0 && (
        <p>
          {text('breaches.extent.categories', {
            list: format.list(
              categories.map(({ category, records }) => categoryOf(category, records, text)),
            ),
          })}
        </p>
      )}
      <EntryNote>
        {text('breaches.extent.computed', {
          name: extent.computedBy,
          when: format.longMoment(extent.computedAt),
          entries: extent.entries,
          nameless: extent.nameless,
        })}
      </EntryNote>
    </div>
  )
}

/** A category with its records; one that was opened without an item of it has none to count. */
function categoryOf(category: string, records: number, text: Text): string {
  const name =
    category === 'special' ? text('breaches.special') : text(`items.category.${category}`)
  return text('breaches.extent.category', { category: name, records })
}

/** One moment where the first and the last entry are of the same minute. */
const spanOf = (from: string, until: string, text: Text): string =>
  from === until ? from : text('breaches.extent.span', { from, until })

function Computed({ extent }: { extent: BreachExtent }) {
  const text = useText()
  const format = useFormat()
  const head = ['case', 'how', 'entries', 'records', 'when'] as const
  return (
    <>
      <Figures extent={extent} />
      {extent.gone > 0 && <p>{text('breaches.extent.gone', { count: extent.gone })}</p>}
      {extent.cases.length === 0 ? (
        <Empty>{text('breaches.extent.no-cases')}</Empty>
      ) : (
        <DataTable
          caption={text('breaches.extent.title')}
          head={head.map((column) => (
            <th key={column} scope="col">
              {text(`breaches.column.${column}`)}
            </th>
          ))}
        >
          {extent.cases.map((row) => (
            <tr key={row.ref}>
              <th scope="row">{row.ref}</th>
              <td data-label={text('breaches.column.how')}>
                {format.list(
                  reachedHow
                    .filter((how) => row.how.includes(how))
                    .map((how) => text(`breaches.how.${how}`)),
                )}
              </td>
              <td data-label={text('breaches.column.entries')}>{format.number(row.entries)}</td>
              <td data-label={text('breaches.column.records')}>{format.number(row.records)}</td>
              <td data-label={text('breaches.column.when')}>
                {spanOf(format.moment(row.firstAt), format.moment(row.lastAt), text)}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  )
}
