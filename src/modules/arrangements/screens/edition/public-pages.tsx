import { languages } from '../../../../web/languages.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { useText } from '../../../../web/words.ts'
import type { EditionText } from '../../edition-contract.ts'
import styles from './edition.module.css'

/** The essence for the public: the page as it stands, or as it will stand once two have signed. */
export function PublicPages({ edition: { agreement, publicPage } }: { edition: EditionText }) {
  const text = useText()
  const open = agreement.state === 'in_force'
  return (
    <Section title={text('editions.public.title')}>
      <p className={styles.note}>
        {text(open ? 'editions.public.open' : 'editions.public.preview')}
      </p>
      <ul className={`tc-list ${styles.line}`}>
        {languages
          .filter(({ pseudo }) => !pseudo)
          .map(({ code, name }) => (
            <li key={code}>
              <a
                href={`${publicPage}?language=${code}`}
                target="_blank"
                rel="noreferrer"
                lang={code}
              >
                {name}
              </a>
            </li>
          ))}
      </ul>
    </Section>
  )
}
