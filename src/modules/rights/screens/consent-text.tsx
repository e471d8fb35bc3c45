import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useText } from '../../../web/words.ts'
import { fromSheet, textQuery } from './consents/consent-queries.ts'
import styles from './rights.module.css'

/** The text on a sheet, in the person's language, with room for their hand. It names no person. */
export function ConsentSheet() {
  const { ref = '' } = useParams({ strict: false })
  const say = useText()
  const search = useLocation({ select: ({ searchStr }) => fromSheet(searchStr) })
  const found = useQuery(textQuery(ref, search))
  const text = found.data
  return (
    <Page
      title={say('rights.consents.form.print')}
      crumbs={[
        { label: ref, to: `/cases/${ref}` },
        { label: say('rights.consents.card'), to: `/cases/${ref}/consents` },
      ]}
      actions={text && <PrintButton />}
    >
      {found.isPending && <Loading rows={6} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {text && (
        <article className={styles.paper} lang={text.language}>
          <h2>{text.title}</h2>
          {text.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          <div className={styles.lines}>
            <div className={styles.boxes}>
              {[text.sign.yes, text.sign.no].map((word) => (
                <span key={word}>
                  <span className={styles.box} aria-hidden />
                  {word}
                </span>
              ))}
            </div>
            {[text.sign.name, text.sign.day, text.sign.signature].map((word) => (
              <div key={word}>
                <span>{word}</span>
                <span aria-hidden />
              </div>
            ))}
          </div>
        </article>
      )}
    </Page>
  )
}
