import { Entries, Entry, EntryHead, EntryNote, EntryWords } from '../../../../web/parts/entries.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { LogFinding } from '../../log-contract.ts'

/** Rows that are not what the log says of them: what happened, where, and by which login where that is known. */
export function Findings({ found }: { found: readonly LogFinding[] }) {
  const text = useText()
  const format = useFormat()
  return (
    <Section title={text('witnesses.found.title')} note={text('witnesses.found.note')}>
      <Entries>
        {found.map(({ id, kind, table, key, login, firstSeen, lastSeen }) => (
          <Entry key={id}>
            <EntryHead>{text(`witnesses.found.${kind}`)}</EntryHead>
            <EntryWords>{text('witnesses.found.line', { table, key })}</EntryWords>
            <EntryNote>
              {text('witnesses.found.when', {
                first: format.moment(firstSeen),
                last: format.moment(lastSeen),
              })}{' '}
              {login && text('witnesses.found.login', { login })}
            </EntryNote>
          </Entry>
        ))}
      </Entries>
    </Section>
  )
}
