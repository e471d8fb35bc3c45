import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ImportRow } from '../../import-contract.ts'

/** Who took in which list when. */
export function RecentImports({ imports = [] }: { imports: readonly ImportRow[] | undefined }) {
  const text = useText()
  const format = useFormat()
  const done = imports.filter(({ status }) => status === 'applied')
  return (
    <Section title={text('imports.recent.title')}>
      {done.length === 0 && <p className="tc-note tc-dense">{text('imports.recent.none')}</p>}
      <ul className="tc-list tc-dense">
        {done.slice(0, 8).map((row) => (
          <li key={row.id}>
            {row.prison.name}
            <br />
            <span className="tc-note">
              {text('imports.recent.line', {
                when: format.moment(row.appliedAt ?? row.createdAt),
                who: row.appliedBy ?? row.createdBy,
                added: row.counts.new ?? 0,
                changed: row.counts.changed ?? 0,
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
