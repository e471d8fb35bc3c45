import { useState } from 'react'
import { Section, Sentence } from '../../../../web/parts/section.tsx'
import type { AsKnown } from '../../../past/contract.ts'
import { Controls, MapOrStrips } from '../case/map-and-controls.tsx'
import { ContinuityTable } from '../continuity-map/continuity-table.tsx'
import { leadSentence } from '../continuity-map/sentences.ts'
import { useSpeech } from '../continuity-map/speech.ts'
import type { MapWindow } from '../continuity-map/time-window.ts'
import styles from './past.module.css'

const nothing = () => undefined

/** Who was accountable for which part of life, and when nobody was: planned from the rows of then, on the day of then. */
export function PastLanes({ past }: { past: AsKnown }) {
  const speech = useSpeech()
  const [form, setForm] = useState<'map' | 'table'>('table')
  const [view, setView] = useState<MapWindow>('year')
  const { continuity, periods } = past
  const given = { continuity, periods, mayOffer: false, onOffer: nothing, onLead: nothing }
  return (
    <Section title={speech.text('past.lanes')}>
      <div className={styles.lanes}>
        <Sentence>{leadSentence(speech, continuity)}</Sentence>
        <Controls form={form} view={view} onForm={setForm} onView={setView} onMove={null} />
      </div>
      {form === 'map' ? (
        <>
          <div data-no-print>
            <MapOrStrips
              {...given}
              view={view}
              onMilestone={nothing}
              onTable={() => setForm('table')}
            />
            <p className="tc-note">{speech.text('past.map-note')}</p>
          </div>
          <div className={styles.paperOnly}>
            <ContinuityTable {...given} />
          </div>
        </>
      ) : (
        <ContinuityTable {...given} />
      )}
    </Section>
  )
}
