import { useNamesShown } from '../../../../web/names.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import styles from './case.module.css'

export interface IdentityProps {
  caseRef: string
  person: { initials: string; name: string | null; birth: string | null }
}

/**
 * Two identifiers before something is sent about a person: name and birth date.
 *
 * While names are hidden on this device only reference and initials stand here, and it is said why.
 */
export function Identity({ caseRef, person }: IdentityProps) {
  const text = useText()
  const format = useFormat()
  const shown = useNamesShown()
  if (!shown || !person.name) {
    return (
      <p className={styles.identity}>
        {text('timeline.identity.hidden', { ref: caseRef, initials: person.initials })}
      </p>
    )
  }
  return (
    <div className={styles.identity}>
      <dl className={styles.identifiers}>
        <div>
          <dt>{text('timeline.identity.name')}</dt>
          <dd>
            <bdi>{person.name}</bdi>
          </dd>
        </div>
        <div>
          <dt>{text('timeline.identity.birth')}</dt>
          <dd>
            {person.birth
              ? birthOf(person.birth, format.date)
              : text('timeline.identity.birth-unknown')}
          </dd>
        </div>
      </dl>
      <p className="tc-small tc-note">{text('timeline.identity.check')}</p>
    </div>
  )
}

/** A birth date may be known in part only ("1990"); then it stands as it was given. */
const birthOf = (birth: string, write: (day: string) => string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(birth) ? write(birth) : birth
