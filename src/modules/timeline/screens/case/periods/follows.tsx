import { useQuery } from '@tanstack/react-query'
import type { PeriodKind } from '../../../../periods/period-contract.ts'
import type { Continuity, MovePreview } from '../../../contract.ts'
import { useSpeech } from '../../continuity-map/speech.ts'
import { WhatFollows } from '../../move-release/consequences.tsx'
import styles from '../case.module.css'
import { continuityQuery } from '../case-queries.ts'
import own from './follows.module.css'

interface FollowsProps {
  kind: PeriodKind
  from: string
  preview: MovePreview
}

/** What a recall or a transfer does, in the order in which it matters. */
export function Follows({ kind, from, preview }: FollowsProps) {
  const { text } = useSpeech()
  return (
    <div className={styles.follows}>
      <p className={styles.rowTitle}>
        {kind === 'recall'
          ? text('periods.follows.recall', { count: preview.milestones.paused })
          : text('periods.follows.transfer')}
      </p>
      <p className={styles.rowNote}>{text(`periods.follows.${kind}-lead`)}</p>
      {kind === 'recall' ? (
        <Rests from={from} preview={preview} />
      ) : (
        <WhatFollows preview={preview} />
      )}
    </div>
  )
}

/** Which acceptances rest while the person is in prison, and who is told. */
function Rests({ from, preview }: Omit<FollowsProps, 'kind'>) {
  const { text, format } = useSpeech()
  const now = useQuery(continuityQuery(preview.continuity.ref)).data
  if (!now) return null
  const rest = restingFrom(now, from).map(({ domain, agency }) =>
    text('timeline.move.list-item', { domain: text(`domains.${domain}`), agency }),
  )
  return (
    <>
      <p className={styles.rowTitle}>{text('periods.follows.rests', { count: rest.length })}</p>
      {rest.length > 0 && (
        <ul className={own.rests}>
          {rest.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p className={styles.rowNote}>
        {text('timeline.move.told', {
          count: preview.told.length,
          list: format.list(preview.told.map(({ name }) => name)),
        })}
      </p>
    </>
  )
}

/** What agencies outside prison have accepted beyond that day; the lead has a sentence of its own. */
function restingFrom({ lanes }: Continuity, from: string) {
  return lanes.flatMap(({ domain, leads }) =>
    leads
      .filter(
        ({ state, agency, until }) =>
          domain !== 'lead' &&
          (state === 'accepted' || state === 'to_confirm') &&
          agency.kind !== 'custody' &&
          (until === null || until > from),
      )
      .map(({ agency }) => ({ domain, agency: agency.name })),
  )
}
