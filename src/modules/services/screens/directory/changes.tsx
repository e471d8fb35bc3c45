import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { DirectoryChange } from '../../contract.ts'

interface ChangesProps {
  changes: readonly DirectoryChange[]
  /** How a part is called: the words of the entry or of the card. */
  nameOf: (field: string) => string
}

/** Who changed it, when, and which parts. */
export function Changes({ changes, nameOf }: ChangesProps) {
  const text = useText()
  const format = useFormat()
  if (changes.length === 0) return null
  return (
    <Section title={text('services.changes.title')}>
      <ul className="tc-list">
        {changes.map((change) => (
          <li key={change.id}>
            {text(`services.changes.${change.kind}`)}
            {change.fields.length > 0 && `: ${format.list(change.fields.map(nameOf))}`}
            <br />
            <span className="tc-note tc-dense">
              {text('services.changes.by', {
                name: change.by,
                agency: change.agency.name,
                moment: format.moment(change.at),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** `capacity_as_of` of the history is `capacityAsOf` of the entry. */
export const fieldOf = (column: string): string =>
  column.replace(/_[a-z]/g, (part) => part.slice(1).toUpperCase())
