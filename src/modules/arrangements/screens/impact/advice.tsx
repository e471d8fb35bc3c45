import { useState } from 'react'
import { adviseOnImpact } from '../../../../web/client.gen.ts'
import { PlainState } from '../../../../web/parts/chip.tsx'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ImpactVersion } from '../../impact-contract.ts'
import { WordsForm } from '../edition/words-form.tsx'
import styles from './impact.module.css'
import { useImpactAct, useMayDoImpact } from './impact-api.ts'

/** What the data protection officer advises on the text as it stands. */
export function Advice({ version }: { version: ImpactVersion }) {
  const text = useText()
  const format = useFormat()
  const { advises } = useMayDoImpact()
  const { id, advice, state } = version
  const [words, setWords] = useState('')
  const give = useImpactAct(
    () => adviseOnImpact({ path: { id }, body: { advice: words } }, { ifMatch: version.version }),
    text('impact.advice.given'),
    () => setWords(''),
  )
  return (
    <Section title={text('impact.parts.advice')}>
      {!advice && <p className={styles.said}>{text('impact.advice.none')}</p>}
      {advice && (
        <>
          <p className={styles.said}>{advice.words}</p>
          <p className="tc-note">
            {text('impact.advice.by', { name: advice.by, day: format.date(advice.on) })}
          </p>
          {advice.outdated && state === 'draft' && (
            <p className={styles.said}>
              <PlainState state="due">{text('impact.advice.outdated')}</PlainState>
            </p>
          )}
        </>
      )}
      {advises && state === 'draft' && (
        <WordsForm
          id="advice"
          label={text('impact.advice.words')}
          note={text('impact.advice.words-note')}
          button={text('impact.advice.give')}
          value={words}
          onChange={setWords}
          act={give}
        />
      )}
    </Section>
  )
}
