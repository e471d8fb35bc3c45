import { useNamesShown } from '../../../../web/names.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import type { NoticeRow } from '../../import-contract.ts'
import { Fact } from './announced.tsx'

/** By what a person is told apart: name, birth, number, language. Hidden while names are hidden. */
export function Identifiers({ person }: { person: NoticeRow['person'] }) {
  const text = useText()
  const format = useFormat()
  const shown = useNamesShown()
  return (
    <>
      <Fact name={text('notices.one.name')}>
        {shown && person.name ? (
          <bdi>{person.name}</bdi>
        ) : (
          text('notices.one.name-hidden', { initials: person.initials })
        )}
      </Fact>
      <Fact name={text('notices.one.birth')}>
        {shown
          ? person.birth
            ? birthOf(person.birth, format.date)
            : text('notices.one.birth-unknown')
          : text('notices.one.hidden')}
      </Fact>
      <Fact name={text('notices.one.number')}>
        <bdi>{person.number}</bdi>
      </Fact>
      {person.language && (
        <Fact name={text('notices.one.language')}>{format.language(person.language)}</Fact>
      )}
    </>
  )
}

/** A birth may be known in part only ("1990"); then it stands as it was given. */
export const birthOf = (birth: string, write: (day: string) => string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(birth) ? write(birth) : birth
